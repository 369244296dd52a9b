"""What is listed: for each operation a server that pages it, and how to put things there.

`place` prepares an empty listing and returns the parameters that ask for it; `add` puts the n-th
thing there, n from 0, up to `most`. `item` is what identifies a thing, as JMESPath. `page` is the size
of a page where a request cannot choose one. An operation for which botocore has no paginator tells
what the loop by hand needs: the parameter for the `size` of a page, its `tokens` as the request and
the response name them, and its `result`, the member that lists.
"""

import io
import time
import zipfile
from dataclasses import dataclass, field
from typing import Callable

import boto3


@dataclass
class Operation:
    service: str
    name: str
    server: str
    item: str
    add: Callable
    place: Callable = field(default=lambda client: {})
    page: int | None = None
    size: str | None = None
    tokens: dict = field(default_factory=dict)
    result: str | None = None
    most: int = 16


OPERATIONS = {}


def operation(service, name, server, item, add, listing=None, **rest):
    """Of two listings by one operation, the second one has a name of its own."""
    OPERATIONS[f"{service}.{listing or name}"] = Operation(service, name, server, item, add, **rest)



def each(*calls):
    """All of these calls, each of them a function of the client, the place and the number."""

    def add(client, at, n):
        for call in calls:
            call(client, at, n)

    return add


# Amazon S3


def bucket(s3):
    s3.create_bucket(Bucket="listed")
    return {"Bucket": "listed"}


def versioned(s3):
    at = bucket(s3)
    s3.put_bucket_versioning(**at, VersioningConfiguration={"Status": "Enabled"})
    return at


def put_version(s3, at, n):
    if n % 4 == 3:
        s3.delete_object(**at, Key=f"key-{n // 4}")
    else:
        s3.put_object(**at, Key=f"key-{n // 4}", Body=b"")


def upload(s3):
    at = bucket(s3)
    upload = s3.create_multipart_upload(**at, Key="parts")
    return {**at, "Key": "parts", "UploadId": upload["UploadId"]}


def put_object(s3, at, n):
    s3.put_object(**at, Key=f"key-{n:03}", Body=b"")


def folders(s3):
    return {**bucket(s3), "Delimiter": "/"}


def put_in_folder(s3, at, n):
    key = f"folder-{n // 4}/{n}" if n % 3 == 0 else f"key-{n:03}"
    s3.put_object(Bucket=at["Bucket"], Key=key, Body=b"")


operation("s3", "list_object_versions", "ministack", "[Key, VersionId]", put_version, place=versioned)
operation("s3", "list_objects_v2", "ministack", "[Key, Prefix]", put_object, place=bucket)
operation("s3", "list_objects", "ministack", "[Key, Prefix]", put_object, place=bucket)
operation(
    "s3", "list_objects", "ministack", "[Key, Prefix]", put_in_folder, place=folders, listing="list_folders"
)
operation(
    "s3",
    "list_objects_v2",
    "moto",
    "[Key, Prefix]",
    put_in_folder,
    place=folders,
    listing="list_folders_v2",
)
operation(
    "s3",
    "list_multipart_uploads",
    "ministack",
    "[Key, UploadId]",
    lambda s3, at, n: s3.create_multipart_upload(**at, Key=f"key-{n // 2}"),
    place=bucket,
)
operation(
    "s3",
    "list_parts",
    "ministack",
    "[PartNumber, ETag]",
    lambda s3, at, n: s3.upload_part(**at, PartNumber=n + 1, Body=b"part"),
    place=upload,
)
operation(
    "s3",
    "list_buckets",
    "ministack",
    "[Name]",
    lambda s3, at, n: s3.create_bucket(Bucket=f"bucket-{n:03}"),
)


# Amazon Route 53


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
    "route53", "list_resource_record_sets", "ministack", "[Name, Type, SetIdentifier]", put_record, place=zone
)
operation("route53", "list_hosted_zones", "moto", "[Id, Name]", create_zone)
operation("route53", "list_health_checks", "ministack", "[Id, CallerReference]", create_health_check)


# DynamoDB


def table(dynamodb):
    dynamodb.create_table(
        TableName="listed",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "year", "AttributeType": "N"},
            {"AttributeName": "title", "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": "year", "KeyType": "HASH"},
            {"AttributeName": "title", "KeyType": "RANGE"},
        ],
    )
    return {"TableName": "listed"}


