use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;
use core::task::Waker;

use super::wakers::Wakers;
use crate::{Checkpoint, Paginator};

/// The listings, and which of them are in progress.
///
/// A listing in progress has a slot. The listings wait to be started in their order, those that are retried first: they have
/// lower indices than those that were never started.
pub(super) struct Listings<P> {
    paginators: Vec<P>,
    /// How many listings may be in progress.
    concurrency: usize,
    slots: Vec<Slot>,
    /// The slots that no listing in progress has.
    free: Vec<usize>,
    /// The listings in progress, and their slots.
    in_progress: BTreeMap<usize, usize>,
    /// The first listing that was never started. The listings before it were started or have nothing to list.
    next: usize,
    /// The listings before `next` that wait to be started again.
    to_retry: BTreeSet<usize>,
    /// The listings that ended with an error.
    failed: Vec<usize>,
    /// The number of listings that are complete.
    complete: usize,
}

/// A place for a listing in progress.
struct Slot {
    listing: usize,
    /// What the listing is polled with.
    waker: Waker,
    /// The number of the page at the last item, to find out that another page has begun.
    page: u64,
}

impl<P: Paginator> Listings<P> {
    pub(super) fn new(paginators: impl Iterator<Item = P>, concurrency: usize) -> Self {
        let mut listings = Listings {
            paginators: paginators.collect(),
            concurrency: concurrency.max(1),
            slots: Vec::new(),
            free: Vec::new(),
            in_progress: BTreeMap::new(),
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
        self.paginators.len()
    }

    /// Returns the maximum number of slots.
    pub(super) fn max_slots(&self) -> usize {
        self.concurrency.min(self.len())
    }

    #[inline]
    pub(super) fn paginator(&mut self, listing: usize) -> &mut P {
        &mut self.paginators[listing]
    }

    /// Returns the listing that has a slot.
    pub(super) fn listing(&self, slot: usize) -> usize {
        self.slots[slot].listing
    }

    /// Returns the listing that has a slot, and what to poll it with.
    pub(super) fn paginator_and_waker(&mut self, slot: usize) -> (&mut P, &Waker) {
        let Slot { listing, waker, .. } = &self.slots[slot];
        (&mut self.paginators[*listing], waker)
    }

    /// Returns whether another page has begun since the last call.
    pub(super) fn has_begun_page(&mut self, slot: usize) -> bool {
        let slot = &mut self.slots[slot];
        let page = self.paginators[slot.listing].page_count();
        mem::replace(&mut slot.page, page) != page
    }

    pub(super) fn can_start(&self) -> bool {
        let is_waiting = self.next < self.len() || !self.to_retry.is_empty();
        is_waiting && self.in_progress.len() < self.concurrency
    }

    /// Starts the first listing that waits, if it may be started, and returns its slot.
    pub(super) fn start_next(&mut self, wakers: &Arc<Wakers>) -> Option<usize> {
        if !self.can_start() {
            return None;
        }
        let listing = self.take_waiting();
        let page = self.paginators[listing].page_count();
        let slot = self.free.pop().unwrap_or(self.slots.len());
        if let Some(free) = self.slots.get_mut(slot) {
            wakers.forget(slot);
            (free.listing, free.page) = (listing, page);
        } else {
            let waker = wakers.waker(slot);
            self.slots.push(Slot {
                listing,
                waker,
                page,
            });
        }
        self.in_progress.insert(listing, slot);
        Some(slot)
    }

    /// Returns the first listing that waits, which waits no longer.
    fn take_waiting(&mut self) -> usize {
        self.to_retry.pop_first().unwrap_or_else(|| {
            let listing = self.next;
            self.next += 1;
            self.skip_terminated();
            listing
        })
    }

    /// Frees the slot of a listing, which is terminated.
    pub(super) fn end(&mut self, slot: usize) {
        let listing = self.slots[slot].listing;
        self.in_progress.remove(&listing);
        self.free.push(slot);
        self.note_if_terminated(listing);
    }

    /// Returns the slot of the first listing in progress.
    pub(super) fn first_in_progress(&self) -> Option<usize> {
        let (_, slot) = self.in_progress.first_key_value()?;
        Some(*slot)
    }

    /// Returns whether a listing in progress has a slot.
    pub(super) fn is_in_progress(&self, slot: usize) -> bool {
        let slot_of = |slot: &Slot| self.in_progress.get(&slot.listing).copied();
        self.slots.get(slot).and_then(slot_of) == Some(slot)
    }

    /// Replaces the wakers of all slots, and returns the slots of the listings in progress.
    pub(super) fn set_wakers(&mut self, wakers: &Arc<Wakers>) -> impl Iterator<Item = usize> {
        for (slot, Slot { waker, .. }) in self.slots.iter_mut().enumerate() {
            *waker = wakers.waker(slot);
        }
        self.in_progress.values().copied()
    }

    /// Frees all slots, and drops their wakers.
    pub(super) fn clear_slots(&mut self) {
        self.slots = Vec::new();
        self.free = Vec::new();
        self.in_progress.clear();
    }

    /// Makes the listings that ended with an error wait to be started again.
    pub(super) fn retry(&mut self) {
        for listing in mem::take(&mut self.failed) {
            self.paginators[listing].retry();
            // A listing that panicked stays terminated. A listing that was never started waits already.
            if !self.paginators[listing].is_terminated() && listing < self.next {
                self.to_retry.insert(listing);
            }
        }
    }

    /// Stops all listings and moves each to its position.
    pub(super) fn set_positions(&mut self, positions: impl Iterator<Item = Checkpoint<P::Token>>) {
        self.clear_slots();
        self.to_retry.clear();
        self.failed.clear();
        self.complete = 0;
        for (index, position) in positions.enumerate() {
            self.paginators[index].set_position(position);
            self.note_if_terminated(index);
        }
        self.next = 0;
        self.skip_terminated();
    }

    pub(super) fn checkpoints(&self) -> impl ExactSizeIterator<Item = Checkpoint<P::Token>> {
        self.paginators.iter().map(P::checkpoint)
    }

    pub(super) fn is_terminated(&self) -> bool {
        self.in_progress.is_empty() && self.to_retry.is_empty() && self.next == self.len()
    }

    pub(super) fn is_complete(&self) -> bool {
        self.complete == self.len()
    }

    fn note_if_terminated(&mut self, listing: usize) {
        let paginator = &self.paginators[listing];
        if paginator.is_complete() {
            self.complete += 1;
        } else if paginator.is_terminated() {
            self.failed.push(listing);
        }
    }

    /// Skips listings that have nothing to list, so that `next` waits to be started.
    fn skip_terminated(&mut self) {
        while self.next < self.len() && self.paginators[self.next].is_terminated() {
            self.next += 1;
        }
    }
}

#[cfg(test)]
mod tests;
