use alloc::collections::VecDeque;
use alloc::sync::Arc;
use core::mem;
use core::task::{Context, Poll, Waker};

use super::error::ParallelError;
use super::listings::Listings;
use super::wakers::Wakers;
use crate::{Error, Paginator};

/// The number of consecutive pages that may begin before the stream yields to the executor.
const READY_PAGES: u32 = 32;

/// Decides which listing is polled.
///
/// A listing that was woken is polled at once, and its first item is yielded. It yields its other items in its turns, which
/// last a page each.
pub(super) struct Schedule<P> {
    pub(super) listings: Listings<P>,
    ordered: bool,
    /// The listings that were started or woken, in that order.
    woken: VecDeque<usize>,
    /// The listings that have items to yield, as far as is known. The first has the turn. In the order of the listings, at
    /// most the [current](Self::current) listing.
    turns: VecDeque<usize>,
    /// In the order of the listings, the only listing that items are read from.
    current: Option<usize>,
    /// `None` until the first poll and when all listings have ended, so that the wakers and the task do not keep each
    /// other alive.
    wakers: Option<Arc<Wakers>>,
    /// The number of pages that began since the stream last yielded to the executor.
    ready_pages: u32,
    /// The listing that has the turn, if there is nothing to do but to read from it, unless a listing was woken. Otherwise
    /// [`NONE`], which is cheaper to check than an `Option`.
    quiet_turn: usize,
}

const NONE: usize = usize::MAX;

type Polled<T, E> = Poll<Option<Result<T, Error<E>>>>;

impl<P: Paginator> Schedule<P> {
    pub(super) fn new(listings: Listings<P>) -> Self {
        Schedule {
            listings,
            ordered: false,
            woken: VecDeque::new(),
            turns: VecDeque::new(),
            current: None,
            wakers: None,
            ready_pages: 0,
            quiet_turn: NONE,
        }
    }

    pub(super) fn set_ordered(&mut self) {
        self.ordered = true;
        for index in mem::take(&mut self.turns) {
            self.listings.entry(index).has_turn = false;
        }
        self.quiet_turn = NONE;
    }