def put_item(dynamodb, at, n):
    item = {"year": {"N": "2026"}, "title": {"S": f"title-{n:03}"}}
    dynamodb.put_item(TableName=at["TableName"], Item=item)


def of_the_year(dynamodb):
    return {
        **table(dynamodb),
        "KeyConditionExpression": "#year = :year",
        "ExpressionAttributeNames": {"#year": "year"},
        "ExpressionAttributeValues": {":year": {"N": "2026"}},
    }


def create_table(dynamodb, at, n):
    dynamodb.create_table(
        TableName=f"table-{n:03}",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )


def tagged(dynamodb):
    table(dynamodb)
    return {"ResourceArn": dynamodb.describe_table(TableName="listed")["Table"]["TableArn"]}


operation("dynamodb", "scan", "ministack", "[year.N, title.S]", put_item, place=table)
operation("dynamodb", "query", "moto", "[year.N, title.S]", put_item, place=of_the_year)
operation("dynamodb", "list_tables", "moto", "@", create_table)
operation(
    "dynamodb",
    "list_backups",
    "ministack",
    "[BackupArn, BackupName]",
    lambda dynamodb, at, n: dynamodb.create_backup(TableName="listed", BackupName=f"backup-{n:03}"),
    place=lambda dynamodb: table(dynamodb) and {},
)
operation(
    "dynamodb",
    "list_tags_of_resource",
    "moto",
    "[Key, Value]",
    lambda dynamodb, at, n: dynamodb.tag_resource(**at, Tags=[{"Key": f"key-{n:03}", "Value": str(n)}]),
    place=tagged,
    page=10,
    most=27,
)


# AWS Config


def evaluations(config, at, n):
    at["ConfigRuleName"] = f"rule-{n + 1}"


# The endpoint has a rule for each number of evaluations.
operation(
    "config",
    "get_compliance_details_by_config_rule",
    "endpoint",
    "EvaluationResultIdentifier.EvaluationResultQualifier.[ResourceType, ResourceId]",
    evaluations,
    place=lambda config: {"ConfigRuleName": "rule-0"},
)
operation(
    "config",
    "describe_config_rules",
    "moto",
    "[ConfigRuleName, ConfigRuleArn]",
    lambda config, at, n: config.put_config_rule(
        ConfigRule={
            "ConfigRuleName": f"rule-{n:03}",
            "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"},
        }
    ),
    place=lambda config: config.put_configuration_recorder(
        ConfigurationRecorder={"name": "recorder", "roleARN": "arn:aws:iam::123456789012:role/config"}
    )
    and {},
    page=25,
    most=64,
)
operation(
    "config",
    "describe_configuration_aggregators",
    "moto",
    "[ConfigurationAggregatorName, ConfigurationAggregatorArn]",
    lambda config, at, n: config.put_configuration_aggregator(
        ConfigurationAggregatorName=f"aggregator-{n:03}",
        AccountAggregationSources=[{"AccountIds": ["123456789012"], "AllAwsRegions": True}],
    ),
)
operation(
    "config",
    "describe_aggregation_authorizations",
    "moto",
    "[AuthorizedAccountId, AuthorizedAwsRegion]",
    lambda config, at, n: config.put_aggregation_authorization(
        AuthorizedAccountId=f"{n:012}", AuthorizedAwsRegion="us-east-1"
    ),
)


# Amazon EventBridge


def put_rule(events, at, n):
    events.put_rule(Name=f"rule-{n:03}", ScheduleExpression="rate(5 minutes)")


def put_target(events, at, n):
    target = {"Id": f"target-{n:03}", "Arn": f"arn:aws:sqs:us-east-1:123456789012:queue-{n}"}
    events.put_targets(**at, Targets=[target])


def rule(events):
    put_rule(events, {}, 0)
    return {"Rule": "rule-000"}


TARGET = "arn:aws:sqs:us-east-1:123456789012:queue"

