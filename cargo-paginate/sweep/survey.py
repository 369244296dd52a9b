"""Lists the operations of all AWS services that take a page number or an offset, or whose pages may carry an error.

    target/sweep/python/bin/python cargo-paginate/sweep/survey.py

Requires the virtual environment of the sweep. The models are those of the botocore version in requirements.txt.
"""

import re

from botocore.loaders import Loader
from botocore.model import ServiceModel

PAGE_NUMBER_OR_OFFSET = re.compile(r"page(number)?|start|offset|itemoffset|nextindex|(next|start|first|from)(index|offset)")
TOKEN = re.compile(r"(?<!client)(?<!idempotency)token|marker|cursor|position|exclusivestart")
NEXT = re.compile(r"next|marker|.*cursor|last_?evaluated")
ERROR = re.compile(r"error|fail|(?<!de)fault|exception|unprocessed")


def models():
    """Returns the model of each service, with the paginator descriptions of its operations."""
    loader = Loader()
    described = set(loader.list_available_services("paginators-1"))
    for service in loader.list_available_services("service-2"):
        model = ServiceModel(loader.load_service_model(service, "service-2"), service)
        paginators = loader.load_service_model(service, "paginators-1")["pagination"] if service in described else {}
        yield service, model, paginators


def members(shape):
    return shape.members.items() if shape else ()


def is_paginated(operation, paginators):
    has_next = any(NEXT.match(name.lower()) for name, _ in members(operation.output_shape))
    return operation.name in paginators or has_next and any(TOKEN.search(name.lower()) for name, _ in members(operation.input_shape))


def main():
    services, operations, paginated, numbers, errors = 0, 0, 0, [], []
    for service, model, paginators in models():
        services += 1
        for name in model.operation_names:
            operations += 1
            operation = model.operation_model(name)
            for member, shape in members(operation.input_shape):
                if shape.type_name in ("integer", "long") and PAGE_NUMBER_OR_OFFSET.fullmatch(member.lower()):
                    response = ", ".join(name for name, _ in members(operation.output_shape))
                    numbers.append(f"  {service} {name}: {member} (response: {response})")
            if not is_paginated(operation, paginators):
                continue
            paginated += 1
            for member, shape in members(operation.output_shape):
                if ERROR.search(member.lower()):
                    errors.append(f"  {service} {name}: {member} ({shape.type_name})")
    print(f"{services} services, {operations} operations, {paginated} of them paginated with tokens")
    print(f"\n{len(numbers)} take a page number or an offset:", *numbers, sep="\n")
    print(f"\n{len(errors)} members of paginated responses are named like an error:", *errors, sep="\n")


if __name__ == "__main__":
    main()