    /// Forgets which listings were in progress, before their positions are set.
    pub(super) fn reset(&mut self) {
        while self.next_woken().is_some() {}
        self.turns.clear();
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
        if let Some(index) = self.undisturbed_turn() {
            // If this panics, the listing is terminated, and its turn ends when it is polled next.
            if let Some(item) = self.listings.entry(index).paginator.take_item() {
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
            self.woken.is_empty() && !self.listings.can_start() && self.ready_pages < READY_PAGES;
        let turn = self.turns.front().filter(|_| is_quiet);
        self.quiet_turn = turn.copied().unwrap_or(NONE);
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
        wakers.collect(|index| Self::queue(&mut self.listings, &mut self.woken, index));
        loop {
            while let Some(index) = self.listings.start_next(&wakers) {
                Self::queue(&mut self.listings, &mut self.woken, index);
            }
            if self.listings.is_terminated() {
                self.reset();
                return Poll::Ready(None);
            }
            self.update_current();
            if self.ready_pages >= READY_PAGES {
                cx.waker().wake_by_ref();
                break;
            }
            let index = if let Some(index) = self.next_woken() {
                let is_read = !self.ordered || self.current == Some(index);
                if !is_read || self.listings.entry(index).has_turn {
                    self.guard(index, P::fetch_ahead);
                    continue;
                }
                index
            } else if let Some(&index) = self.turns.front() {
                index
            } else {
                break;
            };
            let polled = self.guard(index, &mut read);
            if let Some(result) = self.settle(index, polled) {
                self.update_quiet_turn();
                return Poll::Ready(Some(result));
            }
        }
        self.ready_pages = 0;
        Poll::Pending
    }

    /// Polls a listing. If it panics, it has ended.
    fn guard<T>(&mut self, index: usize, poll: impl FnOnce(&mut P, &mut Context<'_>) -> T) -> T {
        struct OnPanic<'a, P: Paginator>(&'a mut Schedule<P>, usize);

        impl<P: Paginator> Drop for OnPanic<'_, P> {
            #[cold]
            fn drop(&mut self) {
                self.0.end(self.1);
            }
        }

        let on_panic = OnPanic(self, index);
        let entry = on_panic.0.listings.entry(index);
        let result = poll(&mut entry.paginator, &mut Context::from_waker(&entry.waker));
        mem::forget(on_panic);
        result
    }

    /// Notes that a listing yields an item. A turn ends when another page has begun.
    fn note_item(&mut self, index: usize) {
        let entry = self.listings.entry(index);
        let page = entry.paginator.page_number();
        if mem::replace(&mut entry.page, page) == page {
            return;
        }
        self.ready_pages += 1;
        if self.turns.front() == Some(&index) {
            self.turns.rotate_left(1);
        }
    }

    /// Notes the result of a poll, and returns what is to be yielded.
    fn settle<T>(
        &mut self,
        index: usize,
        polled: Polled<T, P::Error>,
    ) -> Option<Result<T, ParallelError<P::Error>>> {
        match polled {
            Poll::Ready(Some(Ok(item))) => {
                self.note_item(index);
                let entry = self.listings.entry(index);
                if !entry.has_turn {
                    entry.has_turn = true;
                    self.turns.push_back(index);
                }
                Some(Ok(item))
            }
            Poll::Ready(Some(Err(error))) => {
                self.end(index);
                Some(Err(ParallelError::new(index, error)))
            }
            Poll::Ready(None) => {
                self.ready_pages += 1;
                self.end(index);
                None
            }
            Poll::Pending => {
                self.end_turns(index);
                None
            }
        }
    }

    fn end(&mut self, index: usize) {
        self.end_turns(index);
        self.listings.end(index);
    }

    /// Takes a listing out of the turns.
    fn end_turns(&mut self, index: usize) {
        self.quiet_turn = NONE;
        if mem::take(&mut self.listings.entry(index).has_turn) {
            if self.turns.front() == Some(&index) {
                self.turns.pop_front();
            } else {
                self.turns.retain(|&other| other != index);
            }
        }
    }

    fn queue(listings: &mut Listings<P>, woken: &mut VecDeque<usize>, index: usize) {
        if !mem::replace(&mut listings.entry(index).is_queued, true) {
            woken.push_back(index);
        }
    }

    fn next_woken(&mut self) -> Option<usize> {
        loop {
            let index = self.woken.pop_front()?;
            self.listings.entry(index).is_queued = false;
            if self.listings.is_in_progress(index) {
                return Some(index);
            }
        }
    }

    /// In the order of the listings, gives all turns to the first listing in progress.
    fn update_current(&mut self) {
        if !self.ordered {
            return;
        }
        let first = self.listings.first_in_progress();
        if first == self.current {
            return;
        }
        if let Some(current) = mem::replace(&mut self.current, first) {
            self.end_turns(current);
        }
        if let Some(first) = first {
            let entry = self.listings.entry(first);
            // A listing that is queued is about to be polled.
            if !entry.is_queued {
                entry.has_turn = true;
                self.turns.push_back(first);
            }
        }
    }

    /// Returns the wakers that wake a task. If another task has polled the listings before, they are to be polled again.
    fn wakers_for(&mut self, task: &Waker) -> Arc<Wakers> {
        if let Some(wakers) = &self.wakers {
            if wakers.wakes(task) {
                return Arc::clone(wakers);
            }
        }
        let wakers = Wakers::new(task, self.listings.len());
        for index in 0..self.listings.len() {
            if self.listings.is_in_progress(index) {
                self.listings.entry(index).waker = wakers.waker(index);
                Self::queue(&mut self.listings, &mut self.woken, index);
            }
        }
        self.wakers = Some(Arc::clone(&wakers));
        wakers
    }
}
