"""The service models of botocore, used to build sample responses and to check requests."""

import json
import re
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import botocore.loaders
from moto.core.model import ServiceModel
from moto.core.serialize import get_serializer_class

from sample_pages import expected_token, find_member, normalize, sample_page

# The services whose name in botocore differs from the name of the SDK crate.
BOTOCORE_NAMES = {"cloudwatchlogs": "logs", "eventbridge": "events", "sfn": "stepfunctions"}
LOADER = botocore.loaders.Loader()


class Service:
    def __init__(self, package, directory=None):
        self.directory = directory
        name = package.removeprefix("aws-sdk-")
        self.name = BOTOCORE_NAMES.get(name, name)
        self.model = ServiceModel(LOADER.load_service_model(self.name, "service-2"), self.name)
        self.protocol = self.model.resolved_protocol
        self.operations = {normalize(name): self.model.operation_model(name) for name in self.model.operation_names}

    def find_operation(self, operation):
        """Returns the model of a listed operation, or `None`."""
        return self.operations.get(normalize(operation["operation"]))

    def responses(self, operation):
        """Returns two pages: two elements in each collection and a token, then one element and no token."""
        model = self.find_operation(operation)
        if model is None:
            return []
        serializer = get_serializer_class(self.name, self.protocol)
        pages = [sample_page(model.output_shape, operation, 2, True), sample_page(model.output_shape, operation, 1, False)]
        return [self.response(operation, serializer(operation_model=model).serialize(page)) for page in pages]

    def response(self, operation, serialized):
        body = serialized["body"]
        root = self.xml_root(operation["method"]) if self.protocol == "rest-xml" else None
        if root:
            element = ElementTree.fromstring(body)
            element.tag = root
            body = ElementTree.tostring(element, encoding="unicode")
        headers = {name: str(value) for name, value in serialized["headers"].items()}
        return {"status": serialized["status_code"], "headers": headers, "body": body}

    def xml_root(self, method):
        """Returns the root element that the SDK expects in a response. It is not part of botocore's model."""
        for file in (f"shape_{method}.rs", f"shape_{method}_output.rs"):
            file = self.directory / "src" / "protocol_serde" / file
            found = file.exists() and re.search(r"root[:,] expected (\w+) (?:but )?got", file.read_text())
            if found:
                return found[1]
        return None

    def check(self, operation, outcome):
        """Returns how the items or the requests of a run differ from the expected ones, or `None`."""
        model = self.find_operation(operation)
        if model is None:
            return "compiled only, the operation is not in botocore's model"
        if outcome["error"]:
            return outcome["error"]
        # Each collection has two elements on the first page and one on the second. Without collections, each page is an item.
        count = 3 * len(operation["items"]) or 2
        if outcome["items"] != count:
            return f"expected {count} items, found {outcome['items']}"
        if len(outcome["requests"]) != 2:
            return f"expected 2 requests, found {len(outcome['requests'])}"
        first, second = (self.request_members(model, request) for request in outcome["requests"])
        for input_token, output_token in zip(operation["input_token"], operation["output_token"]):
            member = wire_name(self.protocol, model.input_shape, input_token)
            sent, expected = second.pop(member, None), expected_token(model.output_shape, output_token)
            first.pop(member, None)
            if sent not in (expected, str(expected)):
                return f"expected the token {expected} in {member} of the second request, found {sent}"
        if first != second:
            return f"expected that only the token of the second request differs, found {first} and {second}"
        return None

    def request_members(self, model, request):
        """Returns the parts of an HTTP request that depend on the input, by location and name."""
        uri = urlsplit(request["uri"])
        found = {("", "method"): request["method"], ("", "path"): uri.path}
        found |= {("querystring", name): value for name, value in parse_qsl(uri.query, keep_blank_values=True)}
        members = model.input_shape.members.values()
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
    """Returns the location and the name of a request member in an HTTP request."""
    name, shape = find_member(shape, member)
    location = shape.serialization.get("location", "body")
    wire = shape.serialization.get("name", name)
    if protocol == "ec2":
        wire = shape.serialization.get("queryName", wire[0].upper() + wire[1:])
    return location, wire
