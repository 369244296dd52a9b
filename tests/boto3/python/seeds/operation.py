"""The listed operations: a server that paginates each of them, and how to create the resources.

- `prepare(client)` prepares an empty listing and returns the request parameters that select it.
- `add(client, at, n)` creates the n-th resource, n from 0 to `max_resources` - 1. `at` are the parameters that `prepare`
  returned.
- `identity` is a JMESPath expression of the members that identify an item.
- `page_size` is the page size of the server if the request cannot set the page size.

For an operation without a botocore paginator, the hand-written loop needs three more fields: `page_size_parameter` is
the request member for the page size, `tokens` maps request members to response members, and `items` is the response
member with the items.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import Callable


@dataclass
class Operation:
    service: str
    name: str
    server: str
    identity: str
    add: Callable
    prepare: Callable = field(default=lambda client: {})
    page_size: int | None = None
    page_size_parameter: str | None = None
    tokens: dict = field(default_factory=dict)
    items: str | None = None
    max_resources: int = 16


OPERATIONS = {}


def operation(service, name, server, identity, add, listing=None, **rest):
    """Registers a listing. `listing` is its name if an operation has a second listing."""
    OPERATIONS[f"{service}.{listing or name}"] = Operation(service, name, server, identity, add, **rest)


def of_service(service):
    """Returns `operation` for one service, by its name in boto3."""
    return partial(operation, service)


def each(*calls):
    """Returns an `add` function that makes several calls for each resource."""

    def add(client, at, n):
        for call in calls:
            call(client, at, n)

    return add


# The servers do not check that the target and the role exist.
TARGET = "arn:aws:sqs:us-east-1:123456789012:queue"
ROLE = "arn:aws:iam::123456789012:role/role"
