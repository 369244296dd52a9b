//! `list_tags` and `catalog` of oci-client: the token is the last item of a page.

mod all_tags;

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use oci_client::client::{ClientConfig, ClientProtocol};
use oci_client::errors::OciDistributionError;
use oci_client::secrets::RegistryAuth;
use oci_client::{Client, Reference};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, install_crypto_provider, listing_tests};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::PAGE_SIZE;

listing_tests!(tags, "oci-client", "last item", registry(), |registry| {
    let (client, image) = &registry.client;
    tags(client, image)
});

listing_tests!(
    repositories,
    "oci-client",
    "last item",
    registry(),
    |registry| {
        let (client, image) = &registry.client;
        repositories(client, image)
    }
);

#[paginate(output_token = "tags[-1]", items = "tags")]
async fn tags(
    registry: &Client,
    image: &Reference,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = OciDistributionError> {
    let (auth, last) = (&RegistryAuth::Anonymous, last.as_deref());
    registry.list_tags(image, auth, Some(PAGE_SIZE), last).await
}

#[paginate(output_token = "repositories[-1]", items = "repositories")]
async fn repositories(
    registry: &Client,
    image: &Reference,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = OciDistributionError> {
    let (auth, last) = (&RegistryAuth::Anonymous, last.as_deref());
    registry.catalog(image, auth, Some(PAGE_SIZE), last).await
}

#[derive(Deserialize)]
struct Parameters {
    n: usize,
    last: Option<String>,
}

/// Starts a registry with as many repositories as tags.
async fn registry() -> Fixture<HttpServer, (Client, Reference), String> {
    install_crypto_provider();
    let names: Vec<String> = (0..24).map(|n| format!("release-{n:02}")).collect();
    let router = Router::new()
        .route("/v2/_catalog", get(catalog))
        .route("/v2/team/image/tags/list", get(tag_list))
        .with_state(names.clone());
    let server = HttpServer::start(router).await;
    let client = Client::new(ClientConfig {
        protocol: ClientProtocol::Http,
        ..ClientConfig::default()
    });
    let image = format!("{}/team/image", server.address());
    Fixture {
        client: (client, image.parse().expect("a reference")),
        server,
        // An empty page follows the last full one.
        pages: names.len() / PAGE_SIZE + 1,
        items: names,
    }
}

async fn catalog(State(names): State<Vec<String>>, Query(query): Query<Parameters>) -> Json<Value> {
    Json(json!({ "repositories": after(&names, query) }))
}

async fn tag_list(
    State(names): State<Vec<String>>,
    Query(query): Query<Parameters>,
) -> Json<Value> {
    Json(json!({ "name": "team/image", "tags": after(&names, query) }))
}

fn after(names: &[String], Parameters { n, last }: Parameters) -> Vec<&String> {
    let rest = names.iter().skip_while(|name| Some(*name) <= last.as_ref());
    rest.take(n).collect()
}
