//! The issues of Linear, whose proxy answers with a gateway error, or with `errors` in a successful response.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{block_on, check};
use reqwest::Client;
use serde_json::{Value, json};

use super::MOST;
use crate::linear::{API_KEY, Body, Issue, LinearError, linear};
use crate::server::{LINEAR, http_client};

const QUERY: &str = "query($first: Int, $after: String) {
    issues(first: $first, after: $after) { edges { node { title } } pageInfo { endCursor hasNextPage } }
}";

#[paginate(
    output_token = "data.issues.page_info.end_cursor",
    more_results = "data.issues.page_info.has_next_page",
    items = "data.issues.edges[].node",
    error = "errors",
    too_large = |error| ["too complex", "502"].iter().any(|text| error.0.contains(text)),
)]
async fn issues(
    http: &Client,
    url: &str,
    #[page_size] first: u32,
    #[token] after: Option<String>,
) -> impl Paginator<Item = Issue, Error = LinearError> {
    let query = json!({ "query": QUERY, "variables": { "first": first, "after": after } });
    let request = http.post(url).header("Authorization", API_KEY);
    let response = request.json(&query).send().await?.error_for_status()?;
    Ok(response.json::<Body>().await?)
}

/// Returns the number of issues that a query asks for.
fn first(body: &[u8]) -> u64 {
    let body: Value = serde_json::from_slice(body).expect("a query");
    body["variables"]["first"].as_u64().expect("a page size")
}

fn bad_gateway() -> Response {
    StatusCode::BAD_GATEWAY.into_response()
}

fn too_complex() -> Response {
    let errors = json!([{ "message": "too complex" }]);
    Json(json!({ "data": null, "errors": errors })).into_response()
}

#[test]
fn page_that_is_too_heavy_is_requested_again_with_half_the_size() {
    block_on(async {
        let expected = linear().await.items;
        for failure in [bad_gateway, too_complex] {
            let server = LINEAR
                .proxy_refusing(move |_, body| (first(body) > MOST).then(failure))
                .await;
            let (http, url) = (http_client(), server.url("/graphql"));
            check::smaller_pages(&server, (&expected, 6), || issues(&http, &url, 16)).await;
        }
    });
}
