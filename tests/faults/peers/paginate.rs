//! The attribute of this repository, with `more_results` and `total_items`.

use paginate_core::{Paginator, paginate};
use reqwest::Client;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::plain::{self, PROTOCOL};
use super::{Peer, Read};
use crate::fault::Fault;
use crate::session::Session;

pub(super) const PEER: Peer = Peer {
    package: "paginate-core",
    call: "items",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(read(session, 0, u64::MAX)),
    inexpressible: |_| None,
    option,
};

#[paginate(output_token = "next", items = "items", more_results = "more")]
async fn by_token(
    http: &Client,
    url: &str,
    #[token] token: Option<String>,
) -> impl Paginator<Item = u32, Token = String, Error = reqwest::Error> {
    plain::by_token(http, url, token.as_deref()).await
}

#[paginate(items = "items", total_items = "total")]
async fn by_offset(
    http: &Client,
    url: &str,
    #[offset] offset: u64,
) -> impl Paginator<Item = u32, Token = u64, Error = reqwest::Error> {
    plain::by_offset(http, url, offset).await
}

fn option(fault: Fault) -> Option<(&'static str, Read)> {
    match fault {
        Fault::LastPageForever => {
            Some(("`max_pages(20)`", |session| Box::pin(read(session, 0, 20))))
        }
        Fault::SlowConsumer | Fault::FirstItem => Some(("`prefetch(1)`", |session| {
            Box::pin(read(session, 1, u64::MAX))
        })),
        _ => None,
    }
}

async fn read(
    session: &Session,
    prefetch: usize,
    max_pages: u64,
) -> Result<(), Box<dyn std::error::Error>> {
    let http = Client::new();
    if session.service.script().by_offset {
        let list = by_offset(&http, session.url());
        items(session, list.prefetch(prefetch).max_pages(max_pages)).await
    } else {
        let list = by_token(&http, session.url());
        items(session, list.prefetch(prefetch).max_pages(max_pages)).await
    }
}

/// Writes a checkpoint down after each item and after an error, and resumes from the checkpoint.
async fn items<P>(session: &Session, mut list: P) -> Result<(), Box<dyn std::error::Error>>
where
    P: Paginator<Item = u32, Token: Serialize + DeserializeOwned, Error = reqwest::Error>,
{
    if let Some(checkpoint) = session.place() {
        list = list.resume_from(serde_json::from_str(&checkpoint)?);
    }
    let mut items = list.items();
    loop {
        let item = session.wait(async || items.try_next().await).await;
        session.write_down(serde_json::to_string(&items.checkpoint())?);
        match item? {
            Some(item) => session.item(item).await,
            None => return Ok(()),
        }
    }
}
