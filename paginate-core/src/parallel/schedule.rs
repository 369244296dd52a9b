use alloc::sync::Arc;
use core::mem;
use core::task::{Context, Poll, Waker};

use super::error::ParallelError;
use super::part::InProgress;
use super::parts::{Parts, PolledPart};
use super::queue::Queue;
use super::slots::Slots;
use super::wakers::Wakers;
use crate::task::Task;

/// The number of responses that may be ready immediately before the stream yields to the executor.
const READY_RESPONSES: u64 = 32;

/// Decides which part is polled.
///
/// A part that was woken is polled at once, and its first item is yielded. It yields its other items in its turns, which
/// last a page each.
pub(super) struct Schedule<S: Parts> {
    pub(super) slots: Slots<S>,
    ordered: bool,
    /// The slots of the parts that were started or woken.
    woken: Queue,
    /// The slots of the parts that have items to yield, as far as is known. The first has the turn. In the order of the
    /// parts, at most the [current](Self::current) slot.
    turns: Queue,
    /// In the order of the parts, the slot of the only part that items are read from.
    current: Option<usize>,
    /// `None` until the first poll and when all parts have ended, so that the wakers and the task do not keep each
    /// other alive.
    wakers: Option<Arc<Wakers>>,
    /// The number of responses since the stream was created.
    responses: u64,
    /// The number of responses when the stream last yielded to the executor.
    yielded_at: u64,
    /// The number of pages that have begun.
    pages: u64,
    /// The part that has the turn, if there is nothing to do but to read from it, unless a part was woken. Otherwise
    /// [`NONE`], which is cheaper to check than an `Option`.
    quiet_turn: usize,
}

const NONE: usize = usize::MAX;

/// The error of a stream of parts.
pub(super) type PartsError<S> = ParallelError<<S as Parts>::Error, <S as Parts>::Key>;

impl<S: Parts> Schedule<S> {
    pub(super) fn new(slots: Slots<S>) -> Self {
        Schedule {
            slots,
            ordered: false,
            woken: Queue::default(),
            turns: Queue::default(),
            current: None,
            wakers: None,
            responses: 0,
            yielded_at: 0,
            pages: 0,
            quiet_turn: NONE,
        }
    }

    pub(super) fn set_ordered(&mut self) {
        self.ordered = true;
        self.slots.parts.set_ordered();
        // The next poll gives the turn to the first part in progress.
        self.turns = Queue::default();
        self.current = None;
        self.quiet_turn = NONE;
    }

    /// Forgets which parts are in progress.
    pub(super) fn reset(&mut self) {
        self.slots.clear();
        self.woken = Queue::default();
        self.turns = Queue::default();
        self.current = None;
        self.wakers = None;
        self.quiet_turn = NONE;
    }

    /// Stops all parts and moves them to a checkpoint: to their starts if there is none.
    pub(super) fn move_to(&mut self, checkpoint: Option<S::Checkpoint>) {
        self.reset();
        self.slots.parts.move_to(checkpoint);
    }

    /// Stops all parts and moves them to their ends.
    pub(super) fn finish(&mut self) {
        self.reset();
        self.slots.parts.finish();
    }

    pub(super) fn is_terminated(&self) -> bool {
        self.slots.is_terminated()
    }

    /// Returns the number of responses since the stream was created.
    pub(super) fn responses(&self) -> u64 {
        self.responses
    }

    /// Returns whether the stream must yield to the executor before more is polled.
    fn must_yield(&self) -> bool {
        self.responses - self.yielded_at >= READY_RESPONSES
    }

    pub(super) fn begun_pages(&self) -> u64 {
        self.pages
    }

    pub(super) fn retry(&mut self) {
        self.quiet_turn = NONE;
        for slot in self.slots.retry() {
            self.woken.push(slot);
        }
    }

