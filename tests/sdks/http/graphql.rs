//! A GraphQL query with reqwest: connections as Relay specifies them, and errors in successful responses.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use paginate_core::{Error, Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, Server, block_on, listing_tests, page};
use reqwest::Client;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::reqwest_client;

listing_tests!(issues, "reqwest", "GraphQL (Relay)", tracker(), |tracker| {
    let (http, url) = &tracker.client;
    issues(http, url)
});

const QUERY: &str = "query($after: String) {
    issues(first: 3, after: $after) { edges { node { title } } pageInfo { endCursor hasNextPage } }
}";

#[paginate(
    output_token = "data.issues.page_info.end_cursor",
    more_results = "data.issues.page_info.has_next_page",
    items = "data.issues.edges[].node",
    error = "errors"
)]
async fn issues(
    http: &Client,
    url: &str,
    #[token] after: Option<String>,
) -> impl Paginator<Item = Issue, Error = TrackerError> {
    let query = json!({ "query": QUERY, "variables": { "after": after } });
    let response = http.post(url).json(&query).send().await?;
    Ok(response.json::<Body>().await?)
}

#[test]
fn issues_yield_the_error_of_a_successful_response() {
    block_on(async {
        let tracker = tracker().await;
        tracker.server.set_failing(true).await;
        let (http, url) = &tracker.client;
        let error = issues(http, url).items().try_next().await;
        let Err(Error::Operation { page: 1, source }) = error else {
            panic!("expected an error of the operation, found {error:?}");
        };
        assert_eq!(source, TrackerError("too complex; too deep".into()));
    });
}

/// The response to a query. `data` is absent if the query fails.
#[derive(Deserialize)]
struct Body {
    data: Option<Data>,
    #[serde(default)]
    errors: Vec<QueryError>,
}

#[derive(Deserialize)]
struct Data {
    issues: Connection,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Connection {
    edges: Vec<Edge>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
struct Edge {
    node: Issue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageInfo {
    end_cursor: Option<String>,
    has_next_page: bool,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Issue {
    title: String,
}

#[derive(Clone, Deserialize)]
struct QueryError {
    message: String,
}

#[derive(Debug, PartialEq)]
struct TrackerError(String);

impl From<Vec<QueryError>> for TrackerError {
    fn from(errors: Vec<QueryError>) -> Self {
        let messages: Vec<String> = errors.into_iter().map(|error| error.message).collect();
        TrackerError(messages.join("; "))
    }
}

impl From<reqwest::Error> for TrackerError {
    fn from(error: reqwest::Error) -> Self {
        TrackerError(error.to_string())
    }
}

#[derive(Deserialize)]
struct Request {
    query: String,
    variables: Variables,
}

#[derive(Deserialize)]
struct Variables {
    after: Option<String>,
}

/// Starts a server that reports errors with status 200. The last page carries a cursor, too.
async fn tracker() -> Fixture<HttpServer, (Client, String), Issue> {
    let issues: Vec<Issue> = (0..24)
        .map(|n| Issue {
            title: format!("Issue {n}"),
        })
        .collect();
    let router = Router::new()
        .route("/graphql", post(run))
        .with_state(issues.clone());
    let server = HttpServer::start_with_failure(router, failure).await;
    Fixture {
        client: (reqwest_client(), server.url("/graphql")),
        server,
        pages: 8,
        items: issues,
    }
}

fn failure() -> Response {
    let errors = json!([{ "message": "too complex" }, { "message": "too deep" }]);
    Json(json!({ "data": null, "errors": errors })).into_response()
}

async fn run(
    State(issues): State<Vec<Issue>>,
    Json(request): Json<Request>,
) -> Result<Json<Value>, StatusCode> {
    if request.query != QUERY {
        return Err(StatusCode::BAD_REQUEST);
    }
    let page =
        page(&issues, 3, request.variables.after.as_deref()).ok_or(StatusCode::BAD_REQUEST)?;
    let edges: Vec<Value> = page
        .items
        .iter()
        .map(|issue| json!({ "node": issue }))
        .collect();
    let page_info = json!({
        "hasNextPage": page.next.is_some(),
        "endCursor": page.next.unwrap_or_else(|| "end".into()),
    });
    let connection = json!({ "edges": edges, "pageInfo": page_info });
    Ok(Json(json!({ "data": { "issues": connection } })))
}
