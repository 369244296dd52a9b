"""Prints the non-compliant resources of all AWS Config rules, with nested loops over boto3's paginators."""

import sys

import boto3

config = boto3.client(
    "config",
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
)
rules = config.get_paginator("describe_config_rules")
results = config.get_paginator("get_compliance_details_by_config_rule")
for rules_page in rules.paginate():
    for rule in rules_page["ConfigRules"]:
        name = rule["ConfigRuleName"]
        pages = results.paginate(ConfigRuleName=name, ComplianceTypes=["NON_COMPLIANT"])
        for page in pages:
            for result in page["EvaluationResults"]:
                qualifier = result["EvaluationResultIdentifier"]["EvaluationResultQualifier"]
                print(f"{name:<12} {qualifier['ResourceId']}")
