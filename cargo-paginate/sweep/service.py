"""What botocore knows of a service: answers are made of it, and requests are judged by it."""

import json
import re
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import botocore.loaders
from moto.core.model import ServiceModel
from moto.core.serialize import get_serializer_class

from pages import find, page, plain, token

# Named otherwise than the SDK crate.
NAMES = {"cloudwatchlogs": "logs", "eventbridge": "events", "sfn": "stepfunctions"}
LOADER = botocore.loaders.Loader()


class Service:
    def __init__(self, package, folder=None):
        self.folder = folder
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
        return [self.answer(entry, response) for response in responses]

    def answer(self, entry, response):
        body = response["body"]
        root = self.root(entry["method"]) if self.protocol == "rest-xml" else None
        if root:
            element = ElementTree.fromstring(body)
            element.tag = root
            body = ElementTree.tostring(element, encoding="unicode")
        headers = {name: str(value) for name, value in response["headers"].items()}
        return {"status": response["status_code"], "headers": headers, "body": body}

    def root(self, method):
        """The name of a response's element: the SDK insists on it, and botocore does not know it."""
        for file in (f"shape_{method}.rs", f"shape_{method}_output.rs"):
            file = self.folder / "src" / "protocol_serde" / file
            found = file.exists() and re.search(r"root[:,] expected (\w+) (?:but )?got", file.read_text())
            if found:
                return found[1]
        return None

    def judge(self, entry, outcome):
        """What is wrong, or `None`."""
        operation = self.operation(entry)
        if operation is None:
            return "compiled only, botocore's model has no such operation"
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
            if sent not in (expected, str(expected)):
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
