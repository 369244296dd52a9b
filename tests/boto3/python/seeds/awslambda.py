import io
import zipfile

import boto3

from .operation import ROLE, of_service

operation = of_service("lambda")


def create_function(client, at, n):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as code:
        code.writestr("main.py", "def handler(event, context): pass")
    client.create_function(
        FunctionName=f"function-{n:03}",
        Runtime="python3.12",
        Role=ROLE,
        Handler="main.handler",
        Code={"ZipFile": archive.getvalue()},
    )


def function(client):
    create_function(client, {}, 0)
    return {"FunctionName": "function-000"}


def publish_layer(client, name):
    client.publish_layer_version(LayerName=name, Content={"ZipFile": b"PK\x05\x06" + b"\0" * 18})


def map_queue(client, at, n):
    sqs = boto3.client("sqs", endpoint_url=client.meta.endpoint_url)
    queue = sqs.create_queue(QueueName=f"queue-{n:03}")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    client.create_event_source_mapping(FunctionName="function-000", EventSourceArn=arn)


operation("list_functions", "ministack", "[FunctionName, FunctionArn]", create_function)
operation(
    "list_aliases",
    "ministack",
    "[Name, AliasArn]",
    lambda client, at, n: client.create_alias(**at, Name=f"alias-{n:03}", FunctionVersion="$LATEST"),
    prepare=function,
)
operation(
    "list_layers",
    "ministack",
    "[LayerName, LayerArn]",
    lambda client, at, n: publish_layer(client, f"layer-{n:03}"),
)
operation(
    "list_layer_versions",
    "ministack",
    "[LayerVersionArn, Version]",
    lambda client, at, n: publish_layer(client, "layer"),
    prepare=lambda client: {"LayerName": "layer"},
)
operation(
    "list_event_source_mappings",
    "ministack",
    "[UUID, EventSourceArn]",
    map_queue,
    prepare=lambda client: function(client) and {},
)
