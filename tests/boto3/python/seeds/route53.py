from .operation import of_service

operation = of_service("route53")


def zone(route53):
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="zone")
    return {"HostedZoneId": zone["HostedZone"]["Id"].removeprefix("/hostedzone/")}


def put_record(route53, at, n):
    kind, value = [("A", "192.0.2.1"), ("TXT", '"text"'), ("AAAA", "2001:db8::1")][n % 3]
    record = {
        "Name": f"host-{n // 6}.example.com",
        "Type": kind,
        "SetIdentifier": f"set-{n // 3 % 2}",
        "Weight": 1,
        "TTL": 60,
        "ResourceRecords": [{"Value": value}],
    }
    changes = [{"Action": "CREATE", "ResourceRecordSet": record}]
    route53.change_resource_record_sets(**at, ChangeBatch={"Changes": changes})


def create_zone(route53, at, n):
    route53.create_hosted_zone(Name=f"zone-{n:03}.example", CallerReference=str(n))


def create_health_check(route53, at, n):
    config = {"Type": "TCP", "IPAddress": "192.0.2.1", "Port": 1000 + n}
    route53.create_health_check(CallerReference=str(n), HealthCheckConfig=config)


operation(
    "list_resource_record_sets", "ministack", "[Name, Type, SetIdentifier]", put_record, prepare=zone
)
operation("list_hosted_zones", "moto", "[Id, Name]", create_zone)
operation("list_health_checks", "ministack", "[Id, CallerReference]", create_health_check)
