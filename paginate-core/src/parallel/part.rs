use core::task::{Context, Poll};

use super::Parallel;
use super::checkpoint::PartCheckpoint;
use super::error::ParallelError;
use super::parts::{ByKey, Parts};
use crate::{Checkpoint, Error, Paginator};

/// A listing that can be one of the parts of a [`Parallel`](crate::Parallel).
///
/// Every [`Paginator`] is a `Part`, and so are the streams that [`keyed`](crate::keyed) and [`nested`](crate::nested) return:
/// they make levels of listings. The trait is sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a listing",
    label = "expected a paginator, or what `keyed` or `nested` returns",
    note = "annotate the function that builds the request with `#[paginate(token = \"…\", items = \"…\")]`, or make a paginator by hand with `paginate_core::operation`"
)]
pub trait Part: InProgress {
    /// The type of an item.
    type Item;
    /// The type that errors of the operation are converted to.
    type Error;
    /// The type of a position in the listing.
    type Checkpoint: PartCheckpoint + Clone;
    /// What names the listing that failed: the key of this part, or also that of a part within it.
    #[doc(hidden)]
    type Key<K>;

    #[doc(hidden)]
    fn failed<K>(key: K, failure: Self::Failure) -> (Self::Key<K>, Error<Self::Error>);

    #[doc(hidden)]
    fn poll_next_item(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Self::Item, Self::Failure>>>;

    /// Takes an item that can be yielded without a poll.
    #[doc(hidden)]
    fn take_ready_item(&mut self) -> Option<Self::Item>;

    /// Adds the items that are ready, possibly none, to a collection.
    #[doc(hidden)]
    fn poll_extend_items<C: Extend<Self::Item>>(
        &mut self,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), Self::Failure>>>;

    /// Fetches what is fetched ahead of the turn of the part, and yields nothing.
    #[doc(hidden)]
    fn fetch_before_turn(&mut self, cx: &mut Context<'_>);

    #[doc(hidden)]
    fn has_completed(&self) -> bool;

    #[doc(hidden)]
    fn position(&self) -> Self::Checkpoint;

    #[doc(hidden)]
    fn retry_failed(&mut self);

    /// Moves the part to a position: its start if there is none.
    #[doc(hidden)]
    fn move_to(&mut self, position: Option<Self::Checkpoint>);

    /// Moves the part to its end.
    #[doc(hidden)]
    fn finish(&mut self);
}

/// What the engine asks a part in progress. Only this crate implements it, and so [`Part`].
pub trait InProgress {
    /// What the part yields instead of an item.
    type Failure;

    /// Returns whether the next poll does not wait for a request in flight.
    fn may_be_ready(&self) -> bool;

    fn response_count(&self) -> u64;

    /// Returns the number of pages that have begun.
    fn begun_pages(&self) -> u64;

    fn has_terminated(&self) -> bool;

    /// Retries what has failed within the part. Returns whether the part is to be polled.
    fn retry_within(&mut self) -> bool {
        false
    }
}

#[diagnostic::do_not_recommend]
impl<P: Paginator> InProgress for P {
    type Failure = Error<P::Error>;

    fn may_be_ready(&self) -> bool {
        self.is_ready()
    }

    fn response_count(&self) -> u64 {
        self.responses()
    }

    #[inline]
    fn begun_pages(&self) -> u64 {
        self.page_count()
    }

    fn has_terminated(&self) -> bool {
        self.is_terminated()
    }
}

#[diagnostic::do_not_recommend]
impl<P: Paginator> Part for P {
    type Item = P::Item;
    type Error = P::Error;
    type Checkpoint = Checkpoint<P::Token>;
    type Key<K> = K;

    fn failed<K>(key: K, error: Error<P::Error>) -> (K, Error<P::Error>) {
        (key, error)
    }

    #[inline]
    fn poll_next_item(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<P::Item, Error<P::Error>>>> {
        self.poll_item(cx)
    }

    #[inline]
    fn take_ready_item(&mut self) -> Option<P::Item> {
        self.take_item()
    }

    fn poll_extend_items<C: Extend<P::Item>>(
        &mut self,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), Error<P::Error>>>> {
        self.poll_extend(cx, collection)
    }

    fn fetch_before_turn(&mut self, cx: &mut Context<'_>) {
        self.fetch_ahead(cx);
    }

    fn has_completed(&self) -> bool {
        self.is_complete()
    }

    fn position(&self) -> Checkpoint<P::Token> {
        self.checkpoint()
    }

    fn retry_failed(&mut self) {
        self.retry();
    }

    fn move_to(&mut self, position: Option<Checkpoint<P::Token>>) {
        self.set_position(position.unwrap_or_else(Checkpoint::start));
    }

    fn finish(&mut self) {
        self.set_position(Checkpoint::end(0));
    }
}

impl<S: Parts + ByKey> InProgress for Parallel<S> {
    type Failure = ParallelError<S::Error, S::Key>;

    fn may_be_ready(&self) -> bool {
        // A poll polls only the parts that were woken.
        true
    }

    fn response_count(&self) -> u64 {
        self.schedule.responses()
    }

    fn begun_pages(&self) -> u64 {
        self.schedule.begun_pages()
    }

    fn has_terminated(&self) -> bool {
        self.schedule.is_terminated()
    }

    fn retry_within(&mut self) -> bool {
        self.retry();
        true
    }
}

/// The parts of a part.
impl<S> Part for Parallel<S>
where
    S: Parts<Checkpoint: PartCheckpoint + Clone> + ByKey,
{
    type Item = S::Item;
    type Error = S::Error;
    type Checkpoint = S::Checkpoint;
    type Key<K> = (K, S::Key);

    fn failed<K>(key: K, error: Self::Failure) -> ((K, S::Key), Error<S::Error>) {
        let (inner, error) = error.into_parts();
        ((key, inner), error)
    }

    #[inline]
    fn poll_next_item(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<S::Item, Self::Failure>>> {
        self.schedule.poll_item(cx)
    }

    #[inline]
    fn take_ready_item(&mut self) -> Option<S::Item> {
        self.schedule.take_item()
    }

    fn poll_extend_items<C: Extend<S::Item>>(
        &mut self,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), Self::Failure>>> {
        self.poll_extend(cx, collection)
    }

    fn fetch_before_turn(&mut self, cx: &mut Context<'_>) {
        self.schedule.fetch_ahead(cx);
    }

    fn has_completed(&self) -> bool {
        self.is_complete()
    }

    fn position(&self) -> S::Checkpoint {
        self.checkpoint()
    }

    fn retry_failed(&mut self) {
        self.retry();
    }

    fn move_to(&mut self, position: Option<S::Checkpoint>) {
        self.schedule.move_to(position);
    }

    fn finish(&mut self) {
        self.schedule.finish();
    }
}
