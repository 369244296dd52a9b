use core::marker::PhantomData;

use super::Advance;
use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};
use crate::operation::number::Number;
use crate::operation::optional_steps::Step;
use crate::operation::recover::Unread;

/// Pages begin at an offset: the step [`Operation::offset`](crate::Operation::offset).
#[derive(Clone)]
pub struct Offsets<N, C, I> {
    item_count: C,
    set: I,
    seen: Seen,
    offset: PhantomData<fn() -> N>,
}

/// What the pages so far have shown.
#[derive(Clone, Default)]
struct Seen {
    /// The last total that a page carried.
    total: Option<u64>,
    /// The number of items on the largest page.
    page_size: usize,
    /// Whether no offset is guessed after the last page. After an empty page, the next page is at the same offset. A short
    /// page that does not report more results is probably the last page with items.
    no_guess: bool,
}

impl<N, C, I> Offsets<N, C, I> {
    pub(crate) fn new(item_count: C, set: I) -> Self {
        Offsets {
            item_count,
            set,
            seen: Seen::default(),
            offset: PhantomData,
        }
    }
}

impl Seen {
    /// Returns whether the items before `offset` are all, `None` if no page carried a total.
    fn is_all(&self, offset: i128) -> Option<bool> {
        self.total.map(|total| offset >= i128::from(total))
    }
}

impl<R, P, Steps, D, N, C, I> Advance<R, P, Steps, D> for Offsets<N, C, I>
where
    Steps: Step<P>,
    N: Number,
    C: FnMut(&P) -> usize,
    I: FnMut(R, N) -> R,
{
    type Token = N;
    type Error = Unread;

    fn next(&mut self, steps: &mut Steps, page: &P, position: &Position<N>) -> Next<N> {
        let offset = position.token.unwrap_or(N::ZERO);
        let more_results = steps.more_results(page);
        if more_results == Some(false) {
            return Next::End;
        }
        let total = steps.total_items(page);
        let items = (self.item_count)(page);
        let seen = &mut self.seen;
        seen.total = total.or(seen.total);
        seen.page_size = items.max(seen.page_size);
        let is_short = items < seen.page_size;
        let knows_more = more_results == Some(true) || seen.total.is_some();
        seen.no_guess = items == 0 || is_short && !knows_more;

        // A `usize` is at most 64 bits long, so that the conversion keeps the count.
        let end = offset.to_i128().saturating_add(items as i128);
        let is_last = more_results != Some(true) && seen.is_all(end).unwrap_or(items == 0);
        if is_last {
            return Next::End;
        }
        let Some(next) = offset.plus(items) else {
            return Next::Overflow;
        };
        Next::Page(Position {
            token: Some(next),
            counted: None,
        })
    }

    fn set(&mut self, request: R, offset: N) -> R {
        (self.set)(request, offset)
    }

    fn first(&self) -> Option<N> {
        Some(N::ZERO)
    }

    fn guess(&self, after: Option<&N>) -> Option<N> {
        if self.seen.page_size == 0 || self.seen.no_guess {
            return None;
        }
        let offset = after.copied().unwrap_or(N::ZERO);
        let guess = offset.plus(self.seen.page_size)?;
        let is_all = self.seen.is_all(guess.to_i128());
        (is_all != Some(true)).then_some(guess)
    }

    fn short_page(&self) -> ShortPage {
        ShortPage::Continued
    }

    fn restart(&mut self) {
        self.seen = Seen::default();
    }

    fn resize(&mut self, size: u64) {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        self.seen.page_size = self.seen.page_size.min(size);
    }
}
