//! `list` of `object_store`, with S3.

use std::fmt::Write;
use std::time::Duration;

use axum::http::Uri;
use axum::response::IntoResponse;
use futures::TryStreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::{BackoffConfig, ObjectStore, RetryConfig};

use super::{Peer, no_offsets};
use crate::service::{Page, Position, Protocol, parameter};
use crate::session::Session;

pub(super) const PEER: Peer = Peer {
    package: "object_store",
    call: "list",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(read(session)),
    inexpressible: no_offsets,
    option: |_| None,
};

const PROTOCOL: Protocol = Protocol {
    position,
    page: |page, _| xml(page).into_response(),
    failure: || "<Error><Code>InternalError</Code></Error>".into_response(),
};

fn position(uri: &Uri) -> Position {
    let key = parameter(uri, "start-after").and_then(|key| key.parse::<u32>().ok());
    match (parameter(uri, "continuation-token"), key) {
        (None, Some(key)) => Position::From(key + 1),
        (token, _) => Position::Token(token),
    }
}

fn xml(page: Page) -> String {
    let mut contents = String::new();
    for item in page.items {
        let _ = write!(
            contents,
            "<Contents><Key>{item}</Key><Size>1</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
        );
    }
    let next = page
        .next
        .map(|next| format!("<NextContinuationToken>{next}</NextContinuationToken>"));
    format!(
        "<ListBucketResult><IsTruncated>{}</IsTruncated>{contents}{}</ListBucketResult>",
        page.more == Some(true),
        next.unwrap_or_default(),
    )
}

/// Writes the key of the last object down, and begins after it. The client waits shorter before it retries than by default, and
/// retries as often.
async fn read(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let retries = RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(1),
            max_backoff: Duration::from_millis(1),
            ..Default::default()
        },
        ..Default::default()
    };
    let store = AmazonS3Builder::new()
        .with_endpoint(session.url())
        .with_allow_http(true)
        .with_bucket_name("shop")
        .with_access_key_id("example")
        .with_secret_access_key("example")
        .with_retry(retries)
        .build()?;
    let mut objects = match session.place() {
        Some(key) => store.list_with_offset(None, &key.into()),
        None => store.list(None),
    };
    while let Some(object) = session.wait(async || objects.try_next().await).await? {
        let key = object.location.to_string();
        session.write_down(key.clone());
        session.item(key.parse()?).await;
    }
    Ok(())
}
