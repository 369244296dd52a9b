from .operation import TARGET, each, of_service

operation = of_service("events")


def put_rule(events, at, n):
    events.put_rule(Name=f"rule-{n:03}", ScheduleExpression="rate(5 minutes)")


def put_target(events, at, n):
    target = {"Id": f"target-{n:03}", "Arn": f"arn:aws:sqs:us-east-1:123456789012:queue-{n}"}
    events.put_targets(**at, Targets=[target])


def rule(events):
    put_rule(events, {}, 0)
    return {"Rule": "rule-000"}


operation("list_rules", "moto", "[Name, Arn]", put_rule)
operation("list_targets_by_rule", "moto", "[Id, Arn]", put_target, prepare=rule)
operation(
    "list_rule_names_by_target",
    "moto",
    "@",
    each(
        put_rule,
        lambda events, at, n: events.put_targets(Rule=f"rule-{n:03}", Targets=[{"Id": "1", "Arn": TARGET}]),
    ),
    prepare=lambda events: {"TargetArn": TARGET},
)
operation(
    "list_event_buses",
    "moto",
    "[Name, Arn]",
    lambda events, at, n: events.create_event_bus(Name=f"bus-{n:03}"),
    page_size_parameter="Limit",
    tokens={"NextToken": "NextToken"},
    items="EventBuses",
)
