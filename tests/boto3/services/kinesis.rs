use aws_sdk_kinesis::types::{Consumer, Shard, StreamSummary};

use crate::listing::{identity, listings};

identity! {
    consumer: Consumer => [consumer.consumer_name, consumer.consumer_arn]
    shard: Shard => [shard.shard_id]
    stream: StreamSummary => (stream.stream_arn)
}

listings! { "kinesis", aws_sdk_kinesis:
    #[paginate(
        input_token = "exclusive_start_shard_id",
        output_token = "stream_description.shards[-1].shard_id",
        more_results = "stream_description.has_more_shards",
        items = "stream_description.shards",
    )]
    fn describe_stream(kinesis, input) {
        kinesis
            .describe_stream()
            .stream_name(input.text("StreamName"))
            .set_limit(input.page_size)
    }

    #[paginate(
        token = "next_token",
        more_results = "has_more_streams",
        items = ["stream_names", "stream_summaries"],
    )]
    fn list_streams(kinesis, input) {
        kinesis.list_streams().set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "consumers")]
    fn list_stream_consumers(kinesis, input) {
        kinesis
            .list_stream_consumers()
            .stream_arn(input.text("StreamARN"))
            .set_max_results(input.page_size)
    }
}