operation("events", "list_rules", "moto", "[Name, Arn]", put_rule)
operation("events", "list_targets_by_rule", "moto", "[Id, Arn]", put_target, place=rule)
operation(
    "events",
    "list_rule_names_by_target",
    "moto",
    "@",
    each(
        put_rule,
        lambda events, at, n: events.put_targets(Rule=f"rule-{n:03}", Targets=[{"Id": "1", "Arn": TARGET}]),
    ),
    place=lambda events: {"TargetArn": TARGET},
)
operation(
    "events",
    "list_event_buses",
    "moto",
    "[Name, Arn]",
    lambda events, at, n: events.create_event_bus(Name=f"bus-{n:03}"),
    size="Limit",
    tokens={"NextToken": "NextToken"},
    result="EventBuses",
)


# Amazon CloudWatch Logs


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
    "logs",
    "describe_log_groups",
    "moto",
    "[logGroupName, arn]",
    lambda logs, at, n: logs.create_log_group(logGroupName=f"group-{n:03}"),
)
operation(
    "logs",
    "describe_log_streams",
    "ministack",
    "[logStreamName, arn]",
    lambda logs, at, n: logs.create_log_stream(**at, logStreamName=f"stream-{n:03}"),
    place=group,
)
operation("logs", "filter_log_events", "moto", "[eventId, message, logStreamName]", put_event, place=stream)
operation(
    "logs",
    "describe_metric_filters",
    "ministack",
    "[filterName, logGroupName]",
    lambda logs, at, n: logs.put_metric_filter(
        **at,
        filterName=f"filter-{n:03}",
        filterPattern="",
        metricTransformations=[{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}],
    ),
    place=group,
)
operation(
    "logs",
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
        "logs",
        "get_log_events",
        "moto",
        "[timestamp, message]",
        put_event,
        place=lambda logs: {**stream(logs), "logStreamName": "stream", "startFromHead": True},
        listing=listing,
        size="limit",
        tokens={"nextToken": "nextForwardToken"},
        result="events",
    )


# Amazon EventBridge Scheduler and Pipes

ROLE = "arn:aws:iam::123456789012:role/role"

operation(
    "scheduler",
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
    "scheduler",
    "list_schedule_groups",
    "moto",
    "[Name, Arn]",
    lambda scheduler, at, n: scheduler.create_schedule_group(Name=f"group-{n:03}"),
)
operation(
    "pipes",
    "list_pipes",
    "moto",
    "[Name, Arn]",
    lambda pipes, at, n: pipes.create_pipe(
        Name=f"pipe-{n:03}",
        Source=TARGET,
        Target="arn:aws:sqs:us-east-1:123456789012:target",
        RoleArn=ROLE,
    ),
)


# AWS Secrets Manager


def create_secret(secrets, at, n):
    secrets.create_secret(Name=f"secret-{n:03}", SecretString=str(n))


operation("secretsmanager", "list_secrets", "ministack", "[Name, ARN]", create_secret)
operation(
    "secretsmanager",
    "batch_get_secret_value",
    "moto",
    "[Name, SecretString]",
    create_secret,
    place=lambda secrets: {"Filters": [{"Key": "name", "Values": ["secret"]}]},
    size="MaxResults",
    tokens={"NextToken": "NextToken"},
    result="SecretValues",
)


# AWS Identity Store

STORE = {"IdentityStoreId": "d-1234567890"}

operation(
    "identitystore",
    "list_users",
    "moto",
    "[UserId, UserName]",
    lambda store, at, n: store.create_user(
        **at,
        UserName=f"user-{n:03}",
        DisplayName="user",
        Name={"GivenName": "user", "FamilyName": str(n)},
    ),
    place=lambda store: STORE,
)
operation(
    "identitystore",
    "list_groups",
    "moto",
    "[GroupId, DisplayName]",
    lambda store, at, n: store.create_group(**at, DisplayName=f"group-{n:03}"),
    place=lambda store: STORE,
)


# Elastic Load Balancing


def create_balancer(elb, at, n):
    listener = {"Protocol": "http", "LoadBalancerPort": 80, "InstancePort": 80}
    elb.create_load_balancer(
        LoadBalancerName=f"balancer-{n:03}", Listeners=[listener], AvailabilityZones=["us-east-1a"]
    )


