//! A plain JSON protocol, which the crates without an API of their own speak.

use axum::Json;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use reqwest::Client;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::service::{self, Position, Protocol, parameter};

#[derive(Deserialize, Serialize)]
pub(super) struct Page {
    pub(super) items: Vec<u32>,
    pub(super) next: Option<String>,
    pub(super) more: Option<bool>,
    pub(super) total: u64,
}

pub(super) const PROTOCOL: Protocol = Protocol {
    position,
    page,
    failure: || Json(json!({ "error": "internal error" })).into_response(),
};

fn position(uri: &Uri) -> Position {
    match parameter(uri, "offset").and_then(|offset| offset.parse().ok()) {
        Some(offset) => Position::Offset(offset),
        None => Position::Token(parameter(uri, "token")),
    }
}

fn page(page: service::Page, _host: &str) -> Response {
    let page = Page {
        items: page.items.collect(),
        next: page.next,
        more: page.more,
        total: page.total.into(),
    };
    Json(page).into_response()
}

/// Requests the page with a token.
pub(super) async fn by_token(
    http: &Client,
    url: &str,
    token: Option<&str>,
) -> reqwest::Result<Page> {
    let request = http.get(url).query(&[("token", token)]);
    request.send().await?.error_for_status()?.json().await
}

/// Requests the page at an offset.
pub(super) async fn by_offset(http: &Client, url: &str, offset: u64) -> reqwest::Result<Page> {
    let request = http.get(url).query(&[("offset", offset), ("limit", 3)]);
    request.send().await?.error_for_status()?.json().await
}
