"""What is listed: for each operation a server that pages it, and how to put things there.

`place` prepares an empty listing and returns the parameters that ask for it; `add` puts the n-th
thing there, n from 0, up to `most`. `item` is what identifies a thing, as JMESPath. `page` is the size
of a page where a request cannot choose one. An operation for which botocore has no paginator tells
what the loop by hand needs: the parameter for the `size` of a page, its `tokens` as the request and
the response name them, and its `result`, the member that lists.
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
    """Of two listings by one operation, the second one has a name of its own."""
    OPERATIONS[f"{service}.{listing or name}"] = Operation(service, name, server, item, add, **rest)


def of_service(service):
    """`operation` for the operations of one service, as boto3 calls it."""
    return partial(operation, service)


def each(*calls):
    """All of these calls, each of them a function of the client, the place and the number."""

    def add(client, at, n):
        for call in calls:
            call(client, at, n)

    return add


# What is targeted, and by whom, need not be there.
TARGET = "arn:aws:sqs:us-east-1:123456789012:queue"
ROLE = "arn:aws:iam::123456789012:role/role"
