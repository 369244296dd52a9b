//! The pagination of Stripe's API with reqwest: the token is the `id` of the last object, and `has_more` ends the listing.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use reqwest::{Client, Error};
use serde::{Deserialize, Serialize};

use crate::reqwest_client;

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
    let request = http.get(url).query(&[("starting_after", starting_after)]);
    let response = request.send().await?.error_for_status()?;
    response.json::<List<Customer>>().await
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Customer {
    id: String,
    email: String,
}

#[derive(Deserialize, Serialize)]
struct List<T> {
    data: Vec<T>,
    has_more: bool,
}

#[derive(Deserialize)]
struct Parameters {
    starting_after: Option<String>,
}

/// Starts a server whose last page is full.
async fn stripe() -> Fixture<HttpServer, (Client, String), Customer> {
    let customers: Vec<Customer> = (0..24)
        .map(|n| Customer {
            id: format!("cus_{}", n * 7 % 24),
            email: format!("customer-{n:02}@example.com"),
        })
        .collect();
    let router = Router::new()
        .route("/v1/customers", get(page))
        .with_state(customers.clone());
    let server = HttpServer::start(router).await;
    Fixture {
        client: (reqwest_client(), server.url("/v1/customers")),
        server,
        pages: 8,
        items: customers,
    }
}

async fn page(
    State(customers): State<Vec<Customer>>,
    Query(query): Query<Parameters>,
) -> Result<Json<List<Customer>>, StatusCode> {
    let start = match query.starting_after {
        None => 0,
        Some(id) => {
            let last = customers.iter().position(|customer| customer.id == id);
            last.ok_or(StatusCode::BAD_REQUEST)? + 1
        }
    };
    let end = customers.len().min(start + 3);
    Ok(Json(List {
        data: customers[start..end].to_vec(),
        has_more: end < customers.len(),
    }))
}
