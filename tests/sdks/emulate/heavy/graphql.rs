//! The issues of Linear, whose proxy answers with a gateway error, or with `errors` in a successful response.

use axum::Json;
use axum::response::{IntoResponse, Response};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::block_on;
use reqwest::Client;
use serde_json::json;

use super::{Heavy, bad_gateway, check};
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

fn too_complex() -> Response {
    let errors = json!([{ "message": "too complex" }]);
    Json(json!({ "data": null, "errors": errors })).into_response()
}

#[test]
fn page_that_is_too_heavy_is_requested_again_with_half_the_size() {
    block_on(async {
        let expected = linear().await.items;
        for failure in [bad_gateway, too_complex] {
            let heavy = Heavy {
                emulator: LINEAR,
                most: 4,
                failure,
            };
            let server = heavy.start().await;
            let (http, url) = (http_client(), server.url("/graphql"));
            check(&server, 6, &expected, || issues(&http, &url, 16)).await;
        }
    });
}
