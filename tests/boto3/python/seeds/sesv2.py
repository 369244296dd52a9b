from .operation import of_service

operation = of_service("sesv2")

operation(
    "list_email_identities",
    "moto",
    "[IdentityName]",
    lambda ses, at, n: ses.create_email_identity(EmailIdentity=f"user-{n:03}@example.com"),
    page_size_parameter="PageSize",
    tokens={"NextToken": "NextToken"},
    items="EmailIdentities",
)
operation(
    "list_configuration_sets",
    "moto",
    "@",
    lambda ses, at, n: ses.create_configuration_set(ConfigurationSetName=f"set-{n:03}"),
    page_size_parameter="PageSize",
    tokens={"NextToken": "NextToken"},
    items="ConfigurationSets",
)
