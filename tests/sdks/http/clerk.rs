//! The organizations of Clerk's API with reqwest: an offset, a limit that the server lowers, and a total.

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use reqwest::{Client, Error};
use serde::{Deserialize, Serialize};

use crate::{PAGE_SIZE, reqwest_client};

listing_tests!(
    organizations,
    "reqwest",
    "offset (Clerk)",
    clerk(),
    |clerk| {
        let (http, url) = &clerk.client;
        organizations(http, url)
    }
);

#[paginate(items = "data", total_items = "total_count")]
async fn organizations(
    http: &Client,
    url: &str,
    #[offset] offset: usize,
) -> impl Paginator<Item = Organization, Error = Error> {
    let request = http.get(url).query(&[("limit", 100), ("offset", offset)]);
    let response = request.send().await?.error_for_status()?;
    response.json::<Organizations>().await
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Organization {
    id: String,
}

#[derive(Deserialize, Serialize)]
struct Organizations {
    data: Vec<Organization>,
    total_count: usize,
}

#[derive(Deserialize)]
struct Parameters {
    limit: usize,
    offset: usize,
}

/// Starts a server whose pages are smaller than the limit of the requests.
async fn clerk() -> Fixture<HttpServer, (Client, String), Organization> {
    let organizations: Vec<Organization> = (0..24)
        .map(|n| Organization {
            id: format!("org_{n:02}"),
        })
        .collect();
    let router = Router::new()
        .route("/v1/organizations", get(list))
        .with_state(organizations.clone());
    let server = HttpServer::start(router).await;
    Fixture {
        client: (reqwest_client(), server.url("/v1/organizations")),
        server,
        pages: 8,
        items: organizations,
    }
}

async fn list(
    State(organizations): State<Vec<Organization>>,
    Query(query): Query<Parameters>,
) -> Json<Organizations> {
    let rest = organizations.iter().skip(query.offset);
    let data = rest.take(query.limit.min(PAGE_SIZE)).cloned().collect();
    Json(Organizations {
        data,
        total_count: organizations.len(),
    })
}
