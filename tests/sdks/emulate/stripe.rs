//! The customers of Stripe with reqwest: the token is the `id` of the last object, and `has_more` ends the listing. The last
//! page is full.

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use reqwest::{Client, Error};
use serde::Deserialize;
use tokio::sync::OnceCell;

use crate::server::{STRIPE, call, http_client};

listing_tests!(
    customers,
    "reqwest",
    "last id (Stripe)",
    stripe(),
    |stripe| {
        let (http, url) = &stripe.client;
        customers(http, url)
    }
);

pub(crate) const SECRET_KEY: &str = "stripe";

#[paginate(
    output_token = "data[-1].id",
    more_results = "has_more",
    items = "data"
)]
async fn customers(
    http: &Client,
    url: &str,
    #[token] starting_after: Option<String>,
) -> impl Paginator<Item = Customer, Error = Error> {
    let request = http.get(url).query(&[("limit", 3)]);
    let request = request.query(&[("starting_after", starting_after)]);
    let response = request.bearer_auth(SECRET_KEY).send().await?;
    response.error_for_status()?.json::<List<Customer>>().await
}

#[derive(Deserialize)]
pub(crate) struct List<T> {
    pub(crate) data: Vec<T>,
    pub(crate) has_more: bool,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Customer {
    pub(crate) id: String,
    email: String,
}

pub(crate) async fn stripe() -> Fixture<HttpServer, (Client, String), Customer> {
    static CUSTOMERS: OnceCell<Vec<Customer>> = OnceCell::const_new();
    let server = STRIPE.proxy().await;
    Fixture {
        client: (http_client(), server.url("/v1/customers")),
        server,
        pages: 8,
        items: CUSTOMERS.get_or_init(seed).await.clone(),
    }
}

/// Creates customers, which precede the customer of a new account, because Stripe lists the latest first.
async fn seed() -> Vec<Customer> {
    let http = http_client();
    let url = STRIPE.url("/v1/customers");
    let existing: List<Customer> = call(http.get(&url).bearer_auth(SECRET_KEY)).await;
    let mut customers = existing.data;
    while customers.len() < 24 {
        let email = format!("customer-{}@example.com", customers.len());
        let request = http.post(&url).form(&[("email", email)]);
        customers.insert(0, call(request.bearer_auth(SECRET_KEY)).await);
    }
    customers
}
