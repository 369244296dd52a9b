//! The pages of the service.

use std::vec;

use super::Throttled;

/// The configuration of a page.
#[derive(Clone, Debug, Default)]
pub struct PageSpec {
    /// The items of the page.
    pub items: Vec<u32>,
    /// Whether the iterator over the items reports no length.
    pub uncounted: bool,
    /// The token: the index of the next page.
    pub next: Option<usize>,
    /// The `more_results` flag.
    pub more: Option<bool>,
    /// How many ticks the response takes. With 0, the response is ready at once.
    pub ticks: u32,
    /// How many polls, after these ticks, return `Poll::Pending` and wake the task at once.
    pub self_wakes: u32,
    /// How many requests fail before one succeeds.
    pub failures: u32,
    /// How many responses carry an error, after the failed requests.
    pub carried_errors: u32,
    /// Whether the token of the page expires at once, so that the page needs a fresh token.
    pub expires: bool,
    /// How many responses carry no data, after the responses that carry an error.
    pub missing_datas: u32,
}

/// A response of the service.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The index of the page.
    pub index: usize,
    /// The items of the page.
    pub items: Vec<u32>,
    pub(super) uncounted: bool,
    pub(super) next: Option<usize>,
    pub(super) more: Option<bool>,
    pub(super) error: Option<Throttled>,
    pub(super) has_data: bool,
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
