//! `try_unfold` and `try_flatten` of futures.

use futures::{Stream, TryStreamExt, stream};
use reqwest::Client;

use super::Peer;
use super::plain::{PROTOCOL, by_offset, by_token};
use super::stream::{by_items_received, items};
use crate::fault::PAGE_SIZE;
use crate::session::Session;

pub(super) const PEER: Peer = Peer {
    package: "futures",
    call: "try_unfold",
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
    let first = Some(None);
    let pages = stream::try_unfold(first, move |state: Option<Option<String>>| async move {
        let Some(token) = state else { return Ok(None) };
        let page = by_token(http, url, token.as_deref()).await?;
        let items = stream::iter(page.items.into_iter().map(Ok));
        Ok::<_, reqwest::Error>(Some((items, page.next.map(Some))))
    });
    pages.try_flatten()
}

/// Adds the page size to the offset, or the number of items received, until the offset is the total.
fn offsets(http: &Client, url: &str, count: bool) -> impl Stream<Item = reqwest::Result<u32>> {
    let pages = stream::try_unfold(Some(0), move |state: Option<u64>| async move {
        let Some(offset) = state else { return Ok(None) };
        let page = by_offset(http, url, offset).await?;
        let step = if count {
            page.items.len() as u64
        } else {
            PAGE_SIZE.into()
        };
        let next = Some(offset + step).filter(|next| *next < page.total);
        let items = stream::iter(page.items.into_iter().map(Ok));
        Ok::<_, reqwest::Error>(Some((items, next)))
    });
    pages.try_flatten()
}
