from .operation import of_service

operation = of_service("secretsmanager")


def create_secret(secrets, at, n):
    secrets.create_secret(Name=f"secret-{n:03}", SecretString=str(n))


operation("list_secrets", "ministack", "[Name, ARN]", create_secret)
operation(
    "batch_get_secret_value",
    "moto",
    "[Name, SecretString]",
    create_secret,
    prepare=lambda secrets: {"Filters": [{"Key": "name", "Values": ["secret"]}]},
    page_size_parameter="MaxResults",
    tokens={"NextToken": "NextToken"},
    items="SecretValues",
)
