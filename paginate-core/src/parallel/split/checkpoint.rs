use alloc::vec::Vec;
use core::fmt;

use super::KeyRange;
use crate::parallel::checkpoint::PartCheckpoint;

/// Marks the position of a listing that is [split](crate::split), between two items: the ranges that were not yet yielded.
///
/// [`Parallel::checkpoint`](crate::Parallel::checkpoint) returns a checkpoint, and `resume_from` resumes from it, including in
/// another process and with another number of requests at the same time. The checkpoint holds up to three keys for each range in progress, however long the listing is.
///
/// Keys may be secrets, so `Debug` shows only the number of ranges. With the feature `serde` a checkpoint can be serialized in
/// every format, self-describing or not. The serialized form contains the keys in plain text, and a version number.
///
/// # Examples
///
/// ```
#[doc = include_str!("../../../docs/objects.txt")]
/// # use objects::{Bucket, Error, Object, objects};
/// # use paginate_core::{KeyRange, ParallelError, split};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), ParallelError<Error, KeyRange<String>>> {
/// # let bucket = Bucket::new();
/// let mut first = split(|| objects(&bucket), |object| object.key.clone(), 16);
/// assert_eq!(first.try_next().await?.unwrap().key, "a");
/// let checkpoint = first.checkpoint();
/// assert!(!checkpoint.is_end());
///
/// let rest = split(|| objects(&bucket), |object| object.key.clone(), 4).resume_from(checkpoint);
/// let rest: Vec<Object> = rest.try_collect().await?;
/// assert_eq!(rest.len(), 4);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SplitCheckpoint<K> {
    /// In the order of the keys.
    pub(super) ranges: Vec<Remaining<K>>,
}

/// The rest of a range that was not yielded: the keys above `after`, from `from` on, up to `up_to`.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Remaining<K> {
    /// The key after which the page of the next key was requested.
    pub(super) after: Option<K>,
    /// The next key, if keys of its page were yielded.
    pub(super) from: Option<K>,
    pub(super) up_to: Option<K>,
}

impl<K> SplitCheckpoint<K> {
    /// Creates the checkpoint of a listing that was not begun.
    pub(super) fn start() -> Self {
        let all = Remaining {
            after: None,
            from: None,
            up_to: None,
        };
        SplitCheckpoint {
            ranges: Vec::from([all]),
        }
    }

    /// Returns whether there is nothing left to list.
    pub fn is_end(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Returns the ranges that were not yet yielded, in the order of their keys: to show how far a listing is.
    ///
    /// A range begins with the page of its next item, so it may contain items of that page that were yielded.
    ///
    /// # Examples
    ///
    /// ```
    #[doc = include_str!("../../../docs/objects.txt")]
    /// # use objects::{Bucket, Error, Object, objects};
    /// # use paginate_core::{KeyRange, ParallelError, split};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), ParallelError<Error, KeyRange<String>>> {
    /// # let bucket = Bucket::new();
    /// let mut objects = split(|| objects(&bucket), |object| object.key.clone(), 16);
    /// for _ in 0..3 {
    ///     objects.try_next().await?;
    /// }
    /// for KeyRange { after, up_to } in objects.checkpoint().ranges() {
    ///     println!("the keys above {after:?}, up to {up_to:?}");
    /// }
    /// # assert_eq!(objects.checkpoint().ranges().next().unwrap().after.map(String::as_str), Some("b"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn ranges(&self) -> impl ExactSizeIterator<Item = KeyRange<&K>> {
        self.ranges.iter().map(|range| KeyRange {
            after: range.after.as_ref(),
            up_to: range.up_to.as_ref(),
        })
    }
}

impl<K> PartCheckpoint for SplitCheckpoint<K> {
    fn is_at_start(&self) -> bool {
        match &self.ranges[..] {
            [range] => range.after.is_none() && range.from.is_none() && range.up_to.is_none(),
            _ => false,
        }
    }

    fn is_at_end(&self) -> bool {
        self.is_end()
    }
}

impl<K> fmt::Debug for SplitCheckpoint<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SplitCheckpoint")
            .field("ranges", &self.ranges.len())
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "serde")]
mod serialized;
