use core::fmt;

use crate::Error;

/// The error of one of the parts of a [`Parallel`](crate::Parallel), with the key of the part.
///
/// The other parts continue. [`Parallel::retry`](crate::Parallel::retry) allows the failed parts to continue, too.
///
/// The key is the index of the listing in [`parallel`](crate::parallel), and the key of the part in [`keyed`](crate::keyed). In
/// [`nested`](crate::nested) it is a [`Level`]: the error concerns the outer listing or a part. In
/// [`split`](crate::split) it is a [`KeyRange`](crate::KeyRange), which the message does not show.
///
/// # Examples
///
/// ```
/// use paginate_core::{Error, parallel, testing};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let regions = [
///     testing::script(vec![Ok(vec!["i-0000"])]),
///     testing::script(vec![Err("throttled"), Ok(vec!["i-0001"])]),
/// ];
/// let error = parallel(regions, 8).try_collect::<Vec<_>>().await.unwrap_err();
/// assert_eq!(error.listing(), 1);
/// assert_eq!(error.to_string(), "the listing with index 1 failed");
/// assert_eq!(error.error().to_string(), "the request for page 1 failed");
/// assert_eq!(error.into_error(), Error::Operation { page: 1, source: "throttled" });
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParallelError<E, K = usize> {
    key: K,
    named_by: NamedBy,
    error: Error<E>,
}

/// What a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NamedBy {
    Index,
    Key,
    /// The keys of a range. They may be secrets.
    Range,
    /// It names no part: the error concerns the outer listing.
    Outer,
}

/// Which listing of [`nested`](crate::nested) an error concerns.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level<K> {
    /// The outer listing.
    Outer,
    /// The part with this key.
    Inner(K),
}

impl<K> Level<K> {
    /// Returns the key of the part, or `None` if the error concerns the outer listing.
    pub fn inner(&self) -> Option<&K> {
        match self {
            Level::Outer => None,
            Level::Inner(key) => Some(key),
        }
    }
}

/// Shows the key without the name of the variant, because error messages show keys.
impl<K: fmt::Debug> fmt::Debug for Level<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Level::Outer => f.write_str("Outer"),
            Level::Inner(key) => key.fmt(f),
        }
    }
}

impl<E, K> ParallelError<E, Level<K>> {
    pub(super) fn of_outer(error: Error<E>) -> Self {
        ParallelError {
            key: Level::Outer,
            named_by: NamedBy::Outer,
            error,
        }
    }
}

impl<E, K> ParallelError<E, K> {
    pub(super) fn of_index(key: K, error: Error<E>) -> Self {
        ParallelError {
            key,
            named_by: NamedBy::Index,
            error,
        }
    }

    pub(super) fn of_key(key: K, error: Error<E>) -> Self {
        ParallelError {
            key,
            named_by: NamedBy::Key,
            error,
        }
    }

    pub(super) fn of_range(key: K, error: Error<E>) -> Self {
        ParallelError {
            key,
            named_by: NamedBy::Range,
            error,
        }
    }

    pub(super) fn into_parts(self) -> (K, Error<E>) {
        (self.key, self.error)
    }

    /// Returns the key of the part that failed.
    pub fn key(&self) -> &K {
        &self.key
    }

    /// Returns the error of the part, with the number of the page.
    pub fn error(&self) -> &Error<E> {
        &self.error
    }

    /// Returns the error of the part by value.
    pub fn into_error(self) -> Error<E> {
        self.error
    }
}

impl<E> ParallelError<E> {
    /// Returns the index of the listing that failed, from 0, in the order in which the listings were passed to
    /// [`parallel`](crate::parallel).
    pub fn listing(&self) -> usize {
        self.key
    }
}

impl<E, K: fmt::Debug> fmt::Display for ParallelError<E, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named_by = match self.named_by {
            NamedBy::Index => "index",
            NamedBy::Key => "key",
            NamedBy::Range => return f.write_str("a range of the listing failed"),
            NamedBy::Outer => return f.write_str("the outer listing failed"),
        };
        write!(f, "the listing with {named_by} {:?} failed", self.key)
    }
}

/// The source is the [`Error`] of the part.
impl<E, K> core::error::Error for ParallelError<E, K>
where
    E: core::error::Error + 'static,
    K: fmt::Debug,
{
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}
