//! `Pager` of `azure_core`, as the client of Azure's blobs returns it.

use std::fmt::Write;

use axum::response::IntoResponse;
use azure_core::http::pager::{PagerContinuation, PagerOptions};
use azure_core::http::{ClientOptions, ExponentialRetryOptions, RetryOptions};
use azure_core::time::Duration;
use azure_storage_blob::models::BlobContainerClientListBlobsOptions;
use azure_storage_blob::{BlobServiceClient, BlobServiceClientOptions};
use futures::TryStreamExt;

use super::{Peer, Reason, no_offsets};
use crate::fault::Fault;
use crate::service::{Page, Position, Protocol, parameter};
use crate::session::Session;

pub(super) const PEER: Peer = Peer {
    package: "azure_core",
    call: "Pager",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(read(session)),
    inexpressible,
    option: |_| None,
};

const PROTOCOL: Protocol = Protocol {
    position: |uri| Position::Token(parameter(uri, "marker")),
    page: |page, _| xml(page).into_response(),
    failure: || "<Error><Code>InternalError</Code></Error>".into_response(),
};

fn inexpressible(fault: Fault) -> Option<Reason> {
    match fault {
        Fault::MissingToken => Some(Reason::NoFlag),
        _ => no_offsets(fault),
    }
}

fn xml(page: Page) -> String {
    let mut blobs = String::new();
    for item in page.items {
        let _ = write!(blobs, "<Blob><Name>{item}</Name><Properties/></Blob>");
    }
    let next = page
        .next
        .map(|next| format!("<NextMarker>{next}</NextMarker>"));
    format!(
        "<EnumerationResults ServiceEndpoint=\"http://localhost/\" ContainerName=\"shop\"><Blobs>{blobs}</Blobs>{}</EnumerationResults>",
        next.unwrap_or_default(),
    )
}

/// Writes the continuation down, and begins there. The client waits shorter before it retries than by default, and retries as
/// often.
async fn read(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let options = BlobServiceClientOptions {
        client_options: ClientOptions {
            retry: RetryOptions::exponential(ExponentialRetryOptions {
                initial_delay: Duration::milliseconds(1),
                ..Default::default()
            }),
            ..Default::default()
        },
        ..Default::default()
    };
    let service = BlobServiceClient::new(session.url().parse()?, None, Some(options))?;
    let options = BlobContainerClientListBlobsOptions {
        maxresults: Some(3),
        method_options: PagerOptions {
            continuation: session.place().map(PagerContinuation::Token),
            ..Default::default()
        },
        ..Default::default()
    };
    let mut blobs = service
        .blob_container_client("shop")
        .list_blobs(Some(options))?;
    loop {
        let blob = session.wait(async || blobs.try_next().await).await;
        session.write_down(blobs.continuation().map(|place| place.as_ref().to_owned()));
        match blob? {
            Some(blob) => session.item(blob.name.unwrap_or_default().parse()?).await,
            None => return Ok(()),
        }
    }
}
