//! Linear's GraphQL API: connections as Relay specifies them, whose last page carries a cursor, too, and errors in the body of
//! the response. The query is text that reqwest sends.

mod team_issues;

use axum::Json;
use axum::response::{IntoResponse, Response};
use paginate_core::{Error, Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, Server, block_on, listing_tests};
use reqwest::Client;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::server::{LINEAR, call, http_client};

listing_tests!(issues, "reqwest", "GraphQL (Relay)", linear(), |linear| {
    let (http, url) = &linear.client;
    issues(http, url, API_KEY)
});

pub(crate) const API_KEY: &str = "linear";

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
    api_key: &str,
    #[token] after: Option<String>,
) -> impl Paginator<Item = Issue, Error = LinearError> {
    let query = json!({ "query": QUERY, "variables": { "after": after } });
    let request = http.post(url).header("Authorization", api_key);
    let response = request.json(&query).send().await?;
    Ok(response.json::<Body>().await?)
}

#[test]
fn issues_yield_the_error_of_a_response() {
    block_on(async {
        let linear = linear().await;
        let (http, url) = &linear.client;
        let mut issues = issues(http, url, "linear_without_scopes").items();
        let error = issues.try_next().await;
        let source = LinearError("Missing required Linear scope: read".into());
        assert_eq!(error, Err(Error::Operation { page: 1, source }));
        assert!(!issues.is_complete());
    });
}

#[test]
fn issues_yield_the_errors_of_a_successful_response() {
    block_on(async {
        let linear = linear().await;
        linear.server.set_failing(true).await;
        let (http, url) = &linear.client;
        let error = issues(http, url, API_KEY).items().try_next().await;
        let source = LinearError("too complex; too deep".into());
        assert_eq!(error, Err(Error::Operation { page: 1, source }));
    });
}

/// The response to a query. `data` is absent if the query fails.
#[derive(Deserialize)]
pub(crate) struct Body {
    pub(crate) data: Option<Data>,
    #[serde(default)]
    pub(crate) errors: Vec<QueryError>,
}

#[derive(Deserialize)]
pub(crate) struct Data {
    pub(crate) issues: Connection,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Connection {
    pub(crate) edges: Vec<Edge>,
    pub(crate) page_info: PageInfo,
}

#[derive(Deserialize)]
pub(crate) struct Edge {
    pub(crate) node: Issue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PageInfo {
    pub(crate) end_cursor: Option<String>,
    pub(crate) has_next_page: bool,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Issue {
    title: String,
}

#[derive(Clone, Deserialize)]
pub(crate) struct QueryError {
    message: String,
}

#[derive(Debug, PartialEq)]
pub(crate) struct LinearError(pub(crate) String);

impl From<Vec<QueryError>> for LinearError {
    fn from(errors: Vec<QueryError>) -> Self {
        let messages: Vec<String> = errors.into_iter().map(|error| error.message).collect();
        LinearError(messages.join("; "))
    }
}

impl From<reqwest::Error> for LinearError {
    fn from(error: reqwest::Error) -> Self {
        LinearError(error.to_string())
    }
}

pub(crate) async fn linear() -> Fixture<HttpServer, (Client, String), Issue> {
    let server = LINEAR.proxy_with_failure(failure).await;
    Fixture {
        client: (http_client(), server.url("/graphql")),
        server,
        pages: 8,
        items: seeded().await,
    }
}

/// Linear reports errors with status 400 or 200. The emulator reports them with 400.
fn failure() -> Response {
    let errors = json!([{ "message": "too complex" }, { "message": "too deep" }]);
    Json(json!({ "data": null, "errors": errors })).into_response()
}

async fn seeded() -> Vec<Issue> {
    static ISSUES: OnceCell<Vec<Issue>> = OnceCell::const_new();
    ISSUES.get_or_init(seed).await.clone()
}

/// Creates issues, which follow the issue of a new workspace.
async fn seed() -> Vec<Issue> {
    let mut issues = vec![Issue {
        title: "Ship Linear emulator".into(),
    }];
    issues.extend((1..24).map(|n| Issue {
        title: format!("Issue {n}"),
    }));
    for Issue { title } in &issues[1..] {
        let create =
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { success } }";
        let input = json!({ "teamId": "ENG", "title": title });
        let create = json!({ "query": create, "variables": { "input": input } });
        let request = http_client().post(LINEAR.url("/graphql"));
        let _: Value = call(request.header("Authorization", API_KEY).json(&create)).await;
    }
    issues
}
