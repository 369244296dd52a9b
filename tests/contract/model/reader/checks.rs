//! The checks after each poll, after a panic, and at the end.

use std::task::{Context, Poll, Waker};

use paginate_core::{Error, Paginator};
use paginate_tests::server::{Page, Throttled};

use super::Reader;
use crate::action::Format;

/// How many consecutive responses may be ready before the listing must yield to the executor.
const READY_RESPONSES: u32 = 32;

impl<P> Reader<'_, P>
where
    P: Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled>,
{
    pub(super) fn check(&mut self, polled: Poll<Option<Result<(), Error<Throttled>>>>) -> bool {
        let responses = self.server.responses();
        let ready = responses - self.responses_at_pending;
        assert!(
            ready <= READY_RESPONSES,
            "the listing does not yield to the executor"
        );
        self.tasks.note_poll(polled.is_pending());
        match polled {
            Poll::Ready(Some(Ok(()))) => false,
            Poll::Ready(Some(Err(error))) => {
                self.check_error(&error);
                self.last_error = Some(error);
                false
            }
            Poll::Ready(None) => {
                assert!(!self.server.is_busy(), "a request is in flight at the end");
                let listing = self.listing();
                assert!(listing.is_terminated());
                assert_eq!(listing.is_complete(), listing.checkpoint().is_end());
                true
            }
            Poll::Pending => {
                self.responses_at_pending = responses;
                let is_woken = self.tasks.take_wakeup();
                assert!(
                    self.server.is_busy() || is_woken,
                    "no wakeup is scheduled for the task"
                );
                false
            }
        }
    }

    fn check_error(&mut self, error: &Error<Throttled>) {
        let max_pages = self.max_pages;
        let stop = self.stop();
        assert!(
            !self.server.is_busy(),
            "a request is in flight after an error"
        );
        let listing = self.listing();
        assert!(listing.is_terminated());
        assert!(!listing.is_complete());
        let page = listing.page_count();
        match error {
            Error::Operation { page: failed, .. } | Error::MissingData { page: failed } => {
                assert_eq!(*failed, page + 1);
                assert!(*failed <= max_pages);
                self.failures += 1;
            }
            Error::PageLimit { page: last } => {
                assert_eq!(*last, max_pages);
                assert!(page >= max_pages);
                self.limits += 1;
            }
            token_error => assert_eq!(Some(token_error), stop.error().as_ref()),
        }
    }

    /// Checks that the listing is terminated, and resumes from its checkpoint with another one.
    pub(super) fn resume_after_panic(&mut self) {
        assert!(
            !self.server.is_busy(),
            "a request is in flight after a panic"
        );
        let listing = self.listing();
        let checkpoint = listing.checkpoint();
        for _ in 0..2 {
            assert!(listing.is_terminated());
            assert!(!listing.is_complete());
            let mut cx = Context::from_waker(Waker::noop());
            assert_eq!(listing.poll_item(&mut cx), Poll::Ready(None));
            assert_eq!(listing.poll_page(&mut cx), Poll::Ready(None));
            listing.retry();
        }
        assert_eq!(listing.checkpoint(), checkpoint);
        self.resume(self.depth, Format::Json);
    }

    /// Reads to the end, or until a retry returns the same invalid token, and checks all yielded items.
    pub(crate) fn finish(&mut self) {
        self.server.plan_panic(None);
        self.set_max_pages(u64::MAX);
        let stop = self.stop();
        let mut same_errors = 0;
        for _ in 0..20_000 {
            self.tick();
            if !self.poll() {
                continue;
            }
            if self.listing().is_complete() {
                assert_eq!(stop.error(), None);
                break;
            }
            if self.last_error == stop.error() {
                same_errors += 1;
                if same_errors == 2 {
                    break;
                }
            }
            self.listing().retry();
        }
        assert!(self.listing().is_terminated(), "the listing does not end");
        assert_eq!(self.yielded, self.walk.items(stop.page()));
        if !self.resumed && stop.error().is_none() {
            // A request beyond the limit is dropped if the limit was lowered while it was in flight.
            let dropped = self.server.dropped();
            assert!(dropped <= self.limits);
            let requests = self.server.requests().len();
            let again = self.failures + self.server.expired();
            assert_eq!(requests, stop.page() + again + dropped);
        }
    }
}
