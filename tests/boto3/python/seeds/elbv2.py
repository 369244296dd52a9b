import boto3

from .operation import of_service

operation = of_service("elbv2")


def subnets(client):
    ec2 = boto3.client("ec2", endpoint_url=client.meta.endpoint_url)
    return [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"][:2]]


def listener(elbv2):
    balancer = elbv2.create_load_balancer(Name="balancer", Subnets=subnets(elbv2))["LoadBalancers"][0]
    listener = elbv2.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80, DefaultActions=[ANSWER]
    )
    return {"ListenerArn": listener["Listeners"][0]["ListenerArn"]}


ANSWER = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}

operation(
    "describe_load_balancers",
    "moto",
    "[LoadBalancerName, LoadBalancerArn]",
    lambda elbv2, at, n: elbv2.create_load_balancer(Name=f"balancer-{n:03}", Subnets=subnets(elbv2)),
)
operation(
    "describe_rules",
    "moto",
    "[RuleArn, Priority]",
    lambda elbv2, at, n: elbv2.create_rule(
        **at,
        Priority=n + 1,
        Conditions=[{"Field": "path-pattern", "Values": [f"/{n}/*"]}],
        Actions=[ANSWER],
    ),
    prepare=listener,
)
