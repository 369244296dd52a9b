use alloc::sync::Arc;
use alloc::vec::Vec;
use core::task::Waker;

use super::wakers::Wakers;
use crate::{Checkpoint, Paginator};

/// The listings, and which of them are in progress.
pub(super) struct Listings<P> {
    entries: Vec<Entry<P>>,
    /// How many listings may be in progress.
    concurrency: usize,
    in_progress: usize,
    waiting: usize,
    /// No listing before this index is waiting.
    first_waiting: usize,
    /// No listing before this index is in progress.
    first_in_progress: usize,
}

/// A listing, and its place in the schedule.
pub(super) struct Entry<P> {
    pub(super) paginator: P,
    state: State,
    /// What the listing is polled with while it is in progress.
    pub(super) waker: Waker,
    /// The number of the page at the last item, to find out that another page has begun.
    pub(super) page: u64,
    /// Whether the listing is queued because it was woken.
    pub(super) is_queued: bool,
    /// Whether the listing has items to yield, as far as is known, and takes part in the turns.
    pub(super) has_turn: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// The listing was not started, or is to be retried.
    Waiting,
    InProgress,
    /// The listing is terminated: at its end, by an error or by a panic.
    Ended,
}

impl<P: Paginator> Listings<P> {
    pub(super) fn new(paginators: impl Iterator<Item = P>, concurrency: usize) -> Self {
        let entries = paginators.map(|paginator| Entry {
            paginator,
            state: State::Ended,
            waker: Waker::noop().clone(),
            page: 0,
            is_queued: false,
            has_turn: false,
        });
        let mut listings = Listings {
            entries: entries.collect(),
            concurrency: concurrency.max(1),
            in_progress: 0,
            waiting: 0,
            first_waiting: 0,
            first_in_progress: 0,
        };
        for index in 0..listings.len() {
            listings.wait(index);
        }
        listings
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    #[inline]
    pub(super) fn entry(&mut self, index: usize) -> &mut Entry<P> {
        &mut self.entries[index]
    }

    /// Makes a listing wait to be started, unless it is terminated.
    fn wait(&mut self, index: usize) {
        let entry = &mut self.entries[index];
        if !entry.paginator.is_terminated() {
            entry.state = State::Waiting;
            self.waiting += 1;
            self.first_waiting = self.first_waiting.min(index);
        }
    }

    pub(super) fn can_start(&self) -> bool {
        self.waiting > 0 && self.in_progress < self.concurrency
    }

    /// Starts the first listing that waits, if it may be started, and returns its index.
    pub(super) fn start_next(&mut self, wakers: &Arc<Wakers>) -> Option<usize> {
        if !self.can_start() {
            return None;
        }
        let index = self.position(self.first_waiting, State::Waiting)?;
        let entry = &mut self.entries[index];
        entry.state = State::InProgress;
        entry.waker = wakers.waker(index);
        entry.page = entry.paginator.page_number();
        self.waiting -= 1;
        self.first_waiting = index + 1;
        self.in_progress += 1;
        self.first_in_progress = self.first_in_progress.min(index);
        Some(index)
    }

    /// Frees the place of a listing in progress.
    pub(super) fn end(&mut self, index: usize) {
        let entry = &mut self.entries[index];
        entry.state = State::Ended;
        entry.waker.clone_from(Waker::noop());
        entry.has_turn = false;
        self.in_progress -= 1;
    }

    pub(super) fn is_in_progress(&self, index: usize) -> bool {
        self.entries[index].state == State::InProgress
    }

    /// Returns the first listing in progress.
    pub(super) fn first_in_progress(&mut self) -> Option<usize> {
        let first = self.position(self.first_in_progress, State::InProgress);
        self.first_in_progress = first.unwrap_or(self.len());
        first
    }

    /// Returns the first listing from `start` on that is in a state.
    fn position(&self, start: usize, state: State) -> Option<usize> {
        let mut rest = self.entries[start..].iter();
        rest.position(|entry| entry.state == state)
            .map(|index| start + index)
    }

    /// Makes the listings that ended with an error wait to be started again.
    pub(super) fn retry(&mut self) {
        for index in 0..self.len() {
            let entry = &mut self.entries[index];
            if entry.state == State::Ended && !entry.paginator.is_complete() {
                entry.paginator.retry();
                self.wait(index);
            }
        }
    }

    /// Stops all listings and moves each to its position.
    pub(super) fn set_positions(&mut self, positions: impl Iterator<Item = Checkpoint<P::Token>>) {
        (self.in_progress, self.waiting) = (0, 0);
        for (index, position) in positions.enumerate() {
            let entry = &mut self.entries[index];
            entry.paginator.set_position(position);
            entry.state = State::Ended;
            entry.waker.clone_from(Waker::noop());
            entry.is_queued = false;
            entry.has_turn = false;
            self.wait(index);
        }
    }

    pub(super) fn checkpoints(&self) -> impl Iterator<Item = Checkpoint<P::Token>> {
        self.entries
            .iter()
            .map(|entry| entry.paginator.checkpoint())
    }

    pub(super) fn is_terminated(&self) -> bool {
        self.in_progress == 0 && self.waiting == 0
    }

    pub(super) fn is_complete(&self) -> bool {
        self.entries
            .iter()
            .all(|entry| entry.paginator.is_complete())
    }
}
