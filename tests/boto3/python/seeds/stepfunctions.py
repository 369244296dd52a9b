from .operation import ROLE, of_service

operation = of_service("stepfunctions")


def create_machine(sfn, at, n, publish=False):
    definition = '{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}'
    return sfn.create_state_machine(name=f"machine-{n:03}", definition=definition, roleArn=ROLE, publish=publish)


operation("list_state_machines", "moto", "[name, stateMachineArn]", create_machine)
operation(
    "list_executions",
    "moto",
    "[name, executionArn]",
    lambda sfn, at, n: sfn.start_execution(**at, name=f"execution-{n:03}"),
    prepare=lambda sfn: {"stateMachineArn": create_machine(sfn, {}, 0)["stateMachineArn"]},
)
operation(
    "list_activities",
    "moto",
    "[name, activityArn]",
    lambda sfn, at, n: sfn.create_activity(name=f"activity-{n:03}"),
)
operation(
    "list_state_machine_aliases",
    "moto",
    "[stateMachineAliasArn]",
    lambda sfn, at, n: sfn.create_state_machine_alias(
        name=f"alias-{n:03}",
        routingConfiguration=[{"stateMachineVersionArn": at["stateMachineArn"] + ":1", "weight": 100}],
    ),
    prepare=lambda sfn: {"stateMachineArn": create_machine(sfn, {}, 0, publish=True)["stateMachineArn"]},
    page_size_parameter="maxResults",
    tokens={"nextToken": "nextToken"},
    items="stateMachineAliases",
)
