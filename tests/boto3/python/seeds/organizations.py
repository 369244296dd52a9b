from .operation import of_service

operation = of_service("organizations")


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


operation("list_accounts", "moto", "[Id, Name]", create_account, prepare=organization)
operation("list_accounts_for_parent", "moto", "[Id, Name]", create_account, prepare=root)
operation(
    "list_organizational_units_for_parent",
    "moto",
    "[Id, Name]",
    lambda organizations, at, n: organizations.create_organizational_unit(**at, Name=f"unit-{n:03}"),
    prepare=root,
)
operation(
    "list_policies",
    "moto",
    "[Id, Name]",
    create_policy,
    prepare=lambda organizations: organization(organizations) or {"Filter": "SERVICE_CONTROL_POLICY"},
)
operation(
    "list_policies_for_target",
    "moto",
    "[Id, Name]",
    attach_policy,
    prepare=lambda organizations: {
        "TargetId": root(organizations)["ParentId"],
        "Filter": "SERVICE_CONTROL_POLICY",
    },
)
operation(
    "list_create_account_status",
    "moto",
    "[Id, AccountName]",
    create_account,
    prepare=organization,
)
