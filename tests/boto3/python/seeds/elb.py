from .operation import of_service

operation = of_service("elb")


def create_balancer(elb, at, n):
    listener = {"Protocol": "http", "LoadBalancerPort": 80, "InstancePort": 80}
    elb.create_load_balancer(
        LoadBalancerName=f"balancer-{n:03}", Listeners=[listener], AvailabilityZones=["us-east-1a"]
    )


operation("describe_load_balancers", "moto", "[LoadBalancerName, DNSName]", create_balancer)