operation("elb", "describe_load_balancers", "moto", "[LoadBalancerName, DNSName]", create_balancer)


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
    "elbv2",
    "describe_load_balancers",
    "moto",
    "[LoadBalancerName, LoadBalancerArn]",
    lambda elbv2, at, n: elbv2.create_load_balancer(Name=f"balancer-{n:03}", Subnets=subnets(elbv2)),
)
operation(
    "elbv2",
    "describe_rules",
    "moto",
    "[RuleArn, Priority]",
    lambda elbv2, at, n: elbv2.create_rule(
        **at,
        Priority=n + 1,
        Conditions=[{"Field": "path-pattern", "Values": [f"/{n}/*"]}],
        Actions=[ANSWER],
    ),
    place=listener,
)


# Amazon SQS and Amazon SNS


def topic(sns):
    return {"TopicArn": sns.create_topic(Name="topic")["TopicArn"]}


def subscribe(sns, at, n):
    arn = sns.create_topic(Name="topic")["TopicArn"]
    sns.subscribe(TopicArn=arn, Protocol="sms", Endpoint=f"+1555{n:07}")


operation(
    "sqs",
    "list_queues",
    "moto",
    "@",
    lambda sqs, at, n: sqs.create_queue(QueueName=f"queue-{n:03}"),
)
operation(
    "sns",
    "list_topics",
    "moto",
    "[TopicArn]",
    lambda sns, at, n: sns.create_topic(Name=f"topic-{n:03}"),
    page=100,
    most=250,
)
operation("sns", "list_subscriptions", "moto", "[SubscriptionArn, Endpoint]", subscribe, page=100, most=250)
operation(
    "sns",
    "list_subscriptions_by_topic",
    "moto",
    "[SubscriptionArn, Endpoint]",
    subscribe,
    place=topic,
    page=100,
    most=250,
)


# AWS Step Functions


def create_machine(sfn, at, n, publish=False):
    definition = '{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}'
    return sfn.create_state_machine(name=f"machine-{n:03}", definition=definition, roleArn=ROLE, publish=publish)


operation("stepfunctions", "list_state_machines", "moto", "[name, stateMachineArn]", create_machine)
operation(
    "stepfunctions",
    "list_executions",
    "moto",
    "[name, executionArn]",
    lambda sfn, at, n: sfn.start_execution(**at, name=f"execution-{n:03}"),
    place=lambda sfn: {"stateMachineArn": create_machine(sfn, {}, 0)["stateMachineArn"]},
)
operation(
    "stepfunctions",
    "list_activities",
    "moto",
    "[name, activityArn]",
    lambda sfn, at, n: sfn.create_activity(name=f"activity-{n:03}"),
)


operation(
    "stepfunctions",
    "list_state_machine_aliases",
    "moto",
    "[stateMachineAliasArn]",
    lambda sfn, at, n: sfn.create_state_machine_alias(
        name=f"alias-{n:03}",
        routingConfiguration=[{"stateMachineVersionArn": at["stateMachineArn"] + ":1", "weight": 100}],
    ),
    place=lambda sfn: {"stateMachineArn": create_machine(sfn, {}, 0, publish=True)["stateMachineArn"]},
    size="maxResults",
    tokens={"nextToken": "nextToken"},
    result="stateMachineAliases",
)


# AWS WAF and Amazon SES

UNSEEN = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "m"}


def create_acl(wafv2, at, n):
    return wafv2.create_web_acl(
        **at, Name=f"acl-{n:03}", DefaultAction={"Allow": {}}, VisibilityConfig=UNSEEN
    )


