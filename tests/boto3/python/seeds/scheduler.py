from .operation import ROLE, TARGET, of_service

operation = of_service("scheduler")

operation(
    "list_schedules",
    "moto",
    "[Name, Arn]",
    lambda scheduler, at, n: scheduler.create_schedule(
        Name=f"schedule-{n:03}",
        ScheduleExpression="rate(5 minutes)",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target={"Arn": TARGET, "RoleArn": ROLE},
    ),
)
operation(
    "list_schedule_groups",
    "moto",
    "[Name, Arn]",
    lambda scheduler, at, n: scheduler.create_schedule_group(Name=f"group-{n:03}"),
)
