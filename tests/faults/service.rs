//! The service that plays a script and counts requests.

use std::future::pending;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use paginate_sdks_support::HttpServer;
use tokio::sync::Notify;
use tokio::time::sleep;

use crate::fault::{Caller, Lasts, PAGE_SIZE, Script, Trouble};

/// After this number of requests, a listing is endless.
pub(crate) const LIMIT: usize = 60;

/// How long a delayed response takes.
pub(crate) const DELAY: Duration = Duration::from_millis(200);

/// What a request asks for.
#[derive(Debug)]
pub(crate) enum Position {
    /// The page with this token, or the first page.
    Token(Option<String>),
    /// The items from this offset on, of pages that carry only a total.
    Offset(u32),
    /// The items from this one on.
    From(u32),
}

/// What the service answers, before it is written in a protocol.
#[derive(Debug)]
pub(crate) enum Answer {
    Failure,
    FailureWithStatus200,
    Page(Page),
}

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) items: Range<u32>,
    pub(crate) next: Option<String>,
    /// Absent if pages are requested by offset.
    pub(crate) more: Option<bool>,
    pub(crate) total: u32,
}

/// How a client writes requests and reads responses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Protocol {
    /// Reads a request.
    pub(crate) position: fn(&Uri) -> Position,
    /// Writes a page. The second argument is the host of the service.
    pub(crate) page: fn(Page, &str) -> Response,
    /// Writes a failure, with status 200.
    pub(crate) failure: fn() -> Response,
}

#[derive(Debug)]
pub(crate) struct Service {
    script: Script,
    requests: AtomicUsize,
    troubles: AtomicUsize,
    caller_has_an_error: AtomicBool,
    /// Notified after [`LIMIT`] requests.
    pub(crate) is_endless: Notify,
    /// Notified when a request has arrived whose response is delayed.
    pub(crate) is_delaying: Notify,
}

impl Service {
    pub(crate) fn new(script: Script) -> Arc<Self> {
        Arc::new(Service {
            script,
            requests: AtomicUsize::new(0),
            troubles: AtomicUsize::new(0),
            caller_has_an_error: AtomicBool::new(false),
            is_endless: Notify::new(),
            is_delaying: Notify::new(),
        })
    }

    /// Starts a server that speaks a protocol.
    pub(crate) async fn serve(self: &Arc<Self>, protocol: Protocol) -> HttpServer {
        let service = self.clone();
        let respond = move |request: Request| {
            let service = service.clone();
            async move {
                let host = request
                    .headers()
                    .get(HOST)
                    .and_then(|host| host.to_str().ok());
                let host = host.unwrap_or_default().to_owned();
                match service.answer((protocol.position)(request.uri())).await {
                    Answer::Failure => StatusCode::SERVICE_UNAVAILABLE.into_response(),
                    Answer::FailureWithStatus200 => (protocol.failure)(),
                    Answer::Page(page) => (protocol.page)(page, &host),
                }
            }
        };
        let router = Router::new()
            .route("/", any(respond.clone()))
            .route("/{*path}", any(respond));
        HttpServer::start(router).await
    }

    pub(crate) fn script(&self) -> &Script {
        &self.script
    }

    /// Returns the number of requests so far.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    /// Tells the service that the caller has an error.
    pub(crate) fn caller_has_an_error(&self) {
        self.caller_has_an_error.store(true, Ordering::SeqCst);
    }

    /// Answers a request.
    pub(crate) async fn answer(&self, position: Position) -> Answer {
        if self.requests.fetch_add(1, Ordering::SeqCst) >= LIMIT {
            self.is_endless.notify_one();
            // The test drops the listing.
            pending::<()>().await;
        }
        let pages = &self.script.pages;
        let last = pages.len() - 1;
        let by_token = !matches!(position, Position::Offset(_));
        let (asked, items) = match position {
            Position::Offset(item) | Position::From(item) => self.page_from(item),
            Position::Token(token) => {
                let number = token
                    .as_deref()
                    .and_then(|token| token.strip_prefix("page-"));
                let asked = number.and_then(|number| number.parse().ok()).unwrap_or(0);
                (asked, pages[last.min(asked)].clone())
            }
        };
        let mut page = Page {
            more: by_token.then_some(items.end < self.script.total()),
            next: (by_token && asked < last).then(|| token(asked + 1)),
            total: self.script.total(),
            items,
        };
        match self.trouble(asked.min(last)) {
            None => {}
            Some(Trouble::Failure) => return Answer::Failure,
            Some(Trouble::FailureWithStatus200) => return Answer::FailureWithStatus200,
            Some(Trouble::NoToken) => page.next = None,
            Some(Trouble::TokenOf(index)) => page.next = Some(token(index)),
            Some(Trouble::FreshToken) => {
                page.more = Some(true);
                page.next = Some(token(asked + 1));
            }
            Some(Trouble::EmptyToken) => page.next = Some(String::new()),
            Some(Trouble::ItemsThatRemain) => page.total -= page.items.start,
            Some(Trouble::Delay) => {
                self.is_delaying.notify_one();
                sleep(DELAY).await;
            }
        }
        Answer::Page(page)
    }

    /// Returns the index of the page with an item, and the items from there to the end of the page.
    fn page_from(&self, item: u32) -> (usize, Range<u32>) {
        let pages = &self.script.pages;
        let index = pages.iter().position(|items| items.end > item);
        let end = index.map_or(item, |index| pages[index].end);
        (
            index.unwrap_or(pages.len() - 1),
            item..end.min(item + PAGE_SIZE),
        )
    }

    /// Returns the trouble of the page with this index.
    fn trouble(&self, index: usize) -> Option<Trouble> {
        let (page, trouble, lasts) = self.script.trouble?;
        let is_hit = index == page || (trouble == Trouble::ItemsThatRemain && index > page);
        if !is_hit {
            return None;
        }
        let before = self.troubles.fetch_add(1, Ordering::SeqCst);
        let is_on = match lasts {
            Lasts::OneRequest => before == 0,
            Lasts::UntilTheCallerHasAnError => !self.caller_has_an_error.load(Ordering::SeqCst),
            Lasts::Forever => true,
        };
        is_on.then_some(trouble)
    }

    pub(crate) fn caller(&self) -> Caller {
        self.script.caller
    }
}

fn token(index: usize) -> String {
    format!("page-{index}")
}

/// Returns a parameter of a query whose values need no decoding.
pub(crate) fn parameter(uri: &Uri, name: &str) -> Option<String> {
    let query = uri.query().unwrap_or_default();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter(|(key, _)| *key == name);
    values.next().map(|(_, value)| value.to_owned())
}
