use aws_sdk_cloudwatchlogs::types::{
    Destination, FilteredLogEvent, LogGroup, LogStream, MetricFilter, OutputLogEvent, SearchedLogStream,
};

use crate::listing::{identity, listings};

identity! {
    group: LogGroup => [group.log_group_name, group.arn]
    stream: LogStream => [stream.log_stream_name, stream.arn]
    event: FilteredLogEvent => [event.event_id, event.message, event.log_stream_name]
    searched: SearchedLogStream => [null, null, searched.log_stream_name]
    filter: MetricFilter => [filter.filter_name, filter.log_group_name]
    destination: Destination => [destination.destination_name, destination.arn]
    event: OutputLogEvent => [event.timestamp, event.message]
}

listings! { "logs", aws_sdk_cloudwatchlogs:
    #[paginate(token = "next_token", items = "log_groups")]
    fn describe_log_groups(logs, input) {
        logs.describe_log_groups().set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "log_streams")]
    fn describe_log_streams(logs, input) {
        logs.describe_log_streams()
            .log_group_name(input.text("logGroupName"))
            .set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = ["events", "searched_log_streams"])]
    fn filter_log_events(logs, input) {
        logs.filter_log_events()
            .log_group_name(input.text("logGroupName"))
            .set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "metric_filters")]
    fn describe_metric_filters(logs, input) {
        logs.describe_metric_filters()
            .log_group_name(input.text("logGroupName"))
            .set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "destinations")]
    fn describe_destinations(logs, input) {
        logs.describe_destinations().set_limit(input.page_size)
    }

    #[paginate(
        input_token = "next_token",
        output_token = "next_forward_token",
        repeated_token = "end",
        items = "events",
    )]
    fn get_log_events(logs, input) {
        logs.get_log_events()
            .log_group_name(input.text("logGroupName"))
            .log_stream_name(input.text("logStreamName"))
            .start_from_head(true)
            .set_limit(input.page_size)
    }

    #[paginate(input_token = "next_token", output_token = "next_forward_token", items = "events")]
    fn get_log_events_to_the_end(logs, input) {
        logs.get_log_events()
            .log_group_name(input.text("logGroupName"))
            .log_stream_name(input.text("logStreamName"))
            .start_from_head(true)
            .set_limit(input.page_size)
    }
}
