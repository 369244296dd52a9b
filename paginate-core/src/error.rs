use core::fmt;

/// Why a listing stopped before its end, and at which page.
///
/// `E` is the error that the listing declares, `Error = …` in [`Paginator`](crate::Paginator): anything
/// that has a [`From`] for what the operation itself returns. Pages are numbered from 1.
///
/// ```
/// use paginate_core::Error;
///
/// let error = Error::Operation { page: 3, source: "throttled" };
/// assert_eq!(error.to_string(), "the request for page 3 failed");
/// assert_eq!(error.page(), 3);
/// assert_eq!(error.into_inner(), Some("throttled"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Error<E> {
    /// The request for a page failed. Every page before it has been delivered.
    Operation {
        /// The page that could not be had.
        page: u64,
        /// What the operation returned.
        source: E,
    },
    /// A page said that there is more, and carried no token to ask for it with.
    ///
    /// The page itself has been delivered.
    MissingToken {
        /// The page that carried no token.
        page: u64,
    },
    /// The listing has come to as many pages as [`max_pages`](crate::Paginator::max_pages) allows, and
    /// there are more.
    PageLimit {
        /// The number of the last page that was allowed. It has been delivered.
        pages: u64,
    },
    /// A page carried a token that this listing has been at before, so it would go round for ever.
    ///
    /// The page itself has been delivered.
    RepeatedToken {
        /// The page that carried the token.
        page: u64,
    },
}

impl<E> Error<E> {
    /// The number of the page that the error struck, from 1.
    pub fn page(&self) -> u64 {
        match self {
            Error::Operation { page, .. }
            | Error::MissingToken { page }
            | Error::PageLimit { pages: page }
            | Error::RepeatedToken { page } => *page,
        }
    }

    /// What the operation returned, if it was the operation that failed.
    pub fn into_inner(self) -> Option<E> {
        match self {
            Error::Operation { source, .. } => Some(source),
            Error::MissingToken { .. } | Error::PageLimit { .. } | Error::RepeatedToken { .. } => {
                None
            }
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Operation { page, .. } => write!(f, "the request for page {page} failed"),
            Error::MissingToken { page } => {
                write!(
                    f,
                    "page {page} said that there is more but carried no token"
                )
            }
            Error::PageLimit { pages } => {
                write!(f, "there are more than the {pages} pages that are allowed")
            }
            Error::RepeatedToken { page } => {
                write!(
                    f,
                    "page {page} carried a token that this listing has been at before"
                )
            }
        }
    }
}

impl<E: core::error::Error + 'static> core::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Error::Operation { source, .. } => Some(source),
            Error::MissingToken { .. } | Error::PageLimit { .. } | Error::RepeatedToken { .. } => {
                None
            }
        }
    }
}
