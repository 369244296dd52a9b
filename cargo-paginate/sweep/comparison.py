"""Compares the output of `cargo paginate list` with botocore's paginator descriptions."""

from sample_pages import normalize
from service import LOADER, Service


def compare(lists, rejection):
    """Prints all differences. Returns whether at least 98% of the operations that exist in the crates are equal."""
    equal, differences, unknown, flags = 0, [], [], []
    for package, listed in lists.items():
        service = Service(package)
        paginators = LOADER.load_service_model(service.name, "paginators-1")["pagination"]
        operations = {normalize(operation["operation"]): operation for operation in listed["operations"]}
        for name, paginator in sorted(paginators.items()):
            operation = operations.get(normalize(name))
            reason = difference(service, name, paginator, operation) if operation else rejection(package, name)
            if reason is None:
                equal += 1
                if normalized(paginator.get("more_results")) != normalized(operation["more_results"]):
                    flags.append(f"{package} {name} ({operation['more_results']})")
            elif "has no operation" in reason:
                unknown.append(f"{package} {name}")
            else:
                differences.append(f"{package} {name}: {reason}")
    total = equal + len(differences)
    print(f"\n{len(lists)} crates, {total} operations with a paginator in botocore: {equal} are equal, {equal / total:.1%}")
    print("".join(f"  {line}\n" for line in differences), end="")
    if unknown:
        print(f"{len(unknown)} operations are not in the crate: {', '.join(unknown)}")
    if flags:
        print(f"\n{len(flags)} of the equal operations have another more_results in botocore; cargo-paginate finds:")
        print("".join(f"  {line}\n" for line in flags), end="")
    return equal / total >= 0.98


def difference(service, name, paginator, operation):
    """Returns how the tokens or the items of an operation differ, or `None` if they are equal."""
    for key in ("input_token", "output_token"):
        if normalized(paginator[key]) != normalized(operation[key]):
            return f"{key} is {operation[key]}, in botocore {paginator[key]}"
    output = service.operations[normalize(name)].output_shape
    keys = [key for key in as_list(paginator.get("result_key")) if is_collection(output, key)]
    paths = [item["path"] for item in operation["items"]]
    if normalized(keys) != normalized(paths):
        return f"items is {paths}, result_key in botocore is {keys}"
    return None


def as_list(value):
    return value if isinstance(value, list) else [value] if value else []


def normalized(value):
    return sorted(normalize(name.replace(" ", "")) for name in as_list(value))


def is_collection(shape, path):
    """Returns whether a result key is a list or a map. Other result keys are counts, which botocore adds up."""
    for name in path.split("."):
        shape = shape.members[name]
    return shape.type_name in ("list", "map")
