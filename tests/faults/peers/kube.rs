//! The loop of kube's example `pod_paged`: kube has no paginator for lists.

use axum::Json;
use axum::response::{IntoResponse, Response};
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::ListParams;
use kube::{Api, Client, Config, ResourceExt};
use serde_json::{Value, json};

use super::{Peer, no_offsets};
use crate::service::{Page, Position, Protocol, parameter};
use crate::session::Session;

pub(super) const PEER: Peer = Peer {
    package: "kube",
    call: "list",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(read(session)),
    inexpressible: no_offsets,
    option: |_| None,
};

const PROTOCOL: Protocol = Protocol {
    position: |uri| Position::Token(parameter(uri, "continue")),
    page: |page, _| list(page),
    failure: || {
        let status =
            json!({ "apiVersion": "v1", "kind": "Status", "status": "Failure", "code": 500 });
        Json(status).into_response()
    },
};

/// Writes a page. The flag for more pages is the number of items that remain.
fn list(page: Page) -> Response {
    let remaining = (page.more == Some(true)).then(|| page.total - page.items.end);
    let items: Vec<Value> = page
        .items
        .map(|item| json!({ "metadata": { "name": item.to_string() } }))
        .collect();
    let mut metadata = json!({ "resourceVersion": "1" });
    if let Some(next) = page.next {
        metadata["continue"] = next.into();
    }
    if let Some(remaining) = remaining {
        metadata["remainingItemCount"] = remaining.into();
    }
    Json(json!({ "apiVersion": "v1", "kind": "ConfigMapList", "metadata": metadata, "items": items }))
        .into_response()
}

/// Writes the token of the next page down, and begins there.
async fn read(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::try_from(Config::new(session.url().parse()?))?;
    let api = Api::<ConfigMap>::namespaced(client, "shop");
    let mut continue_token = session.place();
    loop {
        let mut params = ListParams::default().limit(3);
        if let Some(token) = &continue_token {
            params = params.continue_token(token);
        }
        let page = session.wait(async || api.list(&params).await).await?;
        continue_token.clone_from(&page.metadata.continue_);
        for config_map in page {
            session.item(config_map.name_any().parse()?).await;
        }
        session.write_down(continue_token.clone());
        if continue_token.is_none() {
            return Ok(());
        }
    }
}
