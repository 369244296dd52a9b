"""Creates resources and lists them with boto3. Reads one JSON request per line from standard input, and writes one JSON
response per line to standard output.

    {"describe": true}                                   a description of every listing
    {"seed": operation, "server": name, "endpoint": url, "total": n}
                                                         creates resources until there are n (with n = 0, resets the
                                                         server); returns the request parameters that list them
    {"list": operation, "endpoint": url, "size": n, "most": n}
                                                         lists at most `most` pages of n items; returns the items and
                                                         the number of pages
"""

import base64
import datetime
import json
import sys
import traceback
import urllib.request
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
            "name": operation.name,
            "server": operation.server,
            "page": operation.page,
            "most": operation.most,
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
        seeded[key] = (0, operation.place(service))
    there, parameters = seeded[key]
    for n in range(there, total):
        operation.add(service, parameters, n)
    seeded[key] = (total, parameters)
    return parameters


def pages(operation, service, parameters, size):
    """Yields the items of each page, by botocore's paginator or, without one, by a hand-written loop."""
    if not operation.tokens:
        paginator = service.get_paginator(operation.name)
        config = {"PageSize": size} if size else {}
        listing = paginator.paginate(**parameters, PaginationConfig=config)
        for page in listing:
            # `Count` is one of the result keys of a scan.
            found = [key.search(page) for key in listing.result_keys]
            yield [thing for things in found if isinstance(things, list) for thing in things]
        return
    parameters = dict(parameters)
    if size:
        parameters[operation.size] = size
    while True:
        page = getattr(service, operation.name)(**parameters)
        yield jmespath.search(operation.result, page) or []
        tokens = {name: page[member] for name, member in operation.tokens.items() if page.get(member)}
        if not tokens or all(parameters.get(name) == token for name, token in tokens.items()):
            return
        parameters.update(tokens)


def list_all(key, endpoint, size, most):
    operation = OPERATIONS[key]
    identity = jmespath.compile(operation.item)
    items, count = [], 0
    for page in islice(pages(operation, client(operation.service, endpoint), seeded[key][1], size), most):
        count += 1
        items += [identity.search(thing) for thing in page]
    return {"items": items, "pages": count}


def plain(value):
    if isinstance(value, datetime.datetime):
        return int(value.timestamp())
    return base64.b64encode(value).decode()


def respond(request):
    if "seed" in request:
        return seed(request["seed"], request["server"], request["endpoint"], request["total"])
    if "list" in request:
        return list_all(request["list"], request["endpoint"], request["size"], request["most"])
    return describe()


for line in sys.stdin:
    try:
        response = {"ok": respond(json.loads(line))}
    except Exception:
        response = {"error": traceback.format_exc(limit=-2)}
    print(json.dumps(response, default=plain), flush=True)
