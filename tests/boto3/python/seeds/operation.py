"""The listed operations: a server that paginates each of them, and how to create the resources.

`place` prepares an empty listing and returns the request parameters that select it. `add` creates the n-th resource,
n from 0, up to `most` resources. `item` is a JMESPath expression of the members that identify an item. `page` is the
page size if the request cannot choose one. For an operation without a botocore paginator, the hand-written loop needs
the parameter for the page `size`, the `tokens` (request member: response member), and the `result`, the member with
the items.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import Callable


@dataclass
class Operation:
    service: str
    name: str
    server: str
    item: str
    add: Callable
    place: Callable = field(default=lambda client: {})
    page: int | None = None
    size: str | None = None
    tokens: dict = field(default_factory=dict)
    result: str | None = None
    most: int = 16


OPERATIONS = {}


def operation(service, name, server, item, add, listing=None, **rest):
    """Registers a listing. `listing` names a second listing by the same operation."""
    OPERATIONS[f"{service}.{listing or name}"] = Operation(service, name, server, item, add, **rest)


def of_service(service):
    """Returns `operation` for one service, by its name in boto3."""
    return partial(operation, service)


def each(*calls):
    """Combines calls into one. Each call is a function of the client, the parameters and the number."""

    def add(client, at, n):
        for call in calls:
            call(client, at, n)

    return add


# The target and the role need not exist.
TARGET = "arn:aws:sqs:us-east-1:123456789012:queue"
ROLE = "arn:aws:iam::123456789012:role/role"
