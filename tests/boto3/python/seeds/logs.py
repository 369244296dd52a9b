import time

from .operation import of_service

operation = of_service("logs")


def group(logs):
    logs.create_log_group(logGroupName="group")
    return {"logGroupName": "group"}


def stream(logs):
    at = group(logs)
    logs.create_log_stream(**at, logStreamName="stream")
    return at


def put_event(logs, at, n):
    event = {"timestamp": int(time.time() * 1000) + n, "message": f"message {n}"}
    logs.put_log_events(logGroupName="group", logStreamName="stream", logEvents=[event])


operation(
    "describe_log_groups",
    "moto",
    "[logGroupName, arn]",
    lambda logs, at, n: logs.create_log_group(logGroupName=f"group-{n:03}"),
)
operation(
    "describe_log_streams",
    "ministack",
    "[logStreamName, arn]",
    lambda logs, at, n: logs.create_log_stream(**at, logStreamName=f"stream-{n:03}"),
    prepare=group,
)
operation("filter_log_events", "moto", "[eventId, message, logStreamName]", put_event, prepare=stream)
operation(
    "describe_metric_filters",
    "ministack",
    "[filterName, logGroupName]",
    lambda logs, at, n: logs.put_metric_filter(
        **at,
        filterName=f"filter-{n:03}",
        filterPattern="",
        metricTransformations=[{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}],
    ),
    prepare=group,
)
operation(
    "describe_destinations",
    "ministack",
    "[destinationName, arn]",
    lambda logs, at, n: logs.put_destination(
        destinationName=f"destination-{n:03}",
        targetArn="arn:aws:kinesis:us-east-1:123456789012:stream/s",
        roleArn="arn:aws:iam::123456789012:role/r",
    ),
)
for listing in ("get_log_events", "get_log_events_to_the_end"):
    operation(
        "get_log_events",
        "moto",
        "[timestamp, message]",
        put_event,
        prepare=lambda logs: {**stream(logs), "logStreamName": "stream", "startFromHead": True},
        listing=listing,
        page_size_parameter="limit",
        tokens={"nextToken": "nextForwardToken"},
        items="events",
    )
