use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::mem;

use super::keys::{KeysOf, count_while};
use crate::parallel::part::InProgress;
use crate::{Error, Paginator};

/// The part of a range: what is known of it besides the keys that it is between.
pub struct RangePart<L: Paginator> {
    /// `None` while the part is not in progress.
    pub(super) reader: Option<Reader<L>>,
    /// What the part held when user code panicked. The part is terminated for good.
    pub(super) panicked: Option<Reader<L>>,
    /// The first key to yield, if the keys from the cursor on were partly yielded before.
    pub(super) from: Option<L::Token>,
    /// Set while a page is received or added to a collection. If user code panics meanwhile, the position of the part stays there.
    pub(super) page_start: Option<PageStart<L::Token>>,
    /// The number of responses.
    pub(super) responses: u64,
    /// The number of pages that have begun to be read.
    pages: u64,
}

/// What a page was requested after.
pub(super) struct PageStart<K>(pub(super) Option<K>);

/// What a part holds while it is in progress: its listing and the pages that were not read.
pub(super) struct Reader<L: Paginator> {
    /// `None` once all keys of the part have been received, and after an error: then no request is in flight.
    pub(super) listing: Option<L>,
    pub(super) is_in_flight: bool,
    /// What terminated the part, until all items before it have been yielded.
    pub(super) failure: Option<Error<L::Error>>,
    /// Whether the failure was yielded.
    pub(super) has_failed: bool,
    /// The page that items are taken from.
    pub(super) current: Page<L>,
    /// The pages after it.
    next: VecDeque<Page<L>>,
}

/// The items of a page that were not yielded.
pub(super) struct Page<L: Paginator> {
    /// What the page was requested after.
    pub(super) after: Option<L::Token>,
    /// The last item is the first one to yield, because it is taken fastest.
    pub(super) items: Vec<L::Item>,
}

impl<L: Paginator> RangePart<L> {
    pub(super) fn new(from: Option<L::Token>) -> Self {
        RangePart {
            reader: None,
            panicked: None,
            from,
            page_start: None,
            responses: 0,
            pages: 0,
        }
    }

    /// Removes the items of a page that were yielded before, and those after the first `kept`, which do not belong to the part.
    pub(super) fn skip_yielded<G, R>(&mut self, items: &mut Vec<L::Item>, kept: usize, key: &G)
    where
        L::Token: Ord,
        G: Fn(&L::Item) -> R,
        R: Into<Option<L::Token>>,
    {
        items.truncate(kept);
        if let Some(first) = &self.from {
            let yielded = count_while(&KeysOf { items, key }, kept, |key| key < first);
            items.drain(..yielded);
            if !items.is_empty() {
                self.from = None;
            }
        }
    }

    /// Continues with the next page, because the current one was read. Returns the vector of the page that was read, or `None` if
    /// no page has arrived.
    pub(super) fn turn_page(&mut self) -> Option<Vec<L::Item>> {
        let reader = self.reader.as_mut()?;
        let next = reader.next.pop_front()?;
        self.pages += 1;
        Some(mem::replace(&mut reader.current, next).items)
    }
}

impl<L: Paginator> InProgress for RangePart<L> {
    type Failure = Error<L::Error>;

    fn may_be_ready(&self) -> bool {
        let is_ready = |reader: &Reader<L>| reader.unread().is_some() || !reader.is_in_flight;
        self.reader.as_ref().is_none_or(is_ready)
    }

    fn response_count(&self) -> u64 {
        self.responses
    }

    fn begun_pages(&self) -> u64 {
        self.pages
    }

    fn has_terminated(&self) -> bool {
        let is_over = |reader: &Reader<L>| {
            reader.listing.is_none() && reader.unread().is_none() && reader.failure.is_none()
        };
        self.reader.as_ref().is_none_or(is_over)
    }
}

impl<L: Paginator> Reader<L> {
    pub(super) fn new(listing: L) -> Self {
        Reader {
            listing: Some(listing),
            is_in_flight: false,
            failure: None,
            has_failed: false,
            current: Page {
                after: None,
                items: Vec::new(),
            },
            next: VecDeque::new(),
        }
    }

    /// Holds the items of a page.
    pub(super) fn hold(&mut self, after: Option<L::Token>, mut items: Vec<L::Item>) {
        items.reverse();
        self.next.push_back(Page { after, items });
    }

    /// Returns how many pages were not read.
    pub(super) fn held(&self) -> usize {
        self.next.len() + usize::from(!self.current.items.is_empty())
    }

    /// Returns the page with the next item.
    pub(super) fn unread(&self) -> Option<&Page<L>> {
        if self.current.items.is_empty() {
            self.next.front()
        } else {
            Some(&self.current)
        }
    }

    /// Terminates the part. No request is left in flight.
    pub(super) fn fail(&mut self, failure: Error<L::Error>) {
        self.listing = None;
        self.is_in_flight = false;
        self.failure = Some(failure);
    }

    /// Terminates the part, because all its keys have been received.
    pub(super) fn finish(&mut self) {
        self.listing = None;
        self.is_in_flight = false;
    }
}
