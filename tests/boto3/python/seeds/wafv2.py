from .operation import of_service

operation = of_service("wafv2")

UNSEEN = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "m"}


def create_acl(wafv2, at, n):
    return wafv2.create_web_acl(
        **at, Name=f"acl-{n:03}", DefaultAction={"Allow": {}}, VisibilityConfig=UNSEEN
    )


operation(
    "list_ip_sets",
    "moto",
    "[Name, Id]",
    lambda wafv2, at, n: wafv2.create_ip_set(
        **at, Name=f"set-{n:03}", IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"]
    ),
    prepare=lambda wafv2: {"Scope": "REGIONAL"},
    page_size_parameter="Limit",
    tokens={"NextMarker": "NextMarker"},
    items="IPSets",
)
operation(
    "list_web_acls",
    "moto",
    "[Name, Id]",
    create_acl,
    prepare=lambda wafv2: {"Scope": "REGIONAL"},
    page_size_parameter="Limit",
    tokens={"NextMarker": "NextMarker"},
    items="WebACLs",
)
operation(
    "list_rule_groups",
    "moto",
    "[Name, Id]",
    lambda wafv2, at, n: wafv2.create_rule_group(
        **at, Name=f"group-{n:03}", Capacity=1, VisibilityConfig=UNSEEN
    ),
    prepare=lambda wafv2: {"Scope": "REGIONAL"},
    page_size_parameter="Limit",
    tokens={"NextMarker": "NextMarker"},
    items="RuleGroups",
)
operation(
    "list_regex_pattern_sets",
    "moto",
    "[Name, Id]",
    lambda wafv2, at, n: wafv2.create_regex_pattern_set(
        **at, Name=f"set-{n:03}", RegularExpressionList=[{"RegexString": "a"}]
    ),
    prepare=lambda wafv2: {"Scope": "REGIONAL"},
    page_size_parameter="Limit",
    tokens={"NextMarker": "NextMarker"},
    items="RegexPatternSets",
)
operation(
    "list_tags_for_resource",
    "moto",
    "[Key, Value]",
    lambda wafv2, at, n: wafv2.tag_resource(**at, Tags=[{"Key": f"key-{n:03}", "Value": str(n)}]),
    prepare=lambda wafv2: {"ResourceARN": create_acl(wafv2, {"Scope": "REGIONAL"}, 0)["Summary"]["ARN"]},
    page_size_parameter="Limit",
    tokens={"NextMarker": "NextMarker"},
    items="TagInfoForResource.TagList",
)
