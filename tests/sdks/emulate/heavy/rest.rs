//! The customers of Stripe.

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::block_on;
use reqwest::{Client, Error};

use super::{Heavy, bad_gateway, check};
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

#[test]
fn page_with_a_gateway_error_is_requested_again_with_half_the_size() {
    block_on(async {
        let expected = stripe().await.items;
        let heavy = Heavy {
            emulator: STRIPE,
            most: 4,
            failure: bad_gateway,
        };
        let server = heavy.start().await;
        let (http, url) = (http_client(), server.url("/v1/customers"));
        check(&server, 6, &expected, || customers(&http, &url, 16)).await;
    });
}
