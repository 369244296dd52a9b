use core::task::{Context, Poll};

use super::error::ParallelError;
use super::part::InProgress;
use crate::trace::PartSpan;

/// Where the parts of a [`Parallel`](crate::Parallel) come from.
///
/// | constructor | implementor | parts | key |
/// |---|---|---|---|
/// | [`parallel`](crate::parallel) | [`Listings`](crate::Listings) | given | the index |
/// | [`keyed`](crate::keyed) | [`Keyed`](crate::Keyed) | given | given |
/// | [`nested`](crate::nested) | [`Nested`](crate::Nested) | found by another listing | given by a closure |
/// | [`split`](crate::split) | [`Split`](crate::Split) | ranges of one listing, cut while listing | the range |
///
/// A function that returns a stream names the types of the item, the error and the key:
///
/// ```
/// use paginate_core::{Paginator, Parallel, Parts, parallel};
///
/// fn all_users<P, E>(regions: Vec<P>) -> Parallel<impl Parts<Item = String, Error = E, Key = usize>>
/// where
///     P: Paginator<Item = String, Error = E>,
/// {
///     parallel(regions, 8)
/// }
/// ```
///
/// The trait is sealed.
pub trait Parts: Sealed {
    /// The type of what the stream yields.
    type Item;
    /// The type that errors of the operation are converted to.
    type Error;
    /// The type that names a part in an error.
    type Key;
    /// The type of a position in all parts.
    type Checkpoint;
    #[doc(hidden)]
    type Part: InProgress;
    /// What the order of the parts goes by.
    #[doc(hidden)]
    type Order: Ord + Clone;

    /// Whether a listing finds the parts. If not, `poll_part` never waits.
    #[doc(hidden)]
    const ARE_FOUND: bool;

    /// Returns how many parts can be in progress at the most, if that is known.
    #[doc(hidden)]
    fn most(&self) -> Option<usize>;

    #[doc(hidden)]
    fn part(&mut self, part: usize) -> &mut Self::Part;

    /// Returns the place of a part in the order of the parts. No two parts have the same.
    #[doc(hidden)]
    fn order(&self, part: usize) -> Self::Order;

    /// Notes that the items are read in the order of the parts from now on.
    #[doc(hidden)]
    fn set_ordered(&mut self) {}

    /// Notes that the items are read from this part now, in the order of the parts.
    #[doc(hidden)]
    fn set_current(&mut self, part: Option<usize>) {
        let _ = part;
    }

    /// Returns a part in progress that another part has ended.
    #[doc(hidden)]
    fn take_ended(&mut self) -> Option<usize> {
        None
    }

    /// Returns a part in progress that may send a request, although the part was not woken.
    #[doc(hidden)]
    fn take_sender(&mut self) -> Option<usize> {
        None
    }

    /// Returns whether `poll_part` may return a part or an error without waiting, as far as is known.
    #[doc(hidden)]
    fn may_have_part(&self) -> bool;

    /// Returns the part that is started next, or an error that concerns no part in progress. Returns `None` if no part waits, and
    /// none will be found.
    #[doc(hidden)]
    fn poll_part(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<usize, ParallelError<Self::Error, Self::Key>>>>;

    /// Notes that the listing that finds the parts was woken.
    #[doc(hidden)]
    fn wake(&mut self) {}

    /// Polls the requests of the listing that finds the parts, if it was woken since it was last polled.
    #[doc(hidden)]
    fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        let _ = cx;
    }

    /// Holds an error of the listing that finds the parts until something is read.
    #[doc(hidden)]
    fn hold_error(&mut self, error: ParallelError<Self::Error, Self::Key>) {
        let _ = error;
    }

    #[doc(hidden)]
    fn take_held_error(&mut self) -> Option<ParallelError<Self::Error, Self::Key>> {
        None
    }

    /// Returns the number of responses of the listing that finds the parts.
    #[doc(hidden)]
    fn responses(&self) -> u64 {
        0
    }

    /// Fetches what a part fetches ahead of its turn, and yields nothing.
    #[doc(hidden)]
    fn fetch_before_turn(&mut self, part: usize, cx: &mut Context<'_>);

    #[doc(hidden)]
    fn poll_item(&mut self, part: usize, cx: &mut Context<'_>) -> PolledPart<Self::Item, Self>;

    #[doc(hidden)]
    fn take_item(&mut self, part: usize) -> Option<Self::Item>;

    #[doc(hidden)]
    fn poll_extend<C: Extend<Self::Item>>(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> PolledPart<(), Self>;

    /// Returns the error of a part.
    #[doc(hidden)]
    fn error(
        &self,
        part: usize,
        failure: <Self::Part as InProgress>::Failure,
    ) -> ParallelError<Self::Error, Self::Key>;

    /// Returns the span of a part in `tracing`.
    #[doc(hidden)]
    fn span(&self, part: usize) -> PartSpan {
        let _ = part;
        PartSpan::none()
    }

    /// Notes that a part in progress is terminated or has panicked.
    #[doc(hidden)]
    fn end(&mut self, part: usize);

    /// Makes the parts that ended with an error wait to be started again.
    #[doc(hidden)]
    fn retry(&mut self);

    /// Returns whether no part waits, and none will be found.
    #[doc(hidden)]
    fn are_exhausted(&self) -> bool;

    /// Returns whether all parts have reached their ends.
    #[doc(hidden)]
    fn are_complete(&self) -> bool;

    #[doc(hidden)]
    fn checkpoint(&self) -> Self::Checkpoint;

    /// Moves all parts to their positions in the checkpoint, or to their starts without one. Called while no part is in progress.
    #[doc(hidden)]
    fn move_to(&mut self, checkpoint: Option<Self::Checkpoint>);

    /// Moves all parts to their ends. No part is in progress.
    #[doc(hidden)]
    fn finish(&mut self);
}

/// What a part yields.
pub(super) type PolledPart<T, S> =
    Poll<Option<Result<T, <<S as Parts>::Part as InProgress>::Failure>>>;

/// Only this crate implements [`Parts`].
pub trait Sealed {}

/// Parts that their keys name, whatever parts there are. So a checkpoint of them is never refused, and a stream of them can be a part
/// itself.
pub trait ByKey: Sealed {}
