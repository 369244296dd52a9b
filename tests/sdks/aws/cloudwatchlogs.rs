//! `GetLogEvents` and `FilterLogEvents` of `CloudWatch` Logs, against moto.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_sdk_cloudwatchlogs::types::{FilteredLogEvent, InputLogEvent, OutputLogEvent};
use aws_sdk_cloudwatchlogs::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::sdk_config;

use crate::{MOTO, all};

/// The last page repeats the token of its request.
#[paginate(
    input_token = "next_token",
    output_token = "next_forward_token",
    items = "events",
    repeated_token = "end"
)]
fn events(
    logs: &Client,
    group: &str,
    stream: &str,
) -> impl Paginator<Item = OutputLogEvent, Error = Error> {
    logs.get_log_events()
        .log_group_name(group)
        .log_stream_name(stream)
        .start_from_head(true)
        .limit(3)
}

#[paginate(token = "next_token", items = "events")]
fn filtered(logs: &Client, group: &str) -> impl Paginator<Item = FilteredLogEvent, Error = Error> {
    logs.filter_log_events().log_group_name(group).limit(3)
}

#[tokio::test]
async fn get_log_events_and_filter_log_events_list_all_events() {
    let logs = Client::new(&sdk_config(&MOTO.url()));
    logs.create_log_group()
        .log_group_name("group")
        .send()
        .await
        .unwrap();
    logs.create_log_stream()
        .log_group_name("group")
        .log_stream_name("stream")
        .send()
        .await
        .unwrap();
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_millis();
    let now = i64::try_from(now).unwrap();
    let messages: Vec<String> = (0..10).map(|n| format!("message {n}")).collect();
    let mut request = logs
        .put_log_events()
        .log_group_name("group")
        .log_stream_name("stream");
    for (timestamp, message) in (now..).zip(&messages) {
        request = request.log_events(
            InputLogEvent::builder()
                .timestamp(timestamp)
                .message(message)
                .build()
                .unwrap(),
        );
    }
    request.send().await.unwrap();

    let (listed, pages) = all(events(&logs, "group", "stream")).await;
    assert_eq!(
        listed
            .into_iter()
            .filter_map(|event| event.message)
            .collect::<Vec<_>>(),
        messages
    );
    // The fifth page is empty and repeats the token of the fourth page.
    assert_eq!(pages, 5);

    let (listed, pages) = all(filtered(&logs, "group")).await;
    assert_eq!(
        listed
            .into_iter()
            .filter_map(|event| event.message)
            .collect::<Vec<_>>(),
        messages
    );
    assert_eq!(pages, 4);
}
