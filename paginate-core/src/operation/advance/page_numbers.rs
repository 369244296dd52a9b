use super::Advance;
use crate::checkpoint::{Counted, Position};
use crate::listing::next::{Next, ShortPage};
use crate::operation::number::Number;
use crate::operation::optional_steps::{CountsItems, EndsListing, Kind, Step};
use crate::operation::recover::Unread;

/// The number of consecutive empty pages before a total of items after which the listing fails.
const EMPTY_PAGES: u32 = 32;

/// Pages are numbered: the step [`Operation::page_number`](crate::Operation::page_number).
#[derive(Clone)]
pub struct PageNumbers<N, I> {
    first: N,
    set: I,
    seen: Seen,
}

/// What the pages so far have shown.
#[derive(Clone, Default)]
struct Seen {
    /// The last totals that a page carried.
    total_pages: Option<u64>,
    total_items: Option<u64>,
    /// The number of items on the largest page.
    page_size: u64,
    /// The number of consecutive empty pages.
    empty_pages: u32,
    /// Whether the last page reported that there are more.
    more_results: bool,
}

impl<N, I> PageNumbers<N, I> {
    pub(crate) fn new(first: N, set: I) -> Self {
        PageNumbers {
            first,
            set,
            seen: Seen::default(),
        }
    }
}

impl Seen {
    fn note_page(&mut self, items: u64, counted: Option<Counted>) {
        let known = counted.map_or(items, |counted| counted.page_size);
        self.page_size = self.page_size.max(known);
        self.empty_pages = match items {
            0 => self.empty_pages.saturating_add(1),
            _ => 0,
        };
    }

    /// Returns whether `pages` pages, if each is as large as the largest one, hold all items. `None` if no page carried a total.
    fn is_all(&self, pages: u64) -> Option<bool> {
        if let Some(total) = self.total_pages {
            return Some(pages >= total);
        }
        let items = u128::from(pages) * u128::from(self.page_size.max(1));
        self.total_items.map(|total| items >= u128::from(total))
    }
}

impl<R, P, Steps, D, N, I> Advance<R, P, Steps, D> for PageNumbers<N, I>
where
    Steps: Step<P> + Kind,
    Steps::Ends: EndsListing,
    Steps::Counts: CountsItems<Steps::Compares>,
    N: Number,
    I: FnMut(R, N) -> R,
{
    type Token = N;
    type Error = Unread;

    fn next(&mut self, steps: &mut Steps, page: &P, position: &Position<N>) -> Next<N> {
        let number = position.token.unwrap_or(self.first);
        let more_results = steps.more_results(page);
        if more_results == Some(false) {
            return Next::End;
        }
        let total_pages = steps.total_pages(page);
        let total_items = steps.total_items(page);
        // A `usize` is at most 64 bits long, so that the conversion keeps the count.
        let items = steps.item_count(page).map(|items| items as u64);
        let pages = number.count_from(self.first);
        let seen = &mut self.seen;
        seen.total_pages = total_pages.or(seen.total_pages);
        seen.total_items = total_items.or(seen.total_items);
        seen.more_results = more_results == Some(true);
        let counted_before = if number == self.first {
            Some(Counted::default())
        } else {
            position.counted
        };
        let counted = match (counted_before, items) {
            (Some(counted), Some(items)) => Some(counted.and(items)),
            _ => None,
        };
        if let Some(items) = items {
            seen.note_page(items, counted);
        }
        let is_empty = items.map(|items| items == 0);
        let mut too_many_empty = false;
        let is_last = if seen.more_results {
            false
        } else if let Some(total) = seen.total_pages {
            pages >= total
        } else if let Some(total) = seen.total_items {
            let has_all = counted.is_some_and(|counted| counted.items >= total);
            // If the items before a resume were not counted, the total proves nothing, and the first empty page is the last one.
            let is_beyond = counted.is_none() || seen.is_all(pages) == Some(true);
            too_many_empty = seen.empty_pages >= EMPTY_PAGES;
            has_all || (is_beyond && is_empty == Some(true))
        } else {
            match is_empty {
                Some(is_empty) => is_empty,
                None => return Next::MissingToken,
            }
        };
        if is_last {
            return Next::End;
        }
        let Some(next) = number.plus(1) else {
            return Next::Overflow;
        };
        let position = Position {
            token: Some(next),
            counted,
        };
        if too_many_empty {
            seen.empty_pages = 0;
            return Next::EmptyPages(position);
        }
        Next::Page(position)
    }

    fn set(&mut self, request: R, number: N) -> R {
        (self.set)(request, number)
    }

    fn first(&self) -> Option<N> {
        Some(self.first)
    }

    fn guess(&self, after: Option<&N>) -> Option<N> {
        let number = after.copied().unwrap_or(self.first);
        let is_last = self.seen.is_all(number.count_from(self.first));
        if is_last == Some(true) {
            return None;
        }
        number.plus(1)
    }

    fn short_page(&self) -> ShortPage {
        let Seen {
            total_pages,
            total_items,
            more_results,
            ..
        } = self.seen;
        if more_results || total_pages.is_some() || total_items.is_some() {
            ShortPage::OtherPageSize
        } else {
            ShortPage::Unknown
        }
    }

    fn restart(&mut self) {
        self.seen = Seen::default();
    }
}
