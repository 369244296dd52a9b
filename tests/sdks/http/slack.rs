//! `conversations.list` of Slack's API with reqwest: an empty cursor on the last page, and errors with status 200.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use paginate_core::{Error, Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, Server, block_on, listing_tests, page};
use reqwest::Client;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::reqwest_client;

listing_tests!(channels, "reqwest", "cursor (Slack)", slack(), |slack| {
    let (http, url) = &slack.client;
    channels(http, url)
});

#[paginate(
    output_token = "response_metadata.next_cursor",
    items = "channels",
    error = "error"
)]
async fn channels(
    http: &Client,
    url: &str,
    #[token] cursor: Option<String>,
) -> impl Paginator<Item = Channel, Error = SlackError> {
    let request = http.get(url).query(&[("limit", "3")]);
    let request = request.query(&[("cursor", cursor)]);
    let response = request.send().await?.error_for_status()?;
    Ok(response.json::<ConversationsList>().await?)
}

#[test]
fn channels_yield_the_error_of_a_successful_response() {
    block_on(async {
        let slack = slack().await;
        slack.server.set_failing(true).await;
        let (http, url) = &slack.client;
        let mut channels = channels(http, url).items();
        let error = channels.try_next().await;
        let source = SlackError("ratelimited".into());
        assert_eq!(error, Err(Error::Operation { page: 1, source }));
        assert!(!channels.is_complete());
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

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
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

#[derive(Deserialize)]
struct Parameters {
    limit: usize,
    cursor: Option<String>,
}

/// Starts a server that reports errors with status 200.
async fn slack() -> Fixture<HttpServer, (Client, String), Channel> {
    let channels: Vec<Channel> = (0..23)
        .map(|n| Channel {
            id: format!("C{n:010}"),
            name: format!("team-{n}"),
        })
        .collect();
    let router = Router::new()
        .route("/api/conversations.list", get(conversations))
        .with_state(channels.clone());
    let server = HttpServer::start_with_failure(router, || failure("ratelimited")).await;
    Fixture {
        client: (reqwest_client(), server.url("/api/conversations.list")),
        server,
        pages: 8,
        items: channels,
    }
}

fn failure(error: &str) -> Response {
    Json(json!({ "ok": false, "error": error })).into_response()
}

async fn conversations(
    State(channels): State<Vec<Channel>>,
    Query(query): Query<Parameters>,
) -> Response {
    let Some(page) = page(&channels, query.limit, query.cursor.as_deref()) else {
        return failure("invalid_cursor");
    };
    let metadata = json!({ "next_cursor": page.next.unwrap_or_default() });
    let body = json!({ "ok": true, "channels": page.items, "response_metadata": metadata });
    Json(body).into_response()
}
