//! `conversations.list` of Slack with reqwest: an empty cursor on the last page, and errors with status 200.

use axum::Json;
use axum::response::{IntoResponse, Response};
use paginate_core::{Error, Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, Server, block_on, listing_tests};
use reqwest::Client;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::server::{SLACK, call, http_client};

listing_tests!(channels, "reqwest", "cursor (Slack)", slack(), |slack| {
    let (http, url) = &slack.client;
    channels(http, url, TOKEN)
});

const TOKEN: &str = "slack";

#[paginate(
    output_token = "response_metadata.next_cursor",
    items = "channels",
    error = "error"
)]
async fn channels(
    http: &Client,
    url: &str,
    token: &str,
    #[token] cursor: Option<String>,
) -> impl Paginator<Item = Channel, Error = SlackError> {
    let cursor = cursor.unwrap_or_default();
    let request = http.post(url).form(&[("limit", "3"), ("cursor", &cursor)]);
    let response = request.bearer_auth(token).send().await?;
    let response = response.error_for_status()?;
    Ok(response.json::<ConversationsList>().await?)
}

#[test]
fn channels_yield_the_error_of_a_successful_response() {
    block_on(async {
        let slack = slack().await;
        let (http, url) = &slack.client;
        let mut channels = channels(http, url, "slack_without_scopes").items();
        let error = channels.try_next().await;
        let source = SlackError("missing_scope".into());
        assert_eq!(error, Err(Error::Operation { page: 1, source }));
        assert!(!channels.is_complete());
        assert_eq!(slack.server.requests(), 1);
    });
}

/// A response. Without `ok`, it has an `error` and no channels.
#[derive(Deserialize)]
struct ConversationsList {
    error: Option<String>,
    #[serde(default)]
    channels: Vec<Channel>,
    response_metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Metadata {
    next_cursor: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Channel {
    id: String,
    name: String,
}

#[derive(Debug, PartialEq)]
struct SlackError(String);

impl From<String> for SlackError {
    fn from(code: String) -> Self {
        SlackError(code)
    }
}

impl From<reqwest::Error> for SlackError {
    fn from(error: reqwest::Error) -> Self {
        SlackError(error.to_string())
    }
}

async fn slack() -> Fixture<HttpServer, (Client, String), Channel> {
    static CHANNELS: OnceCell<Vec<Channel>> = OnceCell::const_new();
    let server = SLACK.proxy_with_failure(failure).await;
    Fixture {
        client: (http_client(), server.url("/api/conversations.list")),
        server,
        pages: 8,
        items: CHANNELS.get_or_init(seed).await.clone(),
    }
}

fn failure() -> Response {
    Json(json!({ "ok": false, "error": "ratelimited" })).into_response()
}

/// Creates channels, which follow the channels of a new workspace, and reads the identifiers of all from one page.
async fn seed() -> Vec<Channel> {
    let http = http_client();
    let mut names = vec!["general".to_owned(), "random".to_owned()];
    names.extend((0..21).map(|n| format!("team-{n}")));
    for name in &names[2..] {
        let request = http.post(SLACK.url("/api/conversations.create"));
        let _: Value = call(request.bearer_auth(TOKEN).form(&[("name", name)])).await;
    }
    let all = http.post(SLACK.url("/api/conversations.list"));
    let all: ConversationsList = call(all.bearer_auth(TOKEN).form(&[("limit", "100")])).await;
    let listed: Vec<&String> = all.channels.iter().map(|channel| &channel.name).collect();
    assert_eq!(listed, names.iter().collect::<Vec<_>>());
    all.channels
}
