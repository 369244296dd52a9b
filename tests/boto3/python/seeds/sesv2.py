from .operation import of_service

operation = of_service("sesv2")

operation(
    "list_email_identities",
    "moto",
    "[IdentityName]",
    lambda ses, at, n: ses.create_email_identity(EmailIdentity=f"user-{n:03}@example.com"),
    size="PageSize",
    tokens={"NextToken": "NextToken"},
    result="EmailIdentities",
)
operation(
    "list_configuration_sets",
    "moto",
    "@",
    lambda ses, at, n: ses.create_configuration_set(ConfigurationSetName=f"set-{n:03}"),
    size="PageSize",
    tokens={"NextToken": "NextToken"},
    result="ConfigurationSets",
)
