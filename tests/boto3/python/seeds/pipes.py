from .operation import ROLE, TARGET, of_service

operation = of_service("pipes")

operation(
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
