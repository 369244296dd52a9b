//! `pages(…).items()` of page-turner, as in its README; `RequestAhead` for offsets.

use futures::TryStreamExt;
use page_turner::prelude::*;
use reqwest::Client;

use super::plain::{PROTOCOL, by_offset, by_token};
use super::{Peer, Read};
use crate::fault::{Fault, PAGE_SIZE};
use crate::session::Session;

pub(super) const PEER: Peer = Peer {
    package: "page-turner",
    call: "items",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(read(session)),
    inexpressible: |_| None,
    option,
};

struct Api<'a> {
    http: Client,
    url: &'a str,
}

struct ByToken(Option<String>);

struct ByOffset(u64);

impl RequestAhead for ByOffset {
    fn next_request(&self) -> Self {
        ByOffset(self.0 + u64::from(PAGE_SIZE))
    }
}

impl PageTurner<ByToken> for Api<'_> {
    type PageItems = Vec<u32>;
    type PageError = reqwest::Error;

    async fn turn_page(&self, ByToken(token): ByToken) -> TurnedPageResult<Self, ByToken> {
        let page = by_token(&self.http, self.url, token.as_deref()).await?;
        Ok(match page.next {
            Some(token) => TurnedPage::next(page.items, ByToken(Some(token))),
            None => TurnedPage::last(page.items),
        })
    }
}

impl PageTurner<ByOffset> for Api<'_> {
    type PageItems = Vec<u32>;
    type PageError = reqwest::Error;

    async fn turn_page(&self, request: ByOffset) -> TurnedPageResult<Self, ByOffset> {
        let page = by_offset(&self.http, self.url, request.0).await?;
        let next = request.next_request();
        Ok(if next.0 < page.total {
            TurnedPage::next(page.items, next)
        } else {
            TurnedPage::last(page.items)
        })
    }
}

fn option(fault: Fault) -> Option<(&'static str, Read)> {
    match fault {
        Fault::SlowConsumer => Some(("`pages_ahead(2)` by offset", |session| {
            Box::pin(read_ahead(session))
        })),
        _ => None,
    }
}

async fn read(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let api = Api {
        http: Client::new(),
        url: session.url(),
    };
    if session.service.script().by_offset {
        items(session, api.pages(ByOffset(0)).items()).await
    } else {
        items(session, api.pages(ByToken(None)).items()).await
    }
}

async fn read_ahead(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let api = Api {
        http: Client::new(),
        url: session.url(),
    };
    items(
        session,
        api.pages_ahead(2, Limit::None, ByOffset(0)).items(),
    )
    .await
}

async fn items(
    session: &Session,
    items: impl futures::Stream<Item = reqwest::Result<u32>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut items = Box::pin(items);
    while let Some(item) = session.wait(async || items.try_next().await).await? {
        session.item(item).await;
    }
    Ok(())
}
