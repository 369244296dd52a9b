use super::{Advance, Next};
use crate::number::Number;
use crate::optional_steps::{CountsItems, EndsListing, Kind, Step};

/// Pages are numbered: the step [`Operation::page_number`](crate::Operation::page_number).
#[derive(Clone, Debug)]
pub struct PageNumbers<N, I> {
    first: N,
    set: I,
    seen: Seen,
}

/// What the pages so far have shown.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// The last totals that a page carried.
    total_pages: Option<u64>,
    total_items: Option<u64>,
    /// The number of items on the largest page.
    page_size: usize,
    /// Whether the first page was seen. If not, the page size is not known: this may be the last page.
    first_page: bool,
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
    /// Returns whether `pages` pages from the first one are all, `None` if no page carried a total.
    fn is_all(&self, pages: u64) -> Option<bool> {
        if let Some(total) = self.total_pages {
            return Some(pages >= total);
        }
        let items = u128::from(pages) * self.page_size.max(1) as u128;
        self.total_items.map(|total| items >= u128::from(total))
    }
}

impl<R, P, Steps, N, I> Advance<R, P, Steps> for PageNumbers<N, I>
where
    Steps: Step<P> + Kind,
    Steps::Ends: EndsListing,
    Steps::Counts: CountsItems<Steps::Compares>,
    N: Number,
    I: FnMut(R, N) -> R,
{
    type Token = N;

    fn next(&mut self, steps: &mut Steps, page: &P, asked_with: Option<&N>) -> Next<N> {
        let number = asked_with.copied().unwrap_or(self.first);
        let more_results = steps.more_results(page);
        if more_results == Some(false) {
            return Next::End;
        }
        let total_pages = steps.total_pages(page);
        let total_items = steps.total_items(page);
        let items = steps.item_count(page);
        let seen = &mut self.seen;
        seen.total_pages = total_pages.or(seen.total_pages);
        seen.total_items = total_items.or(seen.total_items);
        seen.page_size = items.unwrap_or(0).max(seen.page_size);
        seen.first_page |= number == self.first;

        let is_empty = items.map(|items| items == 0);
        let by_total = seen.is_all(number.count_from(self.first));
        let is_last = match by_total {
            _ if more_results == Some(true) => false,
            Some(is_all) => {
                let knows_size = seen.total_pages.is_some() || seen.first_page;
                is_all || (!knows_size && is_empty == Some(true))
            }
            None => match is_empty {
                Some(is_empty) => is_empty,
                None => return Next::MissingToken,
            },
        };
        if is_last {
            return Next::End;
        }
        number.plus(1).map_or(Next::Overflow, Next::Page)
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

    fn restart(&mut self) {
        self.seen = Seen::default();
    }
}
