//! `list_secrets` of google-cloud-secretmanager-v1, in both forms: a builder that is `Clone`, and an empty token on the last
//! page.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use google_cloud_auth::credentials::anonymous;
use google_cloud_gax::error::Error;
use google_cloud_gax::retry_policy::NeverRetry;
use google_cloud_secretmanager_v1::client::SecretManagerService;
use google_cloud_secretmanager_v1::model::Secret;
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, install_crypto_provider, listing_tests, page};
use serde::Deserialize;
use serde_json::{Value, json};

listing_tests!(
    secrets,
    "google-cloud-secretmanager-v1",
    "Google Cloud (AIP-158)",
    secret_manager(),
    |fixture| { secrets(&fixture.client, "projects/shop") }
);

listing_tests!(
    cloned_secrets,
    "google-cloud-secretmanager-v1",
    "Google Cloud (AIP-158)",
    secret_manager(),
    |fixture| cloned_secrets(&fixture.client, "projects/shop")
);

#[paginate(output_token = "next_page_token", items = "secrets")]
async fn secrets(
    client: &SecretManagerService,
    project: &str,
    #[token] token: Option<String>,
) -> impl Paginator<Item = Secret, Error = Error> {
    let secrets = client.list_secrets().set_parent(project).set_page_size(3);
    secrets
        .set_page_token(token.unwrap_or_default())
        .send()
        .await
}

#[paginate(
    input_token = |request, token: String| request.set_page_token(token),
    output_token = "next_page_token",
    items = "secrets"
)]
fn cloned_secrets(
    client: &SecretManagerService,
    project: &str,
) -> impl Paginator<Item = Secret, Error = Error> {
    client.list_secrets().set_parent(project).set_page_size(3)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    page_size: usize,
    page_token: String,
}

/// Starts a server with the secrets of a project.
async fn secret_manager() -> Fixture<HttpServer, SecretManagerService, Secret> {
    let names: Vec<String> = (0..24)
        .map(|n| format!("projects/shop/secrets/key-{n:02}"))
        .collect();
    let router = Router::new()
        .route("/v1/projects/{project}/secrets", get(list))
        .with_state(names.clone());
    let server = HttpServer::start(router).await;
    install_crypto_provider();
    let client = SecretManagerService::builder()
        .with_endpoint(server.url(""))
        .with_credentials(anonymous::Builder::new().build())
        .with_retry_policy(NeverRetry);
    Fixture {
        client: client.build().await.expect("a client"),
        server,
        pages: 8,
        items: names
            .iter()
            .map(|name| Secret::new().set_name(name))
            .collect(),
    }
}

async fn list(
    State(names): State<Vec<String>>,
    Path(project): Path<String>,
    Query(query): Query<Parameters>,
) -> Result<Json<Value>, StatusCode> {
    if project != "shop" {
        return Err(StatusCode::NOT_FOUND);
    }
    let token = Some(query.page_token).filter(|token| !token.is_empty());
    let page = page(&names, query.page_size, token.as_deref()).ok_or(StatusCode::BAD_REQUEST)?;
    let secrets: Vec<Value> = page
        .items
        .iter()
        .map(|name| json!({ "name": name }))
        .collect();
    Ok(Json(json!({
        "secrets": secrets,
        "nextPageToken": page.next.unwrap_or_default(),
        "totalSize": names.len(),
    })))
}
