"""Creates resources and lists them with boto3. Reads one JSON request per line from standard input, and writes one JSON
response per line to standard output.

- {"describe": true}
    Returns a description of every listing.
- {"seed": listing, "server": name, "endpoint": url, "total": n}
    Creates resources until there are n, or resets the server if n is 0. Returns the request parameters that select the
    resources.
- {"list": listing, "endpoint": url, "page_size": n, "max_pages": n}
    Lists at most `max_pages` pages of `page_size` items. Returns the items and the number of pages.
- {"list_segments": listing, "endpoint": url, "page_size": n, "segments": n}
    Lists all segments of a table at the same time. Returns the items of each segment.

A listing has a key such as `events.list_rules`.
"""

import base64
import datetime
import json
import sys
import traceback
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import islice

import boto3
import jmespath
from botocore.config import Config
from seeds import OPERATIONS

# No retries: the proxy records every request.
CONFIG = Config(
    retries={"total_max_attempts": 1},
    s3={"addressing_style": "path"},
    parameter_validation=False,
)
RESET = {"moto": "/moto-api/reset", "ministack": "/_ministack/reset"}

seeded = {}


@cache
def client(service, endpoint):
    return boto3.client(service, endpoint_url=endpoint, config=CONFIG)


def describe():
    return {
        key: {
            "operation": operation.name,
            "server": operation.server,
            "page_size": operation.page_size,
            "max_resources": operation.max_resources,
            "paginator": not operation.tokens,
        }
        for key, operation in OPERATIONS.items()
    }


def seed(key, server, endpoint, total):
    operation = OPERATIONS[key]
    service = client(operation.service, endpoint)
    if total == 0:
        if server in RESET:
            reset = urllib.request.Request(endpoint + RESET[server], method="POST")
            urllib.request.urlopen(reset).read()
        seeded[key] = (0, operation.prepare(service))
    existing, parameters = seeded[key]
    for n in range(existing, total):
        operation.add(service, parameters, n)
    seeded[key] = (total, parameters)
    return parameters


def pages(operation, service, parameters, page_size):
    """Yields the items of each page, by botocore's paginator or, without one, by a hand-written loop."""
    if not operation.tokens:
        paginator = service.get_paginator(operation.name)
        config = {"PageSize": page_size} if page_size else {}
        listing = paginator.paginate(**parameters, PaginationConfig=config)
        for page in listing:
            # The result keys of a scan also select `Count`, which is a number.
            found = [key.search(page) for key in listing.result_keys]
            yield [thing for things in found if isinstance(things, list) for thing in things]
        return
    parameters = dict(parameters)
    if page_size:
        parameters[operation.page_size_parameter] = page_size
    while True:
        page = getattr(service, operation.name)(**parameters)
        yield jmespath.search(operation.items, page) or []
        tokens = {name: page[member] for name, member in operation.tokens.items() if page.get(member)}
        if not tokens or all(parameters.get(name) == token for name, token in tokens.items()):
            return
        parameters.update(tokens)


def list_all(key, endpoint, page_size, max_pages):
    operation = OPERATIONS[key]
    identity = jmespath.compile(operation.identity)
    items, count = [], 0
    _, parameters = seeded[key]
    listed = pages(operation, client(operation.service, endpoint), parameters, page_size)
    for page in islice(listed, max_pages):
        count += 1
        items += [identity.search(thing) for thing in page]
    return {"items": items, "pages": count}


def list_segments(key, endpoint, page_size, segments):
    operation = OPERATIONS[key]
    identity = jmespath.compile(operation.identity)
    service = client(operation.service, endpoint)
    _, parameters = seeded[key]

    def list_segment(segment):
        of_segment = {**parameters, "Segment": segment, "TotalSegments": segments}
        listed = pages(operation, service, of_segment, page_size)
        return [identity.search(thing) for page in listed for thing in page]

    with ThreadPoolExecutor(segments) as threads:
        return list(threads.map(list_segment, range(segments)))


def plain(value):
    """Converts a value that JSON has no type for: a point in time or bytes."""
    if isinstance(value, datetime.datetime):
        return int(value.timestamp())
    return base64.b64encode(value).decode()


def respond(request):
    if "seed" in request:
        return seed(request["seed"], request["server"], request["endpoint"], request["total"])
    if "list" in request:
        return list_all(request["list"], request["endpoint"], request["page_size"], request["max_pages"])
    if "list_segments" in request:
        return list_segments(
            request["list_segments"], request["endpoint"], request["page_size"], request["segments"]
        )
    return describe()


for line in sys.stdin:
    try:
        response = {"ok": respond(json.loads(line))}
    except Exception:
        response = {"error": traceback.format_exc(limit=-2)}
    print(json.dumps(response, default=plain), flush=True)
