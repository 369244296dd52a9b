//! Listings that run in parallel, in both orders, with every concurrency.

pub(crate) mod reader;
mod rows;

use std::rc::Rc;

use paginate_tests::permits::Permits;
use paginate_tests::server::{PageSpec, Server, UserCode};

use crate::action::Format;

#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Advances the request of a listing, if there is one.
    Tick(usize),
    Poll,
    /// Polls with the waker of another task from now on.
    Task(usize),
    Retry,
    /// Yields the items in the order of the listings from now on.
    Ordered,
    /// Drops the listings, and resumes from their checkpoint.
    Resume(Format),
    /// Makes the next call of this user code of a listing panic.
    Panic(usize, UserCode),
}

/// What does not change within a case.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) concurrency: usize,
    pub(crate) ordered: bool,
    /// Whether each listing has a key, and another place after a resume.
    pub(crate) keyed: bool,
    pub(crate) depth: usize,
    /// Whether items are added to a collection, instead of polled one by one.
    pub(crate) collecting: bool,
    /// How many requests are served at the same time. `None` means all.
    pub(crate) permits: Option<usize>,
}

/// Returns the services of the listings.
pub(crate) fn servers(listings: &[Vec<PageSpec>], settings: &Settings) -> Vec<Rc<Server>> {
    let listings = listings.iter().cloned().enumerate();
    let servers: Vec<_> = listings
        .map(|(index, pages)| server(index, pages))
        .collect();
    if let Some(permits) = settings.permits.map(Permits::new) {
        for server in &servers {
            server.share(&permits);
        }
    }
    servers
}

/// Returns a service whose items are consecutive numbers from `listing * 1000` on.
fn server(listing: usize, mut pages: Vec<PageSpec>) -> Rc<Server> {
    let last = pages.len() - 1;
    let mut item = u32::try_from(listing).unwrap() * 1_000..;
    for (index, page) in pages.iter_mut().enumerate() {
        page.items.fill_with(|| item.next().unwrap_or_default());
        page.next = (index < last).then_some(index + 1);
    }
    Server::new(pages)
}
