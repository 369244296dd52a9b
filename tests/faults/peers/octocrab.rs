//! `all_pages`, `into_stream` and `get_page` of octocrab.

use axum::Json;
use axum::http::header::LINK;
use axum::response::{IntoResponse, Response};
use futures::TryStreamExt;
use octocrab::{Octocrab, Page};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Peer, Reason, no_offsets};
use crate::fault::Fault;
use crate::service::{self, Position, Protocol, parameter};
use crate::session::Session;

pub(super) const ALL_PAGES: Peer = Peer {
    package: "octocrab",
    call: "all_pages",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(all_pages(session)),
    inexpressible,
    option: |_| None,
};

pub(super) const INTO_STREAM: Peer = Peer {
    call: "into_stream",
    read: |session| Box::pin(into_stream(session)),
    ..ALL_PAGES
};

pub(super) const GET_PAGE: Peer = Peer {
    call: "get_page",
    read: |session| Box::pin(get_page(session)),
    ..ALL_PAGES
};

const PROTOCOL: Protocol = Protocol {
    position: |uri| Position::Token(parameter(uri, "page")),
    page,
    failure: || Json(json!({ "message": "Server Error" })).into_response(),
};

fn inexpressible(fault: Fault) -> Option<Reason> {
    match fault {
        Fault::MissingToken => Some(Reason::NoFlag),
        Fault::EmptyToken => Some(Reason::NoTokenThatCanBeEmpty),
        _ => no_offsets(fault),
    }
}

#[derive(Deserialize)]
struct Issue {
    number: u32,
}

fn page(page: service::Page, host: &str) -> Response {
    let issues: Vec<Value> = page
        .items
        .map(|number| json!({ "number": number }))
        .collect();
    let link = page.next.map(|next| {
        let link = format!("<http://{host}/repos/owner/shop/issues?page={next}>; rel=\"next\"");
        [(LINK, link)]
    });
    (link.unwrap_or([(LINK, String::new())]), Json(issues)).into_response()
}

fn client(session: &Session) -> octocrab::Result<Octocrab> {
    Octocrab::builder().base_uri(session.url())?.build()
}

async fn first(crab: &Octocrab) -> octocrab::Result<Page<Issue>> {
    crab.get("/repos/owner/shop/issues", None::<&()>).await
}

async fn all_pages(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let crab = client(session)?;
    let issues = session.wait(async || crab.all_pages(first(&crab).await?).await);
    for issue in issues.await? {
        session.item(issue.number).await;
    }
    Ok(())
}

async fn into_stream(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let crab = client(session)?;
    let mut issues = Box::pin(first(&crab).await?.into_stream(&crab));
    while let Some(issue) = session.wait(async || issues.try_next().await).await? {
        session.item(issue.number).await;
    }
    Ok(())
}

/// The loop of octocrab's README. Writes the URL of the next page down, and begins there.
async fn get_page(session: &Session) -> Result<(), Box<dyn std::error::Error>> {
    let crab = client(session)?;
    let mut page = match session.place() {
        Some(url) => crab.get_page(&Some(url.parse()?)).await?.expect("a page"),
        None => first(&crab).await?,
    };
    loop {
        for issue in &page {
            session.item(issue.number).await;
        }
        session.write_down(page.next.as_ref().map(ToString::to_string));
        page = match session
            .wait(async || crab.get_page::<Issue>(&page.next).await)
            .await?
        {
            Some(next_page) => next_page,
            None => return Ok(()),
        };
    }
}
