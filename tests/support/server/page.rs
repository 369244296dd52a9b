//! The pages of the service.

use std::vec;

use super::Throttled;

/// What the service knows of a page.
#[derive(Clone, Debug, Default)]
pub struct PageSpec {
    /// What is listed on it.
    pub items: Vec<u32>,
    /// Whether its items come from an iterator that does not know its length.
    pub uncounted: bool,
    /// The page that its token leads to.
    pub next: Option<usize>,
    /// The flag beside the token.
    pub more: Option<bool>,
    /// How many ticks a response takes; without any it is ready at once.
    pub ticks: u32,
    /// How many polls of a request only wake its task.
    pub self_wakes: u32,
    /// How many requests for it fail before one succeeds.
    pub failures: u32,
    /// How many responses carry an error, after those that fail.
    pub carried_errors: u32,
    /// How many responses carry no listing, after those.
    pub missing_listings: u32,
}

/// A response of the service.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Which page it is.
    pub index: usize,
    /// What is listed.
    pub items: Vec<u32>,
    pub(super) uncounted: bool,
    pub(super) next: Option<usize>,
    pub(super) more: Option<bool>,
    pub(super) error: Option<Throttled>,
    pub(super) has_listing: bool,
}

pub(super) struct Items {
    pub(super) items: vec::IntoIter<u32>,
    pub(super) uncounted: bool,
}

impl Iterator for Items {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.items.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.uncounted {
            (0, None)
        } else {
            self.items.size_hint()
        }
    }
}