operation(
    "wafv2",
    "list_ip_sets",
    "moto",
    "[Name, Id]",
    lambda wafv2, at, n: wafv2.create_ip_set(
        **at, Name=f"set-{n:03}", IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"]
    ),
    place=lambda wafv2: {"Scope": "REGIONAL"},
    size="Limit",
    tokens={"NextMarker": "NextMarker"},
    result="IPSets",
)
operation(
    "wafv2",
    "list_web_acls",
    "moto",
    "[Name, Id]",
    create_acl,
    place=lambda wafv2: {"Scope": "REGIONAL"},
    size="Limit",
    tokens={"NextMarker": "NextMarker"},
    result="WebACLs",
)
operation(
    "wafv2",
    "list_rule_groups",
    "moto",
    "[Name, Id]",
    lambda wafv2, at, n: wafv2.create_rule_group(
        **at, Name=f"group-{n:03}", Capacity=1, VisibilityConfig=UNSEEN
    ),
    place=lambda wafv2: {"Scope": "REGIONAL"},
    size="Limit",
    tokens={"NextMarker": "NextMarker"},
    result="RuleGroups",
)
operation(
    "wafv2",
    "list_regex_pattern_sets",
    "moto",
    "[Name, Id]",
    lambda wafv2, at, n: wafv2.create_regex_pattern_set(
        **at, Name=f"set-{n:03}", RegularExpressionList=[{"RegexString": "a"}]
    ),
    place=lambda wafv2: {"Scope": "REGIONAL"},
    size="Limit",
    tokens={"NextMarker": "NextMarker"},
    result="RegexPatternSets",
)
operation(
    "wafv2",
    "list_tags_for_resource",
    "moto",
    "[Key, Value]",
    lambda wafv2, at, n: wafv2.tag_resource(**at, Tags=[{"Key": f"key-{n:03}", "Value": str(n)}]),
    place=lambda wafv2: {"ResourceARN": create_acl(wafv2, {"Scope": "REGIONAL"}, 0)["Summary"]["ARN"]},
    size="Limit",
    tokens={"NextMarker": "NextMarker"},
    result="TagInfoForResource.TagList",
)
operation(
    "sesv2",
    "list_email_identities",
    "moto",
    "[IdentityName]",
    lambda ses, at, n: ses.create_email_identity(EmailIdentity=f"user-{n:03}@example.com"),
    size="PageSize",
    tokens={"NextToken": "NextToken"},
    result="EmailIdentities",
)
operation(
    "sesv2",
    "list_configuration_sets",
    "moto",
    "@",
    lambda ses, at, n: ses.create_configuration_set(ConfigurationSetName=f"set-{n:03}"),
    size="PageSize",
    tokens={"NextToken": "NextToken"},
    result="ConfigurationSets",
)


# AWS Organizations


def organization(organizations):
    organizations.create_organization(FeatureSet="ALL")
    return {}


def root(organizations):
    organization(organizations)
    return {"ParentId": organizations.list_roots()["Roots"][0]["Id"]}


def create_account(organizations, at, n):
    organizations.create_account(Email=f"account-{n}@example.com", AccountName=f"account-{n:03}")


def create_policy(organizations, at, n):
    return organizations.create_policy(
        Content="{}", Description="", Name=f"policy-{n:03}", Type="SERVICE_CONTROL_POLICY"
    )


def attach_policy(organizations, at, n):
    policy = create_policy(organizations, at, n)["Policy"]["PolicySummary"]["Id"]
    organizations.attach_policy(PolicyId=policy, TargetId=at["TargetId"])


operation("organizations", "list_accounts", "moto", "[Id, Name]", create_account, place=organization)
operation("organizations", "list_accounts_for_parent", "moto", "[Id, Name]", create_account, place=root)
operation(
    "organizations",
    "list_organizational_units_for_parent",
    "moto",
    "[Id, Name]",
    lambda organizations, at, n: organizations.create_organizational_unit(**at, Name=f"unit-{n:03}"),
    place=root,
)
operation(
    "organizations",
    "list_policies",
    "moto",
    "[Id, Name]",
    create_policy,
    place=lambda organizations: organization(organizations) or {"Filter": "SERVICE_CONTROL_POLICY"},
)


operation(
    "organizations",
    "list_policies_for_target",
    "moto",
    "[Id, Name]",
    attach_policy,
    place=lambda organizations: {
        "TargetId": root(organizations)["ParentId"],
        "Filter": "SERVICE_CONTROL_POLICY",
    },
)
operation(
    "organizations",
    "list_create_account_status",
    "moto",
    "[Id, AccountName]",
    create_account,
    place=organization,
)


# Amazon Cognito


def pool(cognito):
    return {"UserPoolId": cognito.create_user_pool(PoolName="pool")["UserPool"]["Id"]}


def create_user(cognito, at, n):
    cognito.admin_create_user(UserPoolId=at["UserPoolId"], Username=f"user-{n:03}")


def create_group(cognito, at, n):
    cognito.create_group(UserPoolId=at["UserPoolId"], GroupName=f"group-{n:03}")


