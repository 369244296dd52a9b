use core::task::{Context, Poll};
use core::{fmt, iter, mem};

use super::begun::Begun;
use super::window::State;
use super::{IntoPart, Nested};
use crate::parallel::checkpoint::{ParallelCheckpoint, PartCheckpoint};
use crate::parallel::error::{Level, ParallelError};
use crate::parallel::part::Part;
use crate::parallel::parts::{ByKey, Parts, Sealed};
use crate::parallel::with_key::WithKey;
use crate::trace::PartSpan;
use crate::{Checkpoint, Paginator};

impl<O: Paginator, F, K, P: Part> Sealed for Nested<O, F, K, P> {}

impl<O: Paginator, F, K, P: Part> ByKey for Nested<O, F, K, P> {}

impl<O, F, R, K, P> Parts for Nested<O, F, K, P>
where
    O: Paginator,
    F: FnMut(O::Item) -> R,
    R: IntoPart<Key = K, Part = P>,
    K: Clone + Ord + fmt::Debug,
    P: Part<Error: From<O::Error>>,
{
    type Item = (K, P::Item);
    type Error = P::Error;
    type Key = Level<P::Key<K>>;
    type Checkpoint = ParallelCheckpoint<P::Checkpoint, K, Checkpoint<O::Token>>;
    type Part = P;
    type Order = usize;

    const ARE_FOUND: bool = true;

    fn most(&self) -> Option<usize> {
        None
    }

    fn part(&mut self, part: usize) -> &mut P {
        &mut self.begun_mut(part).listing
    }

    fn order(&self, part: usize) -> usize {
        self.begun(part).order
    }

    fn may_have_part(&self) -> bool {
        self.held.is_none() && (!self.to_retry.is_empty() || !(self.waits || self.is_over()))
    }

    fn poll_part(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<usize, ParallelError<P::Error, Self::Key>>>> {
        if let Some((_, part)) = self.to_retry.pop_first() {
            return Poll::Ready(Some(Ok(part)));
        }
        while !self.is_over() {
            self.is_woken = false;
            let made = match self.outer.poll_item(cx) {
                Poll::Pending => {
                    self.waits = true;
                    return Poll::Pending;
                }
                Poll::Ready(None) => break,
                Poll::Ready(Some(Ok(item))) => self.make(item),
                Poll::Ready(Some(Err(error))) => Err(error.map(Into::into)),
            };
            match made {
                Ok(None) => {}
                Ok(Some(part)) => return Poll::Ready(Some(Ok(part))),
                Err(error) => return Poll::Ready(Some(Err(ParallelError::of_outer(error)))),
            }
        }
        self.close();
        Poll::Ready(None)
    }

    fn wake(&mut self) {
        self.waits = false;
        self.is_woken = true;
    }

    fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        if mem::take(&mut self.is_woken) && !self.is_over() {
            self.outer.fetch_ahead(cx);
            self.waits = !self.outer.is_ready();
        }
    }

    fn responses(&self) -> u64 {
        self.outer.responses()
    }

    fn hold_error(&mut self, error: ParallelError<P::Error, Self::Key>) {
        self.held = Some(error);
    }

    fn take_held_error(&mut self) -> Option<ParallelError<P::Error, Self::Key>> {
        self.held.take()
    }

    fn fetch_before_turn(&mut self, part: usize, cx: &mut Context<'_>) {
        self.begun_mut(part).listing.fetch_before_turn(cx);
    }

    fn poll_item(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Self::Item, P::Failure>>> {
        let Begun { key, listing, .. } = self.begun_mut(part);
        // If the clone panics, no item is lost.
        let key = key.clone();
        let polled = listing.poll_next_item(cx);
        polled.map_ok(|item| (key, item))
    }

    #[inline]
    fn take_item(&mut self, part: usize) -> Option<Self::Item> {
        let Begun { key, listing, .. } = self.begun.get_mut(part)?.as_mut()?;
        let key = key.clone();
        let item = listing.take_ready_item()?;
        Some((key, item))
    }

    fn poll_extend<C: Extend<Self::Item>>(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), P::Failure>>> {
        let Begun { key, listing, .. } = self.begun_mut(part);
        listing.poll_extend_items(cx, &mut WithKey { key, collection })
    }

    fn error(&self, part: usize, failure: P::Failure) -> ParallelError<P::Error, Self::Key> {
        let (key, error) = P::failed(self.begun(part).key.clone(), failure);
        ParallelError::of_key(Level::Inner(key), error)
    }

    fn span(&self, part: usize) -> PartSpan {
        PartSpan::of(&self.begun(part).key)
    }

    fn end(&mut self, part: usize) {
        if !self.begun(part).listing.has_completed() {
            self.failed.push(part);
            return;
        }
        if let Some(done) = self.begun[part].take() {
            self.free.push(part);
            self.window.note_done(&done.key);
            self.close();
        }
    }

    fn retry(&mut self) {
        // An error that was not yielded yet is not retried.
        if self.held.is_none() && self.outer.is_terminated() && !self.outer.is_complete() {
            self.window.read_again();
            self.outer.retry();
            self.waits = false;
        }
        for part in mem::take(&mut self.failed) {
            let begun = self.begun_mut(part);
            begun.listing.retry_failed();
            // A listing that panicked stays terminated.
            if !begun.listing.has_terminated() {
                let order = begun.order;
                self.to_retry.insert(order, part);
            }
        }
    }

    fn are_exhausted(&self) -> bool {
        self.held.is_none() && self.to_retry.is_empty() && self.is_over()
    }

    fn are_complete(&self) -> bool {
        self.is_read() && self.free.len() == self.begun.len() && self.repeated == 0
    }

    fn checkpoint(&self) -> Self::Checkpoint {
        let outer = self.window.start().cloned();
        let outer = outer.unwrap_or_else(|| self.outer.checkpoint());
        let positions = self.window.states().map(|(key, state)| {
            let position = match state {
                State::At(position) => Some(position.clone()),
                State::Begun(part) => Some(self.begun(*part).listing.position()),
                State::Done => None,
            };
            (
                key.clone(),
                position.filter(|position| !position.is_at_end()),
            )
        });
        ParallelCheckpoint::of_begun(outer, positions)
    }

    fn move_to(&mut self, checkpoint: Option<Self::Checkpoint>) {
        match checkpoint {
            Some(checkpoint) => {
                let (outer, positions) = checkpoint.into_begun();
                self.restart(outer, positions);
            }
            None => self.restart(Checkpoint::start(), iter::empty()),
        }
    }

    fn finish(&mut self) {
        self.restart(Checkpoint::end(0), iter::empty());
    }
}
