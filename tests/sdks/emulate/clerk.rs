//! The organizations of Clerk with reqwest: an offset and a total.

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use reqwest::{Client, Error};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::server::{CLERK, call, http_client};

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

const SECRET_KEY: &str = "sk_test_clerk";

#[paginate(items = "data", total_items = "total_count")]
async fn organizations(
    http: &Client,
    url: &str,
    #[offset] offset: usize,
) -> impl Paginator<Item = Organization, Error = Error> {
    let request = http.get(url).query(&[("limit", 3), ("offset", offset)]);
    let response = request.bearer_auth(SECRET_KEY).send().await?;
    response.error_for_status()?.json::<Organizations>().await
}

#[derive(Deserialize)]
struct Organizations {
    data: Vec<Organization>,
    total_count: usize,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Organization {
    id: String,
    name: String,
}

async fn clerk() -> Fixture<HttpServer, (Client, String), Organization> {
    static ORGANIZATIONS: OnceCell<Vec<Organization>> = OnceCell::const_new();
    let server = CLERK.proxy().await;
    Fixture {
        client: (http_client(), server.url("/v1/organizations")),
        server,
        pages: 8,
        items: ORGANIZATIONS.get_or_init(seed).await.clone(),
    }
}

/// Creates organizations, and reads their order from one page.
async fn seed() -> Vec<Organization> {
    let http = http_client();
    let url = CLERK.url("/v1/organizations");
    let mut names: Vec<String> = (0..24).map(|n| format!("Organization {n:02}")).collect();
    for name in &names {
        let request = http.post(&url).bearer_auth(SECRET_KEY);
        let _: Value = call(request.json(&json!({ "name": name }))).await;
    }
    let all = http.get(&url).query(&[("limit", 100)]);
    let all: Organizations = call(all.bearer_auth(SECRET_KEY)).await;
    let mut listed: Vec<String> = all.data.iter().map(|it| it.name.clone()).collect();
    listed.sort();
    names.sort();
    assert_eq!(listed, names);
    all.data
}
