use alloc::sync::Arc;
use core::mem;
use core::task::{Context, Poll, Waker};

use super::error::ParallelError;
use super::listings::Listings;
use super::queue::Queue;
use super::wakers::Wakers;
use crate::task::Task;
use crate::{Error, Paginator};

/// The number of responses that may be ready immediately before the stream yields to the executor.
const READY_RESPONSES: u64 = 32;

/// Decides which listing is polled.
///
/// A listing that was woken is polled at once, and its first item is yielded. It yields its other items in its turns, which
/// last a page each.
pub(super) struct Schedule<P> {
    pub(super) listings: Listings<P>,
    ordered: bool,
    /// The slots of the listings that were started or woken.
    woken: Queue,
    /// The slots of the listings that have items to yield, as far as is known. The first has the turn. In the order of the
    /// listings, at most the [current](Self::current) slot.
    turns: Queue,
    /// In the order of the listings, the slot of the only listing that items are read from.
    current: Option<usize>,
    /// `None` until the first poll and when all listings have ended, so that the wakers and the task do not keep each
    /// other alive.
    wakers: Option<Arc<Wakers>>,
    /// The number of responses since the stream last yielded to the executor.
    responses: u64,
    /// The listing that has the turn, if it only has to be read until a listing is woken. Otherwise [`NONE`], which is cheaper
    /// to check than an `Option`.
    quiet_turn: usize,
}

const NONE: usize = usize::MAX;

type Polled<T, E> = Poll<Option<Result<T, Error<E>>>>;

impl<P: Paginator> Schedule<P> {
    pub(super) fn new(listings: Listings<P>) -> Self {
        Schedule {
            listings,
            ordered: false,
            woken: Queue::default(),
            turns: Queue::default(),
            current: None,
            wakers: None,
            responses: 0,
            quiet_turn: NONE,
        }
    }

    pub(super) fn set_ordered(&mut self) {
        self.ordered = true;
        // The next poll gives the turn to the first listing in progress.
        self.turns = Queue::default();
        self.current = None;
        self.quiet_turn = NONE;
    }

    /// Forgets which listings are in progress.
    pub(super) fn reset(&mut self) {
        self.listings.clear_slots();
        self.woken = Queue::default();
        self.turns = Queue::default();
        self.current = None;
        self.wakers = None;
        self.quiet_turn = NONE;
    }

    pub(super) fn retry(&mut self) {
        self.quiet_turn = NONE;
        self.listings.retry();
    }

