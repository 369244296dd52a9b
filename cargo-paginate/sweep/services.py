"""What botocore knows of a service: answers are made of it, and requests are judged by it."""

import json
import re
from datetime import datetime, timezone
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import botocore.loaders
from botocore.model import ServiceModel
from moto.core.serialize import get_serializer_class

# Named otherwise than the SDK crate.
NAMES = {"cloudwatchlogs": "logs", "eventbridge": "events", "sfn": "stepfunctions"}
LOADER = botocore.loaders.Loader()


def plain(name):
    """`NextToken`, `nextToken` and `next_token` are one name, `r#type` and `Type` another."""
    return re.sub(r"[^a-z0-9.\[\]|-]", "", name.lower().replace("r#", ""))


class Service:
    def __init__(self, package):
        name = package.removeprefix("aws-sdk-")
        self.name = NAMES.get(name, name)
        self.model = ServiceModel(LOADER.load_service_model(self.name, "service-2"), self.name)
        self.protocol = self.model.resolved_protocol
        self.operations = {plain(name): self.model.operation_model(name) for name in self.model.operation_names}

    def operation(self, entry):
        return self.operations.get(plain(entry["operation"]))

    def answers(self, entry):
        """Two pages: two elements in each collection with a token, then one without."""
        operation = self.operation(entry)
        if operation is None:
            return []
        serializer = get_serializer_class(self.name, self.protocol)
        pages = [page(operation.output_shape, entry, 2, True), page(operation.output_shape, entry, 1, False)]
        responses = [serializer(operation_model=operation).serialize(it) for it in pages]
        return [
            {"status": it["status_code"], "headers": {k: str(v) for k, v in it["headers"].items()}, "body": it["body"]}
            for it in responses
        ]

    def judge(self, entry, outcome):
        """What is wrong, or `None`."""
        operation = self.operation(entry)
        if operation is None:
            return "botocore's model has no such operation"
        if outcome["error"]:
            return outcome["error"]
        expected = 3 * len(entry["items"]) or 2
        if outcome["items"] != expected:
            return f"{outcome['items']} items came, expected {expected}"
        if len(outcome["requests"]) != 2:
            return f"{len(outcome['requests'])} requests were sent, expected 2"
        first, second = (self.members(operation, request) for request in outcome["requests"])
        for pair in zip(entry["input_token"], entry["output_token"]):
            place = wire_name(self.protocol, operation.input_shape, pair[0])
            sent, expected = second.pop(place, None), token(operation.output_shape, pair[1])
            first.pop(place, None)
            if sent != expected:
                return f"the token {place} of the second request is {sent}, expected {expected}"
        if first != second:
            return f"the second request differs in more than its token: {first}, {second}"
        return None

    def members(self, operation, request):
        """What of a request its input decides, by place and name."""
        uri = urlsplit(request["uri"])
        found = {("", "method"): request["method"], ("", "path"): uri.path}
        found |= {("querystring", name): value for name, value in parse_qsl(uri.query, keep_blank_values=True)}
        members = operation.input_shape.members.values()
        headers = {it.serialization.get("name", "").lower() for it in members if it.serialization.get("location") == "header"}
        found |= {("header", name): value for name, value in request["headers"] if name.lower() in headers}
        body = request["body"]
        if not body:
            return found
        if self.protocol in ("json", "rest-json"):
            fields = json.loads(body).items()
        elif self.protocol in ("query", "ec2"):
            fields = parse_qsl(body, keep_blank_values=True)
        else:
            fields = [(it.tag.split("}")[-1], it.text) for it in ElementTree.fromstring(body)]
        return found | {("body", name): value for name, value in fields}


def wire_name(protocol, shape, member):
    """Where a member of the request goes, and what it is called there."""
    name, shape = find(shape, member)
    location = shape.serialization.get("location", "body")
    wire = shape.serialization.get("name", name)
    if protocol == "ec2":
        wire = shape.serialization.get("queryName", wire[0].upper() + wire[1:])
    return location, wire


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
        result = result.setdefault(name, {})
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
    return shape.enum[0] if getattr(shape, "enum", None) else "token"


def collection(shape, count):
    if shape.type_name == "map":
        return {f"key {index}": sample(shape.value) for index in range(count)}
    return [sample(shape.member) for _ in range(count)]


def sample(shape):
    """Some value with all that a reader insists on."""
    match shape.type_name:
        case "structure":
            names = list(shape.members)[:1] if getattr(shape, "is_tagged_union", False) else shape.required_members
            return {name: sample(shape.members[name]) for name in names}
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
