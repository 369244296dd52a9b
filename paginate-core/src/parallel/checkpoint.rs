use alloc::vec::Vec;
use core::fmt;

use crate::Checkpoint;
use crate::checkpoint::{Position, Progress};

/// Marks the positions of all listings that [`parallel`](crate::parallel) runs, between two items.
///
/// [`Parallel::checkpoint`](crate::Parallel::checkpoint) returns a checkpoint, and
/// [`Parallel::resume_from`](crate::Parallel::resume_from) resumes from it, including in another process. It belongs to listings
/// of the same requests in the same order.
///
/// The checkpoint holds one entry for each listing: not started, a [`Checkpoint`], or done. Tokens may be secrets, so
/// `Debug` shows only how many listings there are of each kind. With the feature `serde` a checkpoint can be serialized in
/// every format, self-describing or not. The serialized form contains the tokens in plain text, and a version number.
///
/// # Examples
///
/// ```
/// use paginate_core::{parallel, testing};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let regions = || {
///     let sizes = [vec!["i-0000", "i-0001"], vec!["i-0002"]];
///     sizes.map(|region| testing::script::<_, std::fmt::Error>([Ok(region)]))
/// };
/// let mut instances = parallel(regions(), 1);
/// assert_eq!(instances.try_next().await?, Some("i-0000"));
/// let checkpoint = instances.checkpoint();
/// assert_eq!(checkpoint.listings(), 2);
/// assert!(!checkpoint.is_end());
///
/// let rest: Vec<&str> = parallel(regions(), 1).resume_from(checkpoint)?.try_collect().await?;
/// assert_eq!(rest, ["i-0001", "i-0002"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ParallelCheckpoint<T> {
    /// One byte for each listing, because there may be thousands.
    states: Vec<State>,
    /// The checkpoints of the listings that were begun and are not done, in their order.
    begun: Vec<Checkpoint<T>>,
}

/// Where one of the listings stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum State {
    NotStarted,
    Begun,
    Done,
}

impl<T> ParallelCheckpoint<T> {
    pub(super) fn new(checkpoints: impl Iterator<Item = Checkpoint<T>>) -> Self {
        let mut checkpoint = Self::with_capacity(checkpoints.size_hint().0);
        for listing in checkpoints {
            checkpoint.push(listing);
        }
        checkpoint.begun.shrink_to_fit();
        checkpoint
    }

    fn with_capacity(listings: usize) -> Self {
        ParallelCheckpoint {
            states: Vec::with_capacity(listings),
            begun: Vec::new(),
        }
    }

    fn push(&mut self, checkpoint: Checkpoint<T>) {
        let state = match &checkpoint.position {
            None => State::Done,
            Some(Position { token: None, .. }) if checkpoint.progress == Progress::default() => {
                State::NotStarted
            }
            Some(_) => State::Begun,
        };
        self.states.push(state);
        if state == State::Begun {
            self.begun.push(checkpoint);
        }
    }

    /// Returns the number of listings.
    pub fn listings(&self) -> usize {
        self.states.len()
    }

    /// Returns whether there is nothing left to list in any of the listings.
    pub fn is_end(&self) -> bool {
        self.states.iter().all(|state| *state == State::Done)
    }

    /// Returns the position of each listing.
    pub(super) fn into_checkpoints(self) -> impl Iterator<Item = Checkpoint<T>> {
        let mut begun = self.begun.into_iter();
        self.states.into_iter().map(move |state| match state {
            State::NotStarted => Checkpoint::start(),
            State::Begun => begun.next().unwrap_or_else(Checkpoint::start),
            State::Done => Checkpoint::end(0),
        })
    }

    fn count(&self, state: State) -> usize {
        self.states.iter().filter(|other| **other == state).count()
    }
}

impl<T> fmt::Debug for ParallelCheckpoint<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParallelCheckpoint")
            .field("listings", &self.listings())
            .field("not_started", &self.count(State::NotStarted))
            .field("done", &self.count(State::Done))
            .finish_non_exhaustive()
    }
}

/// The error of [`Parallel::resume_from`](crate::Parallel::resume_from): the checkpoint belongs to another number of
/// listings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingCountError {
    pub(super) expected: usize,
    pub(super) found: usize,
}

impl fmt::Display for ListingCountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ListingCountError { expected, found } = self;
        write!(
            f,
            "expected a checkpoint of {expected} listings, found a checkpoint of {found} listings"
        )
    }
}

impl core::error::Error for ListingCountError {}

#[cfg(feature = "serde")]
mod serialized;
