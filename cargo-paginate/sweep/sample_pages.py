"""Sample responses of an operation, built from its shapes in botocore's service model."""

import re
from datetime import datetime, timezone


def normalize(name):
    """Makes the spellings of a name equal, like `NextToken`, `nextToken` and `next_token`, or `r#type` and `Type`."""
    return re.sub(r"[^a-z0-9.\[\]|-]", "", name.lower().replace("r#", ""))


def find_member(shape, name):
    """Returns the model's name and the shape of the member that has this name in Rust."""
    return next((key, member) for key, member in shape.members.items() if normalize(key) == normalize(name))


def sample_page(output, operation, count, more_results):
    """Returns a response with `count` elements in each collection, and with a token if `more_results` is true."""
    page = {}
    for item in operation["items"]:
        set_path(page, output, item["path"], lambda shape: sample_collection(shape, count))
    if operation["more_results"]:
        set_path(page, output, operation["more_results"], lambda _: more_results)
    for path in operation["output_token"] if more_results else []:
        path = path.split(" || ")[0]
        if "[-1]" not in path:
            set_path(page, output, path, token_value)
            continue
        path, key = path.split("[-1]")
        set_path(page, output, path, lambda shape: with_token_in_last(sample_collection(shape, count), shape.member, key.strip(".")))
    return page


def with_token_in_last(elements, shape, key):
    """Sets the last element, or its member `key`, to the token."""
    if not key:
        return [*elements[:-1], "token"]
    name, _ = find_member(shape, key)
    return [*elements[:-1], {**elements[-1], name: "token"}]


def set_path(structure, shape, path, value):
    """Sets the member at the end of a path, and creates the structures on the way."""
    *parents, last = path.split(".")
    for parent in parents:
        name, shape = find_member(shape, parent)
        required = {name: sample_value(shape.members[name]) for name in shape.required_members}
        structure = structure.setdefault(name, required)
    name, shape = find_member(shape, last)
    structure[name] = value(shape)


def expected_token(output, path):
    """Returns the token that the next request must contain."""
    path = path.split(" || ")[0]
    if "[-1]" in path:
        return "token"
    for step in path.split("."):
        _, output = find_member(output, step)
    return token_value(output)


def token_value(shape):
    """Returns a token of this shape."""
    if shape.type_name == "map":
        name = next(iter(shape.value.members))
        return {"key": {name: sample_value(shape.value.members[name])}}
    if shape.type_name in ("integer", "long"):
        return 7
    return shape.enum[0] if getattr(shape, "enum", None) else "token"


def sample_collection(shape, count):
    if shape.type_name == "map":
        return {f"key {index}": sample_value(shape.value) for index in range(count)}
    return [sample_value(shape.member) for _ in range(count)]


def sample_structure(shape):
    """Returns a structure with its required members, or with one member: a parser may skip an empty XML element."""
    names = [] if getattr(shape, "is_tagged_union", False) else shape.required_members
    scalars = [name for name, member in shape.members.items() if member.type_name not in ("structure", "list", "map")]
    names = names or scalars[:1] or list(shape.members)[:1]
    return {name: sample_value(shape.members[name]) for name in names}


def sample_value(shape):
    """Returns a valid value of this shape."""
    match shape.type_name:
        case "structure":
            return sample_structure(shape)
        case "list":
            return []
        case "map":
            return {}
        case "boolean":
            return True
        case "integer" | "long":
            return 1
        case "float" | "double":
            return 1.0
        case "timestamp":
            return datetime(2020, 1, 1, tzinfo=timezone.utc)
        case "blob":
            return b"sample"
        case _:
            return shape.enum[0] if getattr(shape, "enum", None) else "sample"
