"""The lists beside botocore's descriptions of paginators."""

from pages import plain
from services import LOADER, Service


def compare(lists, why_not):
    """Prints every difference. Do 98 of 100 operations that an SDK crate has agree?"""
    agreed, differences, absent, flags = 0, [], [], []
    for package, ours in lists.items():
        service = Service(package)
        paginators = LOADER.load_service_model(service.name, "paginators-1")["pagination"]
        found = {plain(entry["operation"]): entry for entry in ours["operations"]}
        for operation, theirs in sorted(paginators.items()):
            entry = found.get(plain(operation))
            why = differs(service, operation, theirs, entry) if entry else why_not(package, operation)
            if why is None:
                agreed += 1
                if names(theirs.get("more_results")) != names(entry["more_results"]):
                    flags.append(f"{package} {operation} ({entry['more_results']})")
            elif "has no operation" in why:
                absent.append(f"{package} {operation}")
            else:
                differences.append(f"{package} {operation}: {why}")
    both = agreed + len(differences)
    print(f"\n{len(lists)} crates, {both} operations that botocore paginates: {agreed} agree, {agreed / both:.1%}")
    print("".join(f"  {line}\n" for line in differences), end="")
    if absent:
        print(f"and {len(absent)} that the crate does not have: {', '.join(absent)}")
    if flags:
        print(f"\n{len(flags)} of those that agree differ in more_results, as it is here:")
        print("".join(f"  {line}\n" for line in flags), end="")
    return agreed / both >= 0.98


def differs(service, operation, theirs, ours):
    """How the two descriptions differ in tokens or in what is listed, or `None`."""
    for name in ("input_token", "output_token"):
        if names(theirs[name]) != names(ours[name]):
            return f"{name} is {theirs[name]} there, {ours[name]} here"
    output = service.operations[plain(operation)].output_shape
    keys = [key for key in listed(theirs.get("result_key")) if is_collection(output, key)]
    paths = [item["path"] for item in ours["items"]]
    if names(keys) != names(paths):
        return f"result_key is {keys} there, {paths} here"
    return None


def listed(value):
    return value if isinstance(value, list) else [value] if value else []


def names(value):
    return sorted(plain(name.replace(" ", "")) for name in listed(value))


def is_collection(shape, path):
    """Some result keys are counts, which botocore adds up: they are no items."""
    for name in path.split("."):
        shape = shape.members[name]
    return shape.type_name in ("list", "map")
