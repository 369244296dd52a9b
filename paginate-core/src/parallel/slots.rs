use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;
use core::task::{Context, Poll, Waker};

use super::error::ParallelError;
use super::part::InProgress;
use super::parts::Parts;
use super::wakers::Wakers;
use crate::trace::PartSpan;

/// The most parts that are in progress if their number is not known before. Each takes a bit.
const MOST_SLOTS: usize = 1 << 16;

/// The parts in progress, each of which has a slot.
pub(super) struct Slots<S: Parts> {
    pub(super) parts: S,
    /// How many parts may be in progress.
    concurrency: usize,
    places: Vec<Slot<S::Order>>,
    /// The slots that no part in progress has.
    free: Vec<usize>,
    /// The places of the parts in progress in the order of the parts, and their slots.
    in_progress: BTreeMap<S::Order, usize>,
    /// What the listing that finds the parts is polled with.
    finder: Option<Waker>,
}

/// A place for a part in progress.
struct Slot<O> {
    part: usize,
    /// The place of the part in the order of the parts. `None` if the slot is free.
    order: Option<O>,
    /// What the part is polled with.
    waker: Waker,
    /// The number of the page at the last item, to find out that another page has begun.
    page: u64,
    span: PartSpan,
}

impl<S: Parts> Slots<S> {
    pub(super) fn new(parts: S, concurrency: usize) -> Self {
        Slots {
            parts,
            concurrency: concurrency.clamp(1, MOST_SLOTS),
            places: Vec::new(),
            free: Vec::new(),
            in_progress: BTreeMap::new(),
            finder: None,
        }
    }

    /// Returns the maximum number of slots.
    pub(super) fn most(&self) -> usize {
        let most = self.parts.most().unwrap_or(self.concurrency);
        self.concurrency.min(most)
    }

    /// Returns the part that has a slot.
    #[inline]
    pub(super) fn part(&self, slot: usize) -> usize {
        self.places[slot].part
    }

    /// Returns the parts and one that has a slot, and what to poll it with.
    pub(super) fn part_and_waker(&mut self, slot: usize) -> (&mut S, usize, &Waker, &PartSpan) {
        let Slot {
            part, waker, span, ..
        } = &self.places[slot];
        (&mut self.parts, *part, waker, span)
    }

    /// Returns whether another page has begun since the last call.
    pub(super) fn has_begun_page(&mut self, slot: usize) -> bool {
        let slot = &mut self.places[slot];
        let page = self.parts.part(slot.part).begun_pages();
        mem::replace(&mut slot.page, page) != page
    }

    /// Returns whether the next poll of a part does not wait for a request in flight.
    pub(super) fn may_be_ready(&mut self, slot: usize) -> bool {
        self.parts.part(self.places[slot].part).may_be_ready()
    }

    pub(super) fn can_start(&self) -> bool {
        self.in_progress.len() < self.concurrency && self.parts.may_have_part()
    }

    /// Starts the next part, if it may be started, and returns its slot.
    pub(super) fn poll_start(
        &mut self,
        wakers: &Arc<Wakers>,
    ) -> Poll<Option<Result<usize, ParallelError<S::Error, S::Key>>>> {
        if !self.can_start() {
            return Poll::Pending;
        }
        let waker = self.finder.as_ref().unwrap_or(Waker::noop());
        let started = self.parts.poll_part(&mut Context::from_waker(waker));
        started.map_ok(|part| self.occupy(part, wakers))
    }

    /// Gives a part a slot.
    fn occupy(&mut self, part: usize, wakers: &Arc<Wakers>) -> usize {
        let order = self.parts.order(part);
        let page = self.parts.part(part).begun_pages();
        let span = self.parts.span(part);
        let slot = self.free.pop().unwrap_or(self.places.len());
        if let Some(free) = self.places.get_mut(slot) {
            wakers.forget(slot);
            free.order = Some(order.clone());
            (free.part, free.page, free.span) = (part, page, span);
        } else {
            let waker = wakers.waker(slot);
            self.places.push(Slot {
                part,
                order: Some(order.clone()),
                waker,
                page,
                span,
            });
        }
        self.in_progress.insert(order, slot);
        slot
    }

    /// Polls the requests of the listing that finds the parts, if it was woken and not polled since.
    pub(super) fn fetch_ahead(&mut self) {
        if let Some(waker) = &self.finder {
            self.parts.fetch_ahead(&mut Context::from_waker(waker));
        }
    }

    /// Frees the slot of a part, which is terminated.
    pub(super) fn end(&mut self, slot: usize) {
        if let Some(order) = &self.places[slot].order {
            self.in_progress.remove(order);
        }
        self.free(slot);
    }

    /// Frees the slot of a part that has panicked. Compares no keys, because that may panic again.
    pub(super) fn end_panicked(&mut self, slot: usize) {
        self.in_progress.retain(|_, other| *other != slot);
        self.free(slot);
    }

    fn free(&mut self, slot: usize) {
        let Slot {
            part, order, span, ..
        } = &mut self.places[slot];
        *order = None;
        *span = PartSpan::none();
        self.free.push(slot);
        self.parts.end(*part);
    }

    /// Returns the slots of the parts in progress that other parts have ended.
    pub(super) fn take_ended(&mut self) -> Option<usize> {
        let part = self.parts.take_ended()?;
        self.slot_of(part)
    }

    /// Returns the slot of a part in progress that may send a request, although the part was not woken.
    pub(super) fn take_sender(&mut self) -> Option<usize> {
        let part = self.parts.take_sender()?;
        self.slot_of(part)
    }

    fn slot_of(&self, part: usize) -> Option<usize> {
        let mut slots = self.places.iter();
        slots.position(|slot| slot.part == part && slot.order.is_some())
    }

    /// Returns the slot of the first part in progress.
    pub(super) fn first_in_progress(&self) -> Option<usize> {
        let (_, slot) = self.in_progress.first_key_value()?;
        Some(*slot)
    }

    /// Returns whether a part in progress has a slot.
    pub(super) fn is_in_progress(&self, slot: usize) -> bool {
        let place = self.places.get(slot);
        place.is_some_and(|place| place.order.is_some())
    }

    /// Replaces the wakers of all slots, and returns the slots of the parts in progress.
    pub(super) fn set_wakers(&mut self, wakers: &Arc<Wakers>) -> impl Iterator<Item = usize> {
        for (slot, Slot { waker, .. }) in self.places.iter_mut().enumerate() {
            *waker = wakers.waker(slot);
        }
        if S::ARE_FOUND {
            self.finder = Some(wakers.waker(self.most()));
            self.parts.wake();
        }
        self.in_progress.values().copied()
    }

    /// Frees all slots, and drops their wakers.
    pub(super) fn clear(&mut self) {
        self.places = Vec::new();
        self.free = Vec::new();
        self.in_progress.clear();
        self.finder = None;
    }

    /// Makes the parts that ended with an error wait to be started again, and returns the slots of the parts in progress that are to
    /// be polled, because something within them failed.
    pub(super) fn retry(&mut self) -> impl Iterator<Item = usize> {
        self.parts.retry();
        let Slots {
            parts,
            places,
            in_progress,
            ..
        } = self;
        let in_progress = in_progress.values().copied();
        in_progress.filter(|slot| parts.part(places[*slot].part).retry_within())
    }

    pub(super) fn is_terminated(&self) -> bool {
        self.in_progress.is_empty() && self.parts.are_exhausted()
    }
}

#[cfg(test)]
mod tests;
