from .operation import of_service

operation = of_service("config")


def evaluations(config, at, n):
    at["ConfigRuleName"] = f"rule-{n + 1}"


# The endpoint has one rule for each number of evaluations, so `evaluations` creates nothing and selects the next rule.
operation(
    "get_compliance_details_by_config_rule",
    "endpoint",
    "EvaluationResultIdentifier.EvaluationResultQualifier.[ResourceType, ResourceId]",
    evaluations,
    prepare=lambda config: {"ConfigRuleName": "rule-0"},
)
operation(
    "describe_config_rules",
    "moto",
    "[ConfigRuleName, ConfigRuleArn]",
    lambda config, at, n: config.put_config_rule(
        ConfigRule={
            "ConfigRuleName": f"rule-{n:03}",
            "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"},
        }
    ),
    prepare=lambda config: config.put_configuration_recorder(
        ConfigurationRecorder={"name": "recorder", "roleARN": "arn:aws:iam::123456789012:role/config"}
    )
    and {},
    page_size=25,
    max_resources=64,
)
operation(
    "describe_configuration_aggregators",
    "moto",
    "[ConfigurationAggregatorName, ConfigurationAggregatorArn]",
    lambda config, at, n: config.put_configuration_aggregator(
        ConfigurationAggregatorName=f"aggregator-{n:03}",
        AccountAggregationSources=[{"AccountIds": ["123456789012"], "AllAwsRegions": True}],
    ),
)
operation(
    "describe_aggregation_authorizations",
    "moto",
    "[AuthorizedAccountId, AuthorizedAwsRegion]",
    lambda config, at, n: config.put_aggregation_authorization(
        AuthorizedAccountId=f"{n:012}", AuthorizedAwsRegion="us-east-1"
    ),
)
