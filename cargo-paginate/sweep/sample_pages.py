"""Two pages of any operation, as botocore's model describes its response."""

import re
from datetime import datetime, timezone


def plain(name):
    """`NextToken`, `nextToken` and `next_token` are one name, and so are `r#type` and `Type`."""
    return re.sub(r"[^a-z0-9.\[\]|-]", "", name.lower().replace("r#", ""))


def find(shape, name):
    """The member of a structure that is called so in Rust."""
    return next((key, member) for key, member in shape.members.items() if plain(key) == plain(name))


def page(output, entry, count, more):
    result = {}
    for item in entry["items"]:
        put(result, output, item["path"], lambda shape: collection(shape, count))
    if entry["more_results"]:
        put(result, output, entry["more_results"], lambda _: more)
    for path in entry["output_token"] if more else []:
        path = path.split(" || ")[0]
        if "[-1]" not in path:
            put(result, output, path, token_value)
            continue
        path, key = path.split("[-1]")
        put(result, output, path, lambda shape: last_is_token(collection(shape, count), shape.member, key.strip(".")))
    return result


def last_is_token(elements, shape, key):
    if not key:
        return [*elements[:-1], "token"]
    name, _ = find(shape, key)
    return [*elements[:-1], {**elements[-1], name: "token"}]


def put(result, shape, path, value):
    """Sets what is at the end of a path, with all that is on the way."""
    *holders, last = path.split(".")
    for holder in holders:
        name, shape = find(shape, holder)
        required = {name: sample(shape.members[name]) for name in shape.required_members}
        result = result.setdefault(name, required)
    name, shape = find(shape, last)
    result[name] = value(shape)


def token(output, path):
    """The token as it comes back in the next request."""
    path = path.split(" || ")[0]
    if "[-1]" in path:
        return "token"
    for step in path.split("."):
        _, output = find(output, step)
    return token_value(output)


def token_value(shape):
    if shape.type_name == "map":
        name = next(iter(shape.value.members))
        return {"key": {name: sample(shape.value.members[name])}}
    if shape.type_name in ("integer", "long"):
        return 7
    return shape.enum[0] if getattr(shape, "enum", None) else "token"


def collection(shape, count):
    if shape.type_name == "map":
        return {f"key {index}": sample(shape.value) for index in range(count)}
    return [sample(shape.member) for _ in range(count)]


def structure(shape):
    """What is required, or something: an empty element of XML may be taken for none."""
    names = [] if getattr(shape, "is_tagged_union", False) else shape.required_members
    plain_ones = [name for name, member in shape.members.items() if member.type_name not in ("structure", "list", "map")]
    names = names or plain_ones[:1] or list(shape.members)[:1]
    return {name: sample(shape.members[name]) for name in names}


def sample(shape):
    """Some value with all that a reader insists on."""
    match shape.type_name:
        case "structure":
            return structure(shape)
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
