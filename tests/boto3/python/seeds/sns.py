from .operation import of_service

operation = of_service("sns")


def topic(sns):
    return {"TopicArn": sns.create_topic(Name="topic")["TopicArn"]}


def subscribe(sns, at, n):
    arn = sns.create_topic(Name="topic")["TopicArn"]
    sns.subscribe(TopicArn=arn, Protocol="sms", Endpoint=f"+1555{n:07}")


operation(
    "list_topics",
    "moto",
    "[TopicArn]",
    lambda sns, at, n: sns.create_topic(Name=f"topic-{n:03}"),
    page_size=100,
    max_resources=250,
)
operation(
    "list_subscriptions",
    "moto",
    "[SubscriptionArn, Endpoint]",
    subscribe,
    page_size=100,
    max_resources=250,
)
operation(
    "list_subscriptions_by_topic",
    "moto",
    "[SubscriptionArn, Endpoint]",
    subscribe,
    prepare=topic,
    page_size=100,
    max_resources=250,
)
