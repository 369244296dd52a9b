use alloc::vec::Vec;
use core::task::{Context, Poll};

use super::Split;
use super::checkpoint::{Remaining, SplitCheckpoint};
use super::key::SplitKey;
use super::key_range::KeyRange;
use super::part::{PageStart, RangePart, Reader};
use super::partition::Partition;
use crate::parallel::error::ParallelError;
use crate::parallel::parts::{ByKey, Parts, PolledPart, Sealed};
use crate::{Checkpoint, Error, Paginator, trace};

impl<L: Paginator<Token: SplitKey>, F, G> Sealed for Split<L, F, G> {}

impl<L: Paginator<Token: SplitKey>, F, G> ByKey for Split<L, F, G> {}

impl<L, F, G, R> Parts for Split<L, F, G>
where
    L: Paginator<Token: SplitKey>,
    F: FnMut() -> L,
    G: Fn(&L::Item) -> R,
    R: Into<Option<L::Token>>,
{
    type Item = L::Item;
    type Error = L::Error;
    type Key = KeyRange<L::Token>;
    type Checkpoint = SplitCheckpoint<L::Token>;
    type Part = RangePart<L>;
    /// The key that the range begins after.
    type Order = Option<L::Token>;

    const ARE_FOUND: bool = false;

    fn most(&self) -> Option<usize> {
        None
    }

    #[inline]
    fn part(&mut self, part: usize) -> &mut RangePart<L> {
        &mut self.parts[part]
    }

    fn order(&self, part: usize) -> Option<L::Token> {
        self.partition.range(part)?.low.clone()
    }

    fn set_ordered(&mut self) {
        self.order.is_set = true;
        self.order.first = None;
    }

    fn set_current(&mut self, part: Option<usize>) {
        self.order.first = part;
        self.note_room();
    }

    fn take_ended(&mut self) -> Option<usize> {
        self.ended.pop()
    }

    fn take_sender(&mut self) -> Option<usize> {
        self.senders.pop()
    }

    fn may_have_part(&self) -> bool {
        !self.waiting.is_empty() || self.may_cut && self.has_room()
    }

    fn poll_part(
        &mut self,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<usize, ParallelError<L::Error, Self::Key>>>> {
        if self.waiting.is_empty() {
            self.cut();
        }
        let Some(number) = self.waiting.pop_front() else {
            return Poll::Ready(None);
        };
        let mut listing = (self.make_listing)();
        if let Some(cursor) = self.cursor(number) {
            listing.set_position(Checkpoint::at(cursor));
        }
        self.parts[number].reader = Some(Reader::new(listing));
        Poll::Ready(Some(Ok(number)))
    }

    fn fetch_before_turn(&mut self, part: usize, cx: &mut Context<'_>) {
        self.fetch(part, cx);
    }

    fn poll_item(&mut self, part: usize, cx: &mut Context<'_>) -> PolledPart<L::Item, Self> {
        loop {
            match self.poll_page(part, cx) {
                Poll::Ready(Some(Ok(()))) => {}
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
            if let Some(item) = self.take_item(part) {
                return Poll::Ready(Some(Ok(item)));
            }
        }
    }

    #[inline]
    fn take_item(&mut self, part: usize) -> Option<L::Item> {
        let reader = self.parts.get_mut(part)?.reader.as_mut()?;
        reader.current.items.pop()
    }

    fn poll_extend<C: Extend<L::Item>>(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> PolledPart<(), Self> {
        let polled = self.poll_page(part, cx);
        if let Poll::Ready(Some(Ok(()))) = polled {
            self.extend(part, collection);
        }
        polled
    }

    fn error(&self, part: usize, error: Error<L::Error>) -> ParallelError<L::Error, Self::Key> {
        let range = self.partition.range(part);
        let key = KeyRange {
            after: range.and_then(|range| range.cursor.clone()),
            up_to: range.and_then(|range| range.high.clone()),
        };
        ParallelError::of_range(key, error)
    }

    fn end(&mut self, number: usize) {
        let part = &mut self.parts[number];
        let Some(mut reader) = part.reader.take() else {
            return; // another part has ended this one
        };
        let range = self.partition.range(number);
        let is_received = range.is_some_and(|range| range.is_done);
        if reader.has_failed {
            self.failed.push(number);
        } else if is_received && part.page_start.is_none() && reader.unread().is_none() {
            self.partition.remove(number);
            if self.partition.is_empty() {
                self.items = Vec::new();
                self.may_cut = false;
            }
        } else {
            // User code has panicked.
            self.items.clear();
            reader.finish();
            part.panicked = Some(reader);
        }
    }

    fn retry(&mut self) {
        self.waiting.extend(self.failed.drain(..));
        let low = |number: &usize| self.partition.range(*number).map(|range| &range.low);
        self.waiting.make_contiguous().sort_by_key(low);
    }

    fn are_exhausted(&self) -> bool {
        self.waiting.is_empty() && !self.may_cut
    }

    fn are_complete(&self) -> bool {
        self.partition.is_empty()
    }

    fn checkpoint(&self) -> SplitCheckpoint<L::Token> {
        let numbers = self.partition.in_order().into_iter();
        let ranges = numbers.filter_map(|number| self.remaining(number));
        SplitCheckpoint {
            ranges: ranges.collect(),
        }
    }

    fn move_to(&mut self, checkpoint: Option<SplitCheckpoint<L::Token>>) {
        self.restart(checkpoint.unwrap_or_else(SplitCheckpoint::start));
    }

    fn finish(&mut self) {
        self.restart(SplitCheckpoint { ranges: Vec::new() });
    }
}

impl<L, F, G, R> Split<L, F, G>
where
    L: Paginator<Token: SplitKey>,
    G: Fn(&L::Item) -> R,
    R: Into<Option<L::Token>>,
{
    /// Adds the items of the current page of a part to a collection.
    fn extend(&mut self, number: usize, collection: &mut impl Extend<L::Item>) {
        let RangePart {
            reader: Some(reader),
            from,
            page_start,
            ..
        } = &mut self.parts[number]
        else {
            return;
        };
        let page = &mut reader.current;
        // If the collection panics, none of the items counts as yielded.
        *from = page.items.last().and_then(|item| (self.key)(item).into());
        *page_start = Some(PageStart(page.after.clone()));
        collection.extend(page.items.drain(..).rev());
        *page_start = None;
        *from = None;
    }

    /// Returns the rest of a range that was not yielded, or `None` if all of it was.
    fn remaining(&self, number: usize) -> Option<Remaining<L::Token>> {
        let range = self.partition.range(number)?;
        let RangePart {
            reader,
            panicked,
            from,
            page_start,
            ..
        } = &self.parts[number];
        let up_to = range.high.clone();
        let reader = reader.as_ref().or(panicked.as_ref());
        if let Some(page) = reader.and_then(Reader::unread) {
            let first = page.items.last();
            let from = first.and_then(|item| (self.key)(item).into());
            let after = page.after.clone();
            return Some(Remaining { after, from, up_to });
        }
        if range.is_done && page_start.is_none() {
            return None;
        }
        let after = match page_start {
            Some(PageStart(after)) => after.clone(),
            None => range.cursor.clone(),
        };
        let from = from.clone();
        Some(Remaining { after, from, up_to })
    }
}

impl<L: Paginator<Token: SplitKey>, F, G> Split<L, F, G> {
    /// Adds a part, which waits to be started.
    pub(super) fn add(&mut self, number: usize, from: Option<L::Token>) {
        let part = RangePart::new(from);
        if number < self.parts.len() {
            self.parts[number] = part;
        } else {
            self.parts.push(part);
        }
        self.waiting.push_back(number);
    }

    /// Cuts a part, if there is one to cut.
    fn cut(&mut self) {
        let cuts = if self.order.is_set {
            let in_progress = self.count_in_progress();
            let free = self.concurrency.saturating_sub(in_progress);
            let pages = self.order.buffer / self.concurrency / 2;
            self.partition
                .cut_first(free.min(in_progress.max(1)), pages)
        } else {
            Vec::from_iter(self.partition.cut())
        };
        self.may_cut = !cuts.is_empty();
        let count = cuts.len();
        for cut in cuts {
            self.add(cut.above, self.parts[cut.below].from.clone());
        }
        // A subscriber of `tracing` may panic.
        for _ in 0..count {
            trace::range_cut(self.partition.len());
        }
    }

    /// Drops everything that was fetched or is in flight, and moves to a checkpoint.
    fn restart(&mut self, checkpoint: SplitCheckpoint<L::Token>) {
        self.parts.clear();
        self.waiting.clear();
        self.failed.clear();
        self.ended.clear();
        self.senders.clear();
        self.may_cut = false;
        self.order.first = None;
        let ranges = checkpoint.ranges.iter();
        self.partition =
            Partition::of(ranges.map(|range| (range.after.clone(), range.up_to.clone())));
        for (number, range) in checkpoint.ranges.into_iter().enumerate() {
            self.add(number, range.from);
        }
    }
}