def with_group(cognito):
    at = pool(cognito)
    cognito.create_group(**at, GroupName="group")
    return {**at, "GroupName": "group"}


def with_user(cognito):
    at = pool(cognito)
    create_user(cognito, at, 0)
    return {**at, "Username": "user-000"}


operation(
    "cognito-idp",
    "list_user_pools",
    "moto",
    "[Id, Name]",
    lambda cognito, at, n: cognito.create_user_pool(PoolName=f"pool-{n:03}"),
)
operation("cognito-idp", "list_users", "moto", "[Username]", create_user, place=pool)
operation("cognito-idp", "list_groups", "moto", "[GroupName, UserPoolId]", create_group, place=pool)
operation(
    "cognito-idp",
    "list_users_in_group",
    "moto",
    "[Username]",
    each(
        create_user,
        lambda cognito, at, n: cognito.admin_add_user_to_group(**at, Username=f"user-{n:03}"),
    ),
    place=with_group,
)
operation(
    "cognito-idp",
    "admin_list_groups_for_user",
    "moto",
    "[GroupName, UserPoolId]",
    each(
        create_group,
        lambda cognito, at, n: cognito.admin_add_user_to_group(**at, GroupName=f"group-{n:03}"),
    ),
    place=with_user,
)
operation(
    "cognito-idp",
    "list_user_pool_clients",
    "moto",
    "[ClientId, ClientName]",
    lambda cognito, at, n: cognito.create_user_pool_client(**at, ClientName=f"client-{n:03}"),
    place=pool,
)
operation(
    "cognito-idp",
    "list_identity_providers",
    "moto",
    "[ProviderName]",
    lambda cognito, at, n: cognito.create_identity_provider(
        **at, ProviderName=f"provider-{n:03}", ProviderType="OIDC", ProviderDetails={"client_id": "id"}
    ),
    place=pool,
)
operation(
    "cognito-idp",
    "list_resource_servers",
    "moto",
    "[Identifier, Name]",
    lambda cognito, at, n: cognito.create_resource_server(
        **at, Identifier=f"https://{n:03}.example.com", Name=f"server-{n:03}"
    ),
    place=pool,
)


# AWS Lambda


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


operation("lambda", "list_functions", "ministack", "[FunctionName, FunctionArn]", create_function)
operation(
    "lambda",
    "list_aliases",
    "ministack",
    "[Name, AliasArn]",
    lambda client, at, n: client.create_alias(**at, Name=f"alias-{n:03}", FunctionVersion="$LATEST"),
    place=function,
)
operation(
    "lambda",
    "list_layers",
    "ministack",
    "[LayerName, LayerArn]",
    lambda client, at, n: publish_layer(client, f"layer-{n:03}"),
)
operation(
    "lambda",
    "list_layer_versions",
    "ministack",
    "[LayerVersionArn, Version]",
    lambda client, at, n: publish_layer(client, "layer"),
    place=lambda client: {"LayerName": "layer"},
)
operation(
    "lambda",
    "list_event_source_mappings",
    "ministack",
    "[UUID, EventSourceArn]",
    map_queue,
    place=lambda client: function(client) and {},
)


# Amazon Kinesis Data Streams


def create_stream(kinesis, at, n):
    kinesis.create_stream(StreamName=f"stream-{n:03}", ShardCount=1)


def shards(kinesis):
    create_stream(kinesis, {}, 0)
    return {"StreamName": "stream-000"}


operation("kinesis", "list_streams", "ministack", "StreamARN || @", create_stream)
operation(
    "kinesis",
    "describe_stream",
    "ministack",
    "[ShardId]",
    lambda kinesis, at, n: kinesis.update_shard_count(
        **at, TargetShardCount=n + 2, ScalingType="UNIFORM_SCALING"
    ),
    place=shards,
)
operation(
    "kinesis",
    "list_stream_consumers",
    "moto",
    "[ConsumerName, ConsumerARN]",
    lambda kinesis, at, n: kinesis.register_stream_consumer(**at, ConsumerName=f"consumer-{n:03}"),
    place=lambda kinesis: {
        "StreamARN": kinesis.describe_stream(**shards(kinesis))["StreamDescription"]["StreamARN"]
    },
)
