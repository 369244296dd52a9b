use core::fmt;

/// Reports why a listing was terminated before its end, and which page the error concerns.
///
/// `E` is the error type that the listing declares, `Error = …` in [`Paginator`](crate::Paginator). The errors of the operation
/// are converted to it with [`From`]. A page is named by its position in the listing: the first page is page 1, whatever page
/// number the service gives it.
///
/// After an error the listing is terminated. [`Items::retry`](crate::Items::retry) allows it to continue.
///
/// # Examples
///
/// ```
/// use paginate_core::Error;
///
/// let error = Error::Operation { page: 3, source: "throttled" };
/// assert_eq!(error.to_string(), "the request for page 3 failed");
/// assert_eq!(error.page(), 3);
/// assert_eq!(error.into_inner(), Some("throttled"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error<E> {
    /// The request for a page failed, or its response carries an error. Every page before it has been delivered.
    Operation {
        /// The page that failed.
        page: u64,
        /// The error of the operation, or the error that the response carries.
        source: E,
    },
    /// A response carried no data: neither items nor a token nor a flag, because the member that holds all of them is
    /// absent. Every page before it has been delivered.
    MissingData {
        /// The page that the response should have carried.
        page: u64,
    },
    /// A page reported more results but carried no token to request them with, or a numbered page did not say whether
    /// there are more.
    ///
    /// The page itself has been delivered.
    MissingToken {
        /// The page that carried no token.
        page: u64,
    },
    /// The number or the offset of the next page does not fit into its type.
    ///
    /// The page itself has been delivered.
    PageNumberOverflow {
        /// The last page that could be requested.
        page: u64,
    },
    /// The listing has more pages than [`max_pages`](crate::Paginator::max_pages) allows.
    PageLimit {
        /// The last page that is allowed. It has been delivered. With `max_pages(0)` it is 0, and no page was requested.
        page: u64,
    },
    /// Several consecutive pages were empty, although fewer items have arrived than
    /// [`total_items`](crate::Operation::total_items) reports. [`Items::retry`](crate::Items::retry) continues with the next
    /// page.
    ///
    /// The pages themselves have been delivered.
    EmptyPages {
        /// The last of the empty pages.
        page: u64,
    },
    /// A numbered page of a listing that was resumed within the page has fewer items than were already read, and is not the last
    /// page: the page size has changed, so the page begins elsewhere.
    ///
    /// Restore the page size, and resume from the checkpoint again.
    PageSizeChanged {
        /// The page within which the listing was resumed.
        page: u64,
    },
    /// A page of the outer listing of [`nested`](crate::nested) carried two items whose parts have the same key. The part of the
    /// second item is not listed, and the stream does not become complete.
    ///
    /// Return a key from the closure that differs from part to part.
    RepeatedKey {
        /// The page that carried the items.
        page: u64,
    },
    /// A page of [`split`](crate::split) lacks a key that another page shows in the same range. So the service does not list the
    /// keys from every token on, and other keys may be missing, too.
    ///
    /// The page has not been delivered.
    InconsistentPages {
        /// The page of the range that lacks the key.
        page: u64,
    },
    /// A page of [`split`](crate::split) carried a key that is not above the key after which the page was requested. The service
    /// ignores the token, or its order is not the order of the keys.
    ///
    /// The page has not been delivered.
    KeyBelowStart {
        /// The page of the range that carried the key.
        page: u64,
    },
    /// A page of [`split`](crate::split) carried an item without a key.
    ///
    /// The page has not been delivered.
    MissingKey {
        /// The page of the range that carried the item.
        page: u64,
    },
    /// A page of [`split`](crate::split) carried a key that is not above the key before it. The order of the service is not the
    /// order of the keys, or a key is repeated.
    ///
    /// The page has not been delivered.
    UnorderedKeys {
        /// The page of the range that carried the keys.
        page: u64,
    },
    /// A page carried a token that the listing has already sent a request with, so the listing would never end. An offset
    /// is a token: it is repeated after an empty page.
    ///
    /// The page itself has been delivered.
    RepeatedToken {
        /// The page that carried the token.
        page: u64,
    },
}

