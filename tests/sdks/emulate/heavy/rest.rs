//! The customers of Stripe.

use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{block_on, check};
use reqwest::{Client, Error};

use super::MOST;
use crate::server::{STRIPE, http_client};
use crate::stripe::{Customer, List, SECRET_KEY, stripe};

#[paginate(
    output_token = "data[-1].id",
    more_results = "has_more",
    items = "data",
    too_large = |error| error.status().is_some_and(|status| status.is_server_error()),
)]
async fn customers(
    http: &Client,
    url: &str,
    #[page_size] limit: u32,
    #[token] starting_after: Option<String>,
) -> impl Paginator<Item = Customer, Error = Error> {
    let request = http.get(url).query(&[("limit", limit)]);
    let request = request.query(&[("starting_after", starting_after)]);
    let response = request.bearer_auth(SECRET_KEY).send().await?;
    response.error_for_status()?.json::<List<Customer>>().await
}

/// Returns the number of customers that a request asks for.
fn limit(uri: &Uri) -> u64 {
    let mut parameters = uri.query().into_iter().flat_map(|query| query.split('&'));
    let limit = parameters.find_map(|parameter| parameter.strip_prefix("limit="));
    limit.expect("a page size").parse().expect("a number")
}

#[test]
fn page_with_a_gateway_error_is_requested_again_with_half_the_size() {
    block_on(async {
        let expected = stripe().await.items;
        let bad_gateway = || StatusCode::BAD_GATEWAY.into_response();
        let server = STRIPE
            .proxy_refusing(move |uri, _| (limit(uri) > MOST).then(bad_gateway))
            .await;
        let (http, url) = (http_client(), server.url("/v1/customers"));
        check::smaller_pages(&server, (&expected, 6), || customers(&http, &url, 16)).await;
    });
}
