use core::fmt::Debug;
use core::panic::AssertUnwindSafe;

use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, debug, debug_span, trace};

use crate::Error;

/// A request in flight, whose span is entered when the request is polled or dropped.
// A span is not `UnwindSafe`, because a subscriber may not be. The feature must not take the trait from a listing.
pub(crate) type Traced<F> = AssertUnwindSafe<Instrumented<F>>;

/// The span of a part, in which the part is polled.
pub struct PartSpan(AssertUnwindSafe<Span>);

impl PartSpan {
    pub(crate) fn none() -> Self {
        PartSpan(AssertUnwindSafe(Span::none()))
    }

    pub(crate) fn of(key: &impl Debug) -> Self {
        let span = debug_span!(target: "paginate", "paginate::part", ?key);
        PartSpan(AssertUnwindSafe(span))
    }

    pub(crate) fn in_scope<T>(&self, poll: impl FnOnce() -> T) -> T {
        self.0.in_scope(poll)
    }
}

/// Reports what a listing does. No field holds a token, an item or the message of an error of the operation.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Trace {
    listing: Option<&'static str>,
}

impl Trace {
    /// Creates the trace of a listing with a name.
    pub(crate) fn of(listing: &'static str) -> Self {
        Trace {
            listing: Some(listing),
        }
    }

    /// Sends the request for a page in a span of its own.
    pub(crate) fn request<F>(self, page: u64, send: impl FnOnce() -> F) -> Traced<F> {
        let listing = self.listing;
        let span = debug_span!(target: "paginate", "paginate::page", page, listing);
        let request = span.in_scope(send);
        AssertUnwindSafe(request.instrument(span))
    }

    /// Reports that requests were dropped, the first of them for `page`: their tokens were guessed, and are wrong.
    pub(crate) fn wrong_guesses(self, page: u64, requests: usize) {
        if requests > 0 {
            let listing = self.listing;
            trace!(target: "paginate", page, listing, requests, "wrong guesses dropped");
        }
    }

    /// Reports that a page was too large, and is requested again with a smaller page size.
    pub(crate) fn smaller_page(self, page: u64, page_size: u64) {
        let listing = self.listing;
        debug!(target: "paginate", page, listing, page_size, "page too large");
    }

    /// Reports that a page is requested again with a fresh token.
    pub(crate) fn fresh_token(self, page: u64) {
        let listing = self.listing;
        debug!(target: "paginate", page, listing, "token refreshed");
    }

    /// Reports that a page has arrived, and how many items it has, if the page is read item by item and its iterator knows.
    pub(crate) fn page(self, page: u64, items: impl FnOnce() -> Option<usize>) {
        let listing = self.listing;
        debug!(target: "paginate", page, listing, items = items(), "page received");
    }

    /// Reports that the last page has arrived.
    pub(crate) fn end(self, pages: u64) {
        let listing = self.listing;
        debug!(target: "paginate", pages, listing, "listing ended");
    }

    /// Reports that the listing is terminated by an error.
    pub(crate) fn error<E>(self, error: &Error<E>) {
        let listing = self.listing;
        // The message of `Error` does not contain the one of its source.
        debug!(target: "paginate", page = error.page(), listing, error = %error, "listing failed");
    }

    /// Reports a retry, after which this page is fetched next.
    pub(crate) fn retry(self, page: u64) {
        let listing = self.listing;
        debug!(target: "paginate", page, listing, "retry");
    }
}

/// Reports that a range of a split listing was cut, and how many ranges are not done.
pub(crate) fn range_cut(ranges: usize) {
    debug!(target: "paginate", ranges, "range cut");
}
