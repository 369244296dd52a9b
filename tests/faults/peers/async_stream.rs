//! A loop in `try_stream!` of async-stream.

use async_stream::try_stream;
use futures::Stream;
use reqwest::Client;

use super::Peer;
use super::plain::{PROTOCOL, by_offset, by_token};
use super::stream::{by_items_received, items};
use crate::fault::PAGE_SIZE;
use crate::session::Session;

pub(super) const PEER: Peer = Peer {
    package: "async-stream",
    call: "try_stream!",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(read(session, false)),
    inexpressible: |_| None,
    option: |fault| by_items_received(fault, |session| Box::pin(read(session, true))),
};

async fn read(session: &Session, count: bool) -> Result<(), Box<dyn std::error::Error>> {
    let http = Client::new();
    if session.service.script().by_offset {
        items(session, offsets(&http, session.url(), count)).await
    } else {
        items(session, tokens(&http, session.url())).await
    }
}

fn tokens(http: &Client, url: &str) -> impl Stream<Item = reqwest::Result<u32>> {
    try_stream! {
        let mut token = None;
        loop {
            let page = by_token(http, url, token.as_deref()).await?;
            for item in page.items {
                yield item;
            }
            token = page.next;
            if token.is_none() {
                break;
            }
        }
    }
}

/// Adds the page size to the offset, or the number of items received, until the offset is the total.
fn offsets(http: &Client, url: &str, count: bool) -> impl Stream<Item = reqwest::Result<u32>> {
    try_stream! {
        let mut offset = 0;
        loop {
            let page = by_offset(http, url, offset).await?;
            offset += if count { page.items.len() as u64 } else { PAGE_SIZE.into() };
            for item in page.items {
                yield item;
            }
            if offset >= page.total {
                break;
            }
        }
    }
}
