use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::mem;
use core::task::{Context, Poll};

use super::checkpoint::{ByIndex, ParallelCheckpoint};
use super::error::ParallelError;
use super::part::Part;
use super::parts::{Parts, Sealed};

/// The parts of [`parallel`](crate::parallel): listings that are given, and that their index names.
///
/// The listings wait to be started in their order, those that are retried first: they have lower indices than those that were never
/// started.
pub struct Listings<P> {
    parts: Vec<P>,
    /// The first listing that was never started. The listings before it were started or have nothing to list.
    next: usize,
    /// The listings before `next` that wait to be started again.
    to_retry: BTreeSet<usize>,
    /// The listings that ended with an error.
    failed: Vec<usize>,
    /// The number of listings that are complete.
    complete: usize,
}

impl<P: Part> Listings<P> {
    pub(super) fn new(listings: impl Iterator<Item = P>) -> Self {
        let mut listings = Listings {
            parts: listings.collect(),
            next: 0,
            to_retry: BTreeSet::new(),
            failed: Vec::new(),
            complete: 0,
        };
        for index in 0..listings.len() {
            listings.note_if_terminated(index);
        }
        listings.skip_terminated();
        listings
    }

    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    /// Returns the first listing that waits, which waits no longer.
    pub(super) fn take_waiting(&mut self) -> Option<usize> {
        if let Some(listing) = self.to_retry.pop_first() {
            return Some(listing);
        }
        let listing = self.next;
        if listing == self.len() {
            return None;
        }
        self.next += 1;
        self.skip_terminated();
        Some(listing)
    }

    pub(super) fn position(&self, listing: usize) -> P::Checkpoint {
        self.parts[listing].position()
    }

    /// Moves each listing with a closure, which returns `None` for a listing that is to be moved to its end.
    pub(super) fn set_positions(
        &mut self,
        mut position: impl FnMut(usize) -> Option<Option<P::Checkpoint>>,
    ) {
        self.to_retry.clear();
        self.failed.clear();
        self.complete = 0;
        for (index, listing) in self.parts.iter_mut().enumerate() {
            match position(index) {
                Some(position) => listing.move_to(position),
                None => listing.finish(),
            }
        }
        for index in 0..self.len() {
            self.note_if_terminated(index);
        }
        self.next = 0;
        self.skip_terminated();
    }

    fn note_if_terminated(&mut self, listing: usize) {
        let part = &self.parts[listing];
        if part.has_completed() {
            self.complete += 1;
        } else if part.has_terminated() {
            self.failed.push(listing);
        }
    }

    /// Skips listings that have nothing to list, so that `next` waits to be started.
    fn skip_terminated(&mut self) {
        while self.next < self.len() && self.parts[self.next].has_terminated() {
            self.next += 1;
        }
    }
}

impl<P> Sealed for Listings<P> {}

impl<P: Part> Parts for Listings<P> {
    type Item = P::Item;
    type Error = P::Error;
    type Key = P::Key<usize>;
    type Checkpoint = ParallelCheckpoint<P::Checkpoint>;
    type Part = P;
    type Order = usize;

    const ARE_FOUND: bool = false;

    fn most(&self) -> Option<usize> {
        Some(self.len())
    }

    #[inline]
    fn part(&mut self, part: usize) -> &mut P {
        &mut self.parts[part]
    }

    fn order(&self, part: usize) -> usize {
        part
    }

    fn may_have_part(&self) -> bool {
        self.next < self.len() || !self.to_retry.is_empty()
    }

    fn poll_part(
        &mut self,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<usize, ParallelError<P::Error, Self::Key>>>> {
        Poll::Ready(self.take_waiting().map(Ok))
    }

    fn fetch_before_turn(&mut self, part: usize, cx: &mut Context<'_>) {
        self.parts[part].fetch_before_turn(cx);
    }

    fn poll_item(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<P::Item, P::Failure>>> {
        self.parts[part].poll_next_item(cx)
    }

    #[inline]
    fn take_item(&mut self, part: usize) -> Option<P::Item> {
        self.parts.get_mut(part)?.take_ready_item()
    }

    fn poll_extend<C: Extend<P::Item>>(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), P::Failure>>> {
        self.parts[part].poll_extend_items(cx, collection)
    }

    fn error(&self, part: usize, failure: P::Failure) -> ParallelError<P::Error, Self::Key> {
        let (key, error) = P::failed(part, failure);
        ParallelError::of_index(key, error)
    }

    fn end(&mut self, part: usize) {
        self.note_if_terminated(part);
    }

    fn retry(&mut self) {
        for listing in mem::take(&mut self.failed) {
            self.parts[listing].retry_failed();
            // A listing that panicked stays terminated. A listing that was never started waits already.
            if !self.parts[listing].has_terminated() && listing < self.next {
                self.to_retry.insert(listing);
            }
        }
    }

    fn are_exhausted(&self) -> bool {
        self.to_retry.is_empty() && self.next == self.len()
    }

    fn are_complete(&self) -> bool {
        self.complete == self.len()
    }

    fn checkpoint(&self) -> Self::Checkpoint {
        ParallelCheckpoint::of_all(self.parts.iter().map(|part| (ByIndex, part.position())))
    }

    fn move_to(&mut self, checkpoint: Option<Self::Checkpoint>) {
        let Some(checkpoint) = checkpoint else {
            return self.set_positions(|_| Some(None));
        };
        let (_, mut entries) = checkpoint.into_entries();
        self.set_positions(|_| {
            entries
                .next()
                .map_or(Some(None), |(ByIndex, position)| position)
        });
    }

    fn finish(&mut self) {
        self.set_positions(|_| None);
    }
}