impl<E> Error<E> {
    /// Returns the position of the page that the error concerns: the first page of the listing is 1.
    pub fn page(&self) -> u64 {
        match self {
            Error::Operation { page, .. }
            | Error::MissingData { page }
            | Error::MissingToken { page }
            | Error::PageNumberOverflow { page }
            | Error::PageLimit { page }
            | Error::EmptyPages { page }
            | Error::PageSizeChanged { page }
            | Error::RepeatedKey { page }
            | Error::InconsistentPages { page }
            | Error::KeyBelowStart { page }
            | Error::MissingKey { page }
            | Error::UnorderedKeys { page }
            | Error::RepeatedToken { page } => *page,
        }
    }

    /// Returns what the operation returned, if the operation failed.
    pub fn into_inner(self) -> Option<E> {
        match self {
            Error::Operation { source, .. } => Some(source),
            Error::MissingData { .. }
            | Error::MissingToken { .. }
            | Error::PageNumberOverflow { .. }
            | Error::PageLimit { .. }
            | Error::EmptyPages { .. }
            | Error::PageSizeChanged { .. }
            | Error::RepeatedKey { .. }
            | Error::InconsistentPages { .. }
            | Error::KeyBelowStart { .. }
            | Error::MissingKey { .. }
            | Error::UnorderedKeys { .. }
            | Error::RepeatedToken { .. } => None,
        }
    }

    /// Converts the source.
    pub(crate) fn map<T>(self, convert: impl FnOnce(E) -> T) -> Error<T> {
        match self {
            Error::Operation { page, source } => Error::Operation {
                page,
                source: convert(source),
            },
            Error::MissingData { page } => Error::MissingData { page },
            Error::MissingToken { page } => Error::MissingToken { page },
            Error::PageNumberOverflow { page } => Error::PageNumberOverflow { page },
            Error::PageLimit { page } => Error::PageLimit { page },
            Error::EmptyPages { page } => Error::EmptyPages { page },
            Error::PageSizeChanged { page } => Error::PageSizeChanged { page },
            Error::RepeatedKey { page } => Error::RepeatedKey { page },
            Error::InconsistentPages { page } => Error::InconsistentPages { page },
            Error::KeyBelowStart { page } => Error::KeyBelowStart { page },
            Error::MissingKey { page } => Error::MissingKey { page },
            Error::UnorderedKeys { page } => Error::UnorderedKeys { page },
            Error::RepeatedToken { page } => Error::RepeatedToken { page },
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Operation { page, .. } => write!(f, "the request for page {page} failed"),
            Error::MissingData { page } => {
                write!(f, "the response for page {page} carried no data")
            }
            Error::MissingToken { page } => {
                write!(f, "page {page} reported more results but carried no token")
            }
            Error::PageNumberOverflow { page } => {
                write!(
                    f,
                    "the number or offset after page {page} is too large for its type"
                )
            }
            Error::PageLimit { page } => {
                write!(f, "the listing has more pages than the limit of {page}")
            }
            Error::EmptyPages { page } => {
                write!(
                    f,
                    "expected more items after page {page} because of the total, found a run of empty pages"
                )
            }
            Error::PageSizeChanged { page } => {
                write!(
                    f,
                    "page {page} has fewer items than were read before the resume, so the page size has changed"
                )
            }
            Error::RepeatedKey { page } => {
                write!(
                    f,
                    "page {page} carried two items whose parts have the same key"
                )
            }
            Error::InconsistentPages { page } => {
                write!(
                    f,
                    "page {page} lacks a key that another page shows in the same range"
                )
            }
            Error::KeyBelowStart { page } => {
                write!(
                    f,
                    "page {page} carried a key that is not above the key that it was requested after"
                )
            }
            Error::MissingKey { page } => {
                write!(f, "page {page} carried an item without a key")
            }
            Error::UnorderedKeys { page } => {
                write!(
                    f,
                    "page {page} carried a key that is not above the key before it"
                )
            }
            Error::RepeatedToken { page } => {
                write!(f, "page {page} carried a token that was already used")
            }
        }
    }
}

impl<E: core::error::Error + 'static> core::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Error::Operation { source, .. } => Some(source),
            Error::MissingData { .. }
            | Error::MissingToken { .. }
            | Error::PageNumberOverflow { .. }
            | Error::PageLimit { .. }
            | Error::EmptyPages { .. }
            | Error::PageSizeChanged { .. }
            | Error::RepeatedKey { .. }
            | Error::InconsistentPages { .. }
            | Error::KeyBelowStart { .. }
            | Error::MissingKey { .. }
            | Error::UnorderedKeys { .. }
            | Error::RepeatedToken { .. } => None,
        }
    }
}