    /// Yields an item of a part that has one.
    #[inline]
    pub(super) fn poll_item(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<S::Item, PartsError<S>>>> {
        if let Some(item) = self.take_item() {
            return Poll::Ready(Some(Ok(item)));
        }
        self.poll(cx, S::poll_item)
    }

    /// Takes an item of the part that has the turn, if nothing else is to be done.
    ///
    /// The wakers may wake another task. They are replaced before this task waits.
    #[inline]
    pub(super) fn take_item(&mut self) -> Option<S::Item> {
        let wakers = self.wakers.as_ref()?;
        if self.quiet_turn == NONE || wakers.any_woken() {
            return None;
        }
        // If this panics, the part is terminated, and its turn ends when it is polled next.
        self.slots.parts.take_item(self.quiet_turn)
    }

    /// Updates `quiet_turn`: the part that has the turn, if nothing but reading from it is to be done.
    fn update_quiet_turn(&mut self) {
        let is_quiet = self.woken.is_empty() && !self.slots.can_start() && !self.must_yield();
        let turn = self.turns.first().filter(|_| is_quiet);
        self.quiet_turn = turn.map_or(NONE, |slot| self.slots.part(slot));
    }

    /// Reads from a part that has something to yield.
    ///
    /// Out of line, to keep the path of most items short.
    #[cold]
    #[inline(never)]
    pub(super) fn poll<T>(
        &mut self,
        cx: &mut Context<'_>,
        mut read: impl FnMut(&mut S, usize, &mut Context<'_>) -> PolledPart<T, S>,
    ) -> Poll<Option<Result<T, PartsError<S>>>> {
        self.quiet_turn = NONE;
        if let Some(error) = self.slots.parts.take_held_error() {
            self.release_if_terminated();
            return Poll::Ready(Some(Err(error)));
        }
        let wakers = self.collect_woken(cx);
        loop {
            if let Some(error) = self.start(&wakers) {
                self.release_if_terminated();
                return Poll::Ready(Some(Err(error)));
            }
            if self.slots.is_terminated() {
                self.reset();
                return Poll::Ready(None);
            }
            self.update_current();
            if self.must_yield() {
                cx.waker().wake_by_ref();
                break;
            }
            let slot = if let Some(slot) = self.next_woken() {
                let is_read = !self.ordered || self.current == Some(slot);
                if !is_read || self.turns.contains(slot) {
                    self.guard(slot, S::fetch_before_turn);
                    continue;
                }
                slot
            } else if let Some(slot) = self.turns.first() {
                if !self.slots.may_be_ready(slot) {
                    self.turns.remove(slot);
                    continue;
                }
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
        self.yielded_at = self.responses;
        Poll::Pending
    }

    /// Starts parts and fetches their first pages, and what may be fetched ahead, and yields nothing.
    pub(super) fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        self.quiet_turn = NONE;
        let wakers = self.collect_woken(cx);
        loop {
            if let Some(error) = self.start(&wakers) {
                self.slots.parts.hold_error(error);
            }
            if self.must_yield() {
                cx.waker().wake_by_ref();
                break;
            }
            let Some(slot) = self.next_woken() else {
                break;
            };
            self.guard(slot, S::fetch_before_turn);
            let is_read = !self.ordered || self.current == Some(slot);
            if is_read && self.slots.may_be_ready(slot) {
                self.turns.push(slot);
            }
        }
        self.yielded_at = self.responses;
    }

    /// Returns the wakers that wake the task, and notes which parts were woken.
    fn collect_woken(&mut self, cx: &mut Context<'_>) -> Arc<Wakers> {
        let wakers = self.wakers_for(cx.waker());
        let finder = self.slots.most();
        wakers.collect(|slot| {
            if S::ARE_FOUND && slot == finder {
                self.slots.parts.wake();
            } else {
                self.woken.push(slot);
            }
        });
        wakers
    }

    /// Starts the parts that may be started. Returns an error of the listing that finds them.
    fn start(&mut self, wakers: &Arc<Wakers>) -> Option<PartsError<S>> {
        let before = self.slots.parts.responses();
        let mut error = None;
        while error.is_none() {
            match self.slots.poll_start(wakers) {
                Poll::Ready(Some(Ok(slot))) => self.woken.push(slot),
                Poll::Ready(Some(Err(failed))) => error = Some(failed),
                Poll::Ready(None) | Poll::Pending => break,
            }
        }
        if S::ARE_FOUND {
            self.slots.fetch_ahead();
            self.responses += self.slots.parts.responses() - before;
        }
        error
    }

    /// Polls a part, and counts its responses. If it panics, it has ended.
    fn guard<T>(
        &mut self,
        slot: usize,
        poll: impl FnOnce(&mut S, usize, &mut Context<'_>) -> T,
    ) -> T {
        struct OnPanic<'a, S: Parts>(&'a mut Schedule<S>, usize);

        impl<S: Parts> Drop for OnPanic<'_, S> {
            #[cold]
            fn drop(&mut self) {
                self.0.forget(self.1);
                self.0.slots.end_panicked(self.1);
            }
        }

        let on_panic = OnPanic(self, slot);
        let (parts, part, waker, span) = on_panic.0.slots.part_and_waker(slot);
        let before = parts.part(part).response_count();
        let result = span.in_scope(|| poll(parts, part, &mut Context::from_waker(waker)));
        let responses = parts.part(part).response_count() - before;
        on_panic.0.responses += responses;
        mem::forget(on_panic);
        while let Some(ended) = self.slots.take_ended() {
            self.end(ended);
        }
        self.wake_senders();
        result
    }

    fn wake_senders(&mut self) {
        while let Some(slot) = self.slots.take_sender() {
            self.woken.push(slot);
        }
    }

    /// Notes the result of a poll, and returns what is to be yielded.
    fn settle<T>(
        &mut self,
        slot: usize,
        polled: PolledPart<T, S>,
    ) -> Option<Result<T, PartsError<S>>> {
        match polled {
            Poll::Ready(Some(Ok(item))) => {
                // A turn ends when another page has begun.
                if self.slots.has_begun_page(slot) {
                    self.pages += 1;
                    if self.turns.first() == Some(slot) {
                        self.turns.rotate();
                    }
                }
                self.turns.push(slot);
                Some(Ok(item))
            }
            Poll::Ready(Some(Err(failure))) => {
                let part = self.slots.part(slot);
                let error = self.slots.parts.error(part, failure);
                if self.slots.parts.part(part).has_terminated() {
                    self.end(slot);
                    self.release_if_terminated();
                } else {
                    // Something within the part has failed, and the part continues.
                    self.turns.push(slot);
                }
                Some(Err(error))
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
        self.forget(slot);
        self.slots.end(slot);
    }

    /// Forgets what is known of a part.
    fn forget(&mut self, slot: usize) {
        self.quiet_turn = NONE;
        self.woken.remove(slot);
        self.turns.remove(slot);
        if self.current == Some(slot) {
            self.current = None;
        }
    }

    /// Releases the task, which does not poll a stream again that has failed within another one.
    fn release_if_terminated(&mut self) {
        if self.slots.is_terminated() {
            self.reset();
        }
    }

    fn next_woken(&mut self) -> Option<usize> {
        loop {
            let slot = self.woken.pop()?;
            if self.slots.is_in_progress(slot) {
                return Some(slot);
            }
        }
    }

    /// In the order of the parts, gives the turn to the first part in progress, once it has something to yield.
    fn update_current(&mut self) {
        if !self.ordered {
            return;
        }
        let first = self.slots.first_in_progress();
        if first == self.current {
            return;
        }
        if let Some(slot) = mem::replace(&mut self.current, first) {
            self.turns.remove(slot);
        }
        self.slots
            .parts
            .set_current(first.map(|slot| self.slots.part(slot)));
        self.wake_senders();
        if let Some(slot) = first {
            if self.slots.may_be_ready(slot) {
                self.turns.push(slot);
            }
        }
    }

    /// Returns the wakers that wake a task. If another task has polled the parts before, they are to be polled again.
    fn wakers_for(&mut self, waker: &Waker) -> Arc<Wakers> {
        if let Some(wakers) = &self.wakers {
            if wakers.wakes(waker) {
                return Arc::clone(wakers);
            }
        }
        let slots = self.slots.most() + usize::from(S::ARE_FOUND);
        let wakers = Wakers::new(Task::of(waker), slots);
        for slot in self.slots.set_wakers(&wakers) {
            self.woken.push(slot);
        }
        self.wakers = Some(Arc::clone(&wakers));
        wakers
    }
}

#[cfg(test)]
mod tests;
