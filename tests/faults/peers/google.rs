//! `by_item` and `by_page` of Google Cloud's clients, whose paginators are in google-cloud-gax.

use std::time::Duration;

use axum::Json;
use axum::response::{IntoResponse, Response};
use google_cloud_auth::credentials::anonymous;
use google_cloud_gax::exponential_backoff::ExponentialBackoffBuilder;
use google_cloud_gax::paginator::{ItemPaginator, Paginator};
use google_cloud_gax::retry_policy::{Aip194Strict, RetryPolicyExt};
use google_cloud_secretmanager_v1::builder::secret_manager_service::ListSecrets;
use google_cloud_secretmanager_v1::client::SecretManagerService;
use google_cloud_secretmanager_v1::model::Secret;
use serde_json::{Value, json};

use super::{Peer, Reason, no_offsets};
use crate::fault::Fault;
use crate::service::{Page, Position, Protocol, parameter};
use crate::session::Session;

pub(super) const BY_ITEM: Peer = Peer {
    package: "google-cloud-gax",
    call: "by_item",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(by_item(session)),
    inexpressible,
    option: |_| None,
};

pub(super) const BY_PAGE: Peer = Peer {
    call: "by_page",
    read: |session| Box::pin(by_page(session)),
    ..BY_ITEM
};

const PROTOCOL: Protocol = Protocol {
    position: |uri| Position::Token(parameter(uri, "pageToken").filter(|token| !token.is_empty())),
    page: |page, _| body(page),
    failure: || Json(json!({ "error": { "code": 500, "status": "INTERNAL" } })).into_response(),
};

fn inexpressible(fault: Fault) -> Option<Reason> {
    match fault {
        Fault::MissingToken => Some(Reason::NoFlag),
        _ => no_offsets(fault),
    }
}

fn body(page: Page) -> Response {
    let secrets: Vec<Value> = page
        .items
        .map(|item| json!({ "name": item.to_string() }))
        .collect();
    let mut body = json!({ "secrets": secrets });
    if let Some(next) = page.next {
        body["nextPageToken"] = next.into();
    }
    Json(body).into_response()
}

/// Returns a request that is attempted three times. By default, the number of attempts depends on the time.
async fn list(session: &Session) -> Result<ListSecrets, Box<dyn std::error::Error>> {
    let backoff = ExponentialBackoffBuilder::new()
        .with_initial_delay(Duration::from_millis(1))
        .with_maximum_delay(Duration::from_millis(1));
    let client = SecretManagerService::builder()
        .with_endpoint(session.url())
        .with_credentials(anonymous::Builder::new().build())
        .with_retry_policy(Aip194Strict.with_attempt_limit(3))
        .with_backoff_policy(backoff.clamp());
    let secrets = client.build().await?.list_secrets();
    Ok(secrets.set_parent("projects/shop").set_page_size(3))
}

fn number(secret: &Secret) -> u32 {
    secret.name.parse().expect("a number")
}

async fn by_item(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let mut secrets = list(session).await?.by_item();
    while let Some(secret) = session.wait(async || secrets.next().await).await {
        session.item(number(&secret?)).await;
    }
    Ok(())
}

/// Writes the token of the next page down, and begins there.
async fn by_page(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let list = list(session).await?;
    let mut pages = list
        .set_page_token(session.place().unwrap_or_default())
        .by_page();
    while let Some(page) = session.wait(async || pages.next().await).await {
        let page = page?;
        for secret in &page.secrets {
            session.item(number(secret)).await;
        }
        session.write_down(page.next_page_token);
    }
    Ok(())
}
