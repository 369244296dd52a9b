from .operation import of_service

operation = of_service("kinesis")


def create_stream(kinesis, at, n):
    kinesis.create_stream(StreamName=f"stream-{n:03}", ShardCount=1)


def shards(kinesis):
    create_stream(kinesis, {}, 0)
    return {"StreamName": "stream-000"}


operation("list_streams", "ministack", "StreamARN || @", create_stream)
operation(
    "describe_stream",
    "ministack",
    "[ShardId]",
    lambda kinesis, at, n: kinesis.update_shard_count(
        **at, TargetShardCount=n + 2, ScalingType="UNIFORM_SCALING"
    ),
    prepare=shards,
)
operation(
    "list_stream_consumers",
    "moto",
    "[ConsumerName, ConsumerARN]",
    lambda kinesis, at, n: kinesis.register_stream_consumer(**at, ConsumerName=f"consumer-{n:03}"),
    prepare=lambda kinesis: {
        "StreamARN": kinesis.describe_stream(**shards(kinesis))["StreamDescription"]["StreamARN"]
    },
)
