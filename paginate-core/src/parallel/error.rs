use core::fmt;

use crate::Error;

/// The error of one of the listings that [`parallel`](crate::parallel) runs, with the index of the listing.
///
/// The other listings continue. [`Parallel::retry`](crate::Parallel::retry) allows the failed listings to continue, too.
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
pub struct ParallelError<E> {
    listing: usize,
    error: Error<E>,
}

impl<E> ParallelError<E> {
    pub(super) fn new(listing: usize, error: Error<E>) -> Self {
        ParallelError { listing, error }
    }

    /// Returns the index of the listing that failed, from 0, in the order in which the listings were passed to
    /// [`parallel`](crate::parallel).
    pub fn listing(&self) -> usize {
        self.listing
    }

    /// Returns the error of the listing, with the number of the page.
    pub fn error(&self) -> &Error<E> {
        &self.error
    }

    /// Returns the error of the listing by value.
    pub fn into_error(self) -> Error<E> {
        self.error
    }
}

impl<E> fmt::Display for ParallelError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the listing with index {} failed", self.listing)
    }
}

/// The source is the [`Error`] of the listing.
impl<E: core::error::Error + 'static> core::error::Error for ParallelError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}
