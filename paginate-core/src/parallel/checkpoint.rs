use alloc::vec::Vec;
use core::fmt;

use crate::Checkpoint;
use crate::checkpoint::{Position, Progress};

/// Marks the positions of all listings that [`parallel`](crate::parallel) runs, between two items.
///
/// [`Parallel::checkpoint`](crate::Parallel::checkpoint) returns a checkpoint, and
/// [`Parallel::resume_from`](crate::Parallel::resume_from) resumes from it, also in another process. It belongs to listings
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
    entries: Vec<Entry<T>>,
}

/// Where one of the listings stands. A listing that was not started or is done needs no checkpoint of its own, which
/// matters if there are thousands.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Entry<T> {
    NotStarted,
    At(Checkpoint<T>),
    Done,
}

impl<T> ParallelCheckpoint<T> {
    pub(super) fn new(listings: impl Iterator<Item = Checkpoint<T>>) -> Self {
        ParallelCheckpoint {
            entries: listings.map(Entry::from).collect(),
        }
    }

    /// Returns the number of listings.
    pub fn listings(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there is nothing left to list in any of the listings.
    pub fn is_end(&self) -> bool {
        self.entries
            .iter()
            .all(|entry| matches!(entry, Entry::Done))
    }

    /// Returns the position of each listing.
    pub(super) fn into_checkpoints(self) -> impl Iterator<Item = Checkpoint<T>> {
        self.entries.into_iter().map(Checkpoint::from)
    }
}

impl<T> From<Checkpoint<T>> for Entry<T> {
    fn from(checkpoint: Checkpoint<T>) -> Self {
        match &checkpoint.position {
            None => Entry::Done,
            Some(Position {
                token: None,
                progress: Progress::Items(0),
            }) => Entry::NotStarted,
            Some(_) => Entry::At(checkpoint),
        }
    }
}

impl<T> From<Entry<T>> for Checkpoint<T> {
    fn from(entry: Entry<T>) -> Self {
        match entry {
            Entry::NotStarted => Checkpoint::on(Position::default(), 0),
            Entry::At(checkpoint) => checkpoint,
            Entry::Done => Checkpoint::end(0),
        }
    }
}

impl<T> fmt::Debug for ParallelCheckpoint<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut not_started, mut done) = (0, 0);
        for entry in &self.entries {
            match entry {
                Entry::NotStarted => not_started += 1,
                Entry::At(_) => {}
                Entry::Done => done += 1,
            }
        }
        f.debug_struct("ParallelCheckpoint")
            .field("listings", &self.listings())
            .field("not_started", &not_started)
            .field("done", &done)
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
