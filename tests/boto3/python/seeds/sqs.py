from .operation import of_service

operation = of_service("sqs")

operation(
    "list_queues",
    "moto",
    "@",
    lambda sqs, at, n: sqs.create_queue(QueueName=f"queue-{n:03}"),
)
