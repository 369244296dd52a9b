use alloc::vec::Vec;
use core::fmt;

use crate::Checkpoint;
use crate::checkpoint::{Position, Progress};

/// Marks the positions of all parts of a [`Parallel`](crate::Parallel), between two items.
///
/// [`Parallel::checkpoint`](crate::Parallel::checkpoint) returns a checkpoint, and `resume_from` resumes from it, including in
/// another process.
///
/// | stream | type | holds |
/// |---|---|---|
/// | [`parallel`](crate::parallel) | `ParallelCheckpoint<C>` | an entry for each listing, in their order |
/// | [`keyed`](crate::keyed) | `ParallelCheckpoint<C, K>` | an entry for each part, by key |
/// | [`nested`](crate::nested) | `ParallelCheckpoint<C, K, O>` | the position of the outer listing before the first unfinished part, and by key, an entry for each part after it that was begun |
///
/// `C` and `O` are the types of the checkpoints of a part and of the outer listing, such as [`Checkpoint<String>`](Checkpoint). An entry
/// is the checkpoint of a part, or notes that the part is done.
///
/// Tokens may be secrets, so `Debug` shows only how many entries there are of each kind. With the feature `serde` a checkpoint can be
/// serialized in every format, self-describing or not. The serialized form contains the keys and the tokens in plain text, and a
/// version number.
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
pub struct ParallelCheckpoint<C, K = ByIndex, O = Given> {
    /// The position of the listing that finds the parts.
    pub(super) outer: O,
    /// In the order of the keys. One byte for each listing that its index names, because there may be thousands.
    states: Vec<(K, State)>,
    /// The checkpoints of the parts that were begun and are not done, in their order.
    begun: Vec<C>,
}

/// The key of an entry in the [`ParallelCheckpoint`] of [`parallel`](crate::parallel), whose entries are in the order of the listings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ByIndex;

/// The position of the outer listing in the [`ParallelCheckpoint`] of [`parallel`](crate::parallel) and [`keyed`](crate::keyed), which
/// have no outer listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Given;

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum State {
    NotStarted,
    Begun,
    Done,
}

/// A position in a listing, or in all parts of a listing.
pub trait PartCheckpoint {
    /// Returns whether nothing was yielded.
    #[doc(hidden)]
    fn is_at_start(&self) -> bool;

    /// Returns whether there is nothing left to list.
    #[doc(hidden)]
    fn is_at_end(&self) -> bool;
}

impl<T> PartCheckpoint for Checkpoint<T> {
    fn is_at_start(&self) -> bool {
        match &self.position {
            Some(Position { token: None, .. }) => self.progress == Progress::default(),
            _ => false,
        }
    }

    fn is_at_end(&self) -> bool {
        self.is_end()
    }
}

impl PartCheckpoint for Given {
    fn is_at_start(&self) -> bool {
        true
    }

    fn is_at_end(&self) -> bool {
        true
    }
}

impl<C, K, O: PartCheckpoint> PartCheckpoint for ParallelCheckpoint<C, K, O> {
    fn is_at_start(&self) -> bool {
        let is_not_started = |(_, state): &(K, State)| *state == State::NotStarted;
        self.outer.is_at_start() && self.states.iter().all(is_not_started)
    }

    fn is_at_end(&self) -> bool {
        self.is_end()
    }
}

impl<C, K, O> ParallelCheckpoint<C, K, O> {
    fn with_capacity(outer: O, parts: usize) -> Self {
        ParallelCheckpoint {
            outer,
            states: Vec::with_capacity(parts),
            begun: Vec::new(),
        }
    }

    fn push_done(&mut self, key: K) {
        self.states.push((key, State::Done));
    }

    fn push_not_started(&mut self, key: K) {
        self.states.push((key, State::NotStarted));
    }

    fn push_begun(&mut self, key: K, position: C) {
        self.states.push((key, State::Begun));
        self.begun.push(position);
    }

    fn push(&mut self, key: K, position: C)
    where
        C: PartCheckpoint,
    {
        if position.is_at_end() {
            self.push_done(key);
        } else if position.is_at_start() {
            self.push_not_started(key);
        } else {
            self.push_begun(key, position);
        }
    }

    /// Returns whether there is nothing left to list in any of the parts.
    pub fn is_end(&self) -> bool
    where
        O: PartCheckpoint,
    {
        self.outer.is_at_end() && self.count(State::Done) == self.states.len()
    }

    /// Creates the checkpoint of parts that their keys name, in the order of their keys. A part without a position is done. Parts that
    /// were not started are left out.
    pub(super) fn of_begun(outer: O, positions: impl Iterator<Item = (K, Option<C>)>) -> Self
    where
        C: PartCheckpoint,
    {
        let mut checkpoint = Self::with_capacity(outer, 0);
        for (key, position) in positions {
            match position {
                None => checkpoint.push_done(key),
                Some(position) if position.is_at_start() => {}
                Some(position) => checkpoint.push_begun(key, position),
            }
        }
        checkpoint
    }

    /// Returns the position of the outer listing, and those of the parts that were begun: `None` for a part that is done.
    pub(super) fn into_begun(self) -> (O, impl Iterator<Item = (K, Option<C>)>) {
        let (outer, entries) = self.into_entries();
        let begun = entries.filter_map(|(key, position)| match position {
            Some(None) => None,
            Some(position) => Some((key, position)),
            None => Some((key, None)),
        });
        (outer, begun)
    }

    /// Returns the position of the outer listing, and that of each part: `None` for a part that is done, and `Some(None)` for one that
    /// was not started.
    pub(super) fn into_entries(self) -> (O, impl Iterator<Item = (K, Option<Option<C>>)>) {
        let mut begun = self.begun.into_iter();
        let entries = self.states.into_iter().map(move |(key, state)| {
            let position = match state {
                State::NotStarted => Some(None),
                State::Begun => Some(begun.next()),
                State::Done => None,
            };
            (key, position)
        });
        (self.outer, entries)
    }

    fn count(&self, state: State) -> usize {
        self.states.iter().filter(|entry| entry.1 == state).count()
    }
}

impl<C, K> ParallelCheckpoint<C, K> {
    /// Creates the checkpoint of parts that are given, in the order of their keys.
    pub(super) fn of_all(positions: impl ExactSizeIterator<Item = (K, C)>) -> Self
    where
        C: PartCheckpoint,
    {
        let mut checkpoint = Self::with_capacity(Given, positions.len());
        for (key, position) in positions {
            checkpoint.push(key, position);
        }
        checkpoint.begun.shrink_to_fit();
        checkpoint
    }
}

impl<C> ParallelCheckpoint<C> {
    /// Returns the number of listings.
    pub fn listings(&self) -> usize {
        self.states.len()
    }
}

impl<C, K, O> fmt::Debug for ParallelCheckpoint<C, K, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParallelCheckpoint")
            .field("listings", &self.states.len())
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
