use core::task::{Context, Poll};

use crate::Error;
use crate::listing::fetch::{Fetch, State};
use crate::listing::fetched_pages::Follows;
use crate::listing::source::{Again, FailedPage, PageFailure, Source};

/// What follows a page that failed: the same page, requested again, or an error.
impl<S: Source> Fetch<S> {
    /// Yields the error that terminates the listing, or requests a page again that failed.
    #[cold]
    pub(super) fn poll_after_failure(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<S::Page, Error<S::Failure>>>> {
        if self.is_requested_again() {
            return self.poll_next(cx);
        }
        Poll::Ready(self.take_error().map(Err))
    }

    /// Returns whether a page follows, and may be requested: after a failure, it is to be requested again.
    fn is_requested_again(&self) -> bool {
        self.pages.next().is_some() && self.failure.is_none() && !self.is_at_limit()
    }

    /// Returns the error that terminates the listing, or `None` at the end.
    fn take_error(&mut self) -> Option<Error<S::Failure>> {
        let page = self.pages.taken();
        let error = if self.is_at_limit() {
            self.drop_in_flight();
            Error::PageLimit {
                page: self.max_pages,
            }
        } else if let Some(failure) = self.failure.take() {
            let page = page + 1;
            match failure {
                PageFailure::Operation(source) => Error::Operation { page, source },
                PageFailure::MissingData => Error::MissingData { page },
            }
        } else {
            match self.pages.follows() {
                Follows::EmptyPages(_) => Error::EmptyPages { page },
                Follows::MissingToken => Error::MissingToken { page },
                Follows::RepeatedToken => Error::RepeatedToken { page },
                Follows::Overflow => Error::PageNumberOverflow { page },
                Follows::PageSizeChanged => Error::PageSizeChanged { page },
                Follows::End => {
                    self.pages.release();
                    return None;
                }
                // A page that follows is requested, and has arrived or has failed.
                Follows::Page(_) => return None,
            }
        };
        self.trace.error(&error);
        self.state = State::Failed;
        Some(error)
    }

    /// Prepares that the page that failed is requested again with a smaller page size or with a fresh token. Returns `false` if the
    /// failure is to be yielded.
    #[cold]
    pub(super) fn prepare_again(&mut self, failure: &PageFailure<S::Failure>) -> bool {
        let PageFailure::Operation(failure) = failure else {
            return false;
        };
        let pages_before = self.pages.count();
        let failed = FailedPage {
            pages_before,
            was_yielded: self.pages.was_yielded(),
        };
        match self.source.again(failure, failed) {
            None => return false,
            Some(Again::PageSize(size)) => {
                self.trace.smaller_page(pages_before + 1, size);
                // The pages of the other size begin elsewhere.
                let dropped = self.requests.follow(None);
                self.window.note_dropped(dropped, self.depth);
                self.trace.wrong_guesses(pages_before + 2, dropped);
            }
            Some(Again::Token(token)) => {
                self.trace.fresh_token(pages_before + 1);
                self.pages.replace_token(token);
            }
        }
        true
    }

    /// Drops the requests in flight, because the listing fails: they may hold permits that others wait for.
    #[cold]
    pub(super) fn drop_in_flight(&mut self) {
        let dropped = self.requests.drop_in_flight();
        self.window.note_dropped(dropped, self.depth);
    }
}