    /// Yields an item of a listing that has one.
    #[inline]
    pub(super) fn poll_item(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<P::Item, ParallelError<P::Error>>>> {
        if let Some(listing) = self.undisturbed_turn() {
            // If this panics, the listing is terminated, and its turn ends when it is polled next.
            if let Some(item) = self.listings.paginator(listing).take_item() {
                return Poll::Ready(Some(Ok(item)));
            }
        }
        self.poll(cx, P::poll_item)
    }

    /// Returns the listing that has the turn, if nothing else is to be done.
    ///
    /// The wakers may wake another task. They are replaced before this task waits.
    #[inline]
    fn undisturbed_turn(&self) -> Option<usize> {
        let wakers = self.wakers.as_ref()?;
        (self.quiet_turn != NONE && !wakers.any_woken()).then_some(self.quiet_turn)
    }

    /// Updates `quiet_turn`: the listing that has the turn, if nothing but reading from it is to be done.
    fn update_quiet_turn(&mut self) {
        let is_quiet =
            self.woken.is_empty() && !self.listings.can_start() && self.responses < READY_RESPONSES;
        let turn = self.turns.first().filter(|_| is_quiet);
        self.quiet_turn = turn.map_or(NONE, |slot| self.listings.listing(slot));
    }

    /// Reads from a listing that has something to yield.
    ///
    /// Out of line, to keep the path of most items short.
    #[cold]
    #[inline(never)]
    pub(super) fn poll<T>(
        &mut self,
        cx: &mut Context<'_>,
        mut read: impl FnMut(&mut P, &mut Context<'_>) -> Polled<T, P::Error>,
    ) -> Poll<Option<Result<T, ParallelError<P::Error>>>> {
        self.quiet_turn = NONE;
        let wakers = self.wakers_for(cx.waker());
        wakers.collect(|slot| self.woken.push(slot));
        loop {
            while let Some(slot) = self.listings.start_next(&wakers) {
                self.woken.push(slot);
            }
            if self.listings.is_terminated() {
                self.reset();
                return Poll::Ready(None);
            }
            self.update_current();
            if self.responses >= READY_RESPONSES {
                cx.waker().wake_by_ref();
                break;
            }
            let slot = if let Some(slot) = self.next_woken() {
                let is_read = !self.ordered || self.current == Some(slot);
                if !is_read || self.turns.contains(slot) {
                    self.guard(slot, P::fetch_ahead);
                    continue;
                }
                slot
            } else if let Some(slot) = self.turns.first() {
                slot
            } else {
                break;
            };
            let polled = self.guard(slot, &mut read);
            if let Some(result) = self.settle(slot, polled) {
                self.update_quiet_turn();
                return Poll::Ready(Some(result));
            }
        }
        self.responses = 0;
        Poll::Pending
    }

    /// Polls a listing, and counts its responses. If it panics, it has ended.
    fn guard<T>(&mut self, slot: usize, poll: impl FnOnce(&mut P, &mut Context<'_>) -> T) -> T {
        struct OnPanic<'a, P: Paginator>(&'a mut Schedule<P>, usize);

        impl<P: Paginator> Drop for OnPanic<'_, P> {
            #[cold]
            fn drop(&mut self) {
                self.0.end(self.1);
            }
        }

        let on_panic = OnPanic(self, slot);
        let (paginator, waker) = on_panic.0.listings.paginator_and_waker(slot);
        let before = paginator.responses();
        let result = poll(paginator, &mut Context::from_waker(waker));
        let responses = paginator.responses() - before;
        on_panic.0.responses += responses;
        mem::forget(on_panic);
        result
    }

    /// Notes the result of a poll, and returns what is to be yielded.
    fn settle<T>(
        &mut self,
        slot: usize,
        polled: Polled<T, P::Error>,
    ) -> Option<Result<T, ParallelError<P::Error>>> {
        match polled {
            Poll::Ready(Some(Ok(item))) => {
                // A turn ends when another page has begun.
                if self.listings.has_begun_page(slot) && self.turns.first() == Some(slot) {
                    self.turns.rotate();
                }
                self.turns.push(slot);
                Some(Ok(item))
            }
            Poll::Ready(Some(Err(error))) => {
                let listing = self.listings.listing(slot);
                self.end(slot);
                Some(Err(ParallelError::new(listing, error)))
            }
            Poll::Ready(None) => {
                self.end(slot);
                None
            }
            Poll::Pending => {
                self.turns.remove(slot);
                None
            }
        }
    }

    fn end(&mut self, slot: usize) {
        self.quiet_turn = NONE;
        self.woken.remove(slot);
        self.turns.remove(slot);
        if self.current == Some(slot) {
            self.current = None;
        }
        self.listings.end(slot);
    }

    fn next_woken(&mut self) -> Option<usize> {
        loop {
            let slot = self.woken.pop()?;
            if self.listings.is_in_progress(slot) {
                return Some(slot);
            }
        }
    }

    /// In the order of the listings, gives the turn to the first listing in progress, once it has something to yield.
    fn update_current(&mut self) {
        if !self.ordered {
            return;
        }
        let first = self.listings.first_in_progress();
        if first == self.current {
            return;
        }
        if let Some(slot) = mem::replace(&mut self.current, first) {
            self.turns.remove(slot);
        }
        if let Some(slot) = first {
            let (paginator, _) = self.listings.paginator_and_waker(slot);
            if paginator.is_ready() {
                self.turns.push(slot);
            }
        }
    }

    /// Returns the wakers that wake a task. If another task has polled the listings before, they are to be polled again.
    fn wakers_for(&mut self, waker: &Waker) -> Arc<Wakers> {
        if let Some(wakers) = &self.wakers {
            if wakers.wakes(waker) {
                return Arc::clone(wakers);
            }
        }
        let wakers = Wakers::new(Task::of(waker), self.listings.max_slots());
        for slot in self.listings.set_wakers(&wakers) {
            self.woken.push(slot);
        }
        self.wakers = Some(Arc::clone(&wakers));
        wakers
    }
}

#[cfg(test)]
mod tests;
