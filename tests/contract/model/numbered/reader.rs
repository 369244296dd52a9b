//! Performs the actions on a listing and checks each poll.

use std::rc::Rc;
use std::task::{Context, Poll};

use paginate_core::{Error, Paginator};
use paginate_tests::numbered::Service;
use paginate_tests::permits::Permits;
use paginate_wakers::Clones;

use super::walk::Walk;
use super::{Action, Kind, Listing, Refused, Spec};
use crate::action::Format;
use crate::tasks::Tasks;

/// How many consecutive responses may be ready before the listing must yield to the executor.
const READY_RESPONSES: u32 = 32;

/// The number of consecutive empty pages before a total of items after which a listing fails.
const EMPTY_PAGES: usize = 32;

/// A listing, and the items that it has yielded.
pub(crate) struct Reader<'a> {
    spec: &'a Spec,
    service: Rc<Service>,
    listing: Listing,
    by_page: bool,
    depth: usize,
    /// How many pages may be held or in flight: more than the depth, if that was lowered.
    allowed: usize,
    max_pages: u64,
    tasks: Tasks,
    yielded: Vec<u32>,
    /// The numbers and the items of the pages before the last checkpoint.
    before: Vec<(u32, Vec<u32>)>,
    /// The pages after it, `None` if it is the end.
    walk: Option<Walk>,
    last_error: Option<Error<Refused>>,
    failures: usize,
    /// How often the page limit was exceeded.
    limits: usize,
    /// The greatest depth so far.
    max_depth: usize,
    resumed: bool,
    responses_at_pending: u32,
    /// How many requests have been checked.
    checked: usize,
    is_plain: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(spec: &'a Spec, by_page: bool, depth: usize, clones: Clones) -> Self {
        let service = spec.service();
        if let Some(permits) = spec.permits {
            service.share(&Permits::new(permits));
        }
        let mut reader = Reader {
            spec,
            listing: spec.paginator(&service),
            service,
            by_page,
            depth: 0,
            allowed: 0,
            max_pages: u64::MAX,
            tasks: Tasks::new(clones),
            yielded: vec![],
            before: vec![],
            walk: Some(Walk::from(spec, spec.first)),
            last_error: None,
            failures: 0,
            limits: 0,
            max_depth: 0,
            resumed: false,
            responses_at_pending: 0,
            checked: 0,
            is_plain: depth <= 1,
        };
        reader.set_depth(depth);
        reader
    }

    pub(crate) fn act(&mut self, action: &Action) {
        match *action {
            Action::Complete(index) => {
                let numbers = self.service.waiting_numbers();
                if !numbers.is_empty() {
                    self.service.complete(numbers[index % numbers.len()]);
                }
            }
            Action::Tick => drop(self.service.tick()),
            Action::Poll => drop(self.poll()),
            Action::NextPage => self.next_page(),
            Action::Task(task) => self.tasks.switch(task),
            Action::Retry => self.listing.retry(),
            Action::Prefetch(depth) => self.set_depth(depth),
            Action::MaxPages(pages) => self.set_max_pages(pages),
            Action::Resume(depth, format) => self.resume(depth, format),
        }
        if self.service.in_flight().is_empty() {
            self.tasks.check_released();
        }
    }

    fn set_depth(&mut self, depth: usize) {
        self.is_plain &= depth <= 1;
        self.max_depth = self.max_depth.max(depth);
        self.depth = depth;
        self.allowed = self.allowed.max(depth).max(1);
        self.listing.set_prefetch(depth);
        self.service.expect_wakes(depth > 0);
    }

    fn set_max_pages(&mut self, pages: u64) {
        self.max_pages = pages;
        self.listing.set_max_pages(pages);
    }

    fn resume(&mut self, depth: usize, format: Format) {
        let checkpoint = self.listing.checkpoint();
        let checkpoint = format.round_trip(&checkpoint);
        self.listing = self.spec.paginator(&self.service);
        assert!(self.service.in_flight().is_empty());
        assert_eq!(self.service.held(), 0);
        self.listing.set_position(checkpoint.clone());
        assert_eq!(self.listing.checkpoint(), checkpoint);
        self.set_max_pages(self.max_pages);
        let mut pages = self.pages();
        let before = usize::try_from(self.listing.page_count()).unwrap();
        let next = pages.drain(before..).next();
        self.walk = next
            .filter(|_| !checkpoint.is_end())
            .map(|(number, _)| Walk::from(self.spec, number));
        assert_eq!(self.walk.is_none(), checkpoint.is_end());
        self.before = pages;
        self.resumed = true;
        self.allowed = 0;
        self.responses_at_pending = self.service.responses();
        self.checked = self.service.requests().len();
        self.set_depth(depth);
    }

    /// Returns all pages of the model.
    fn pages(&self) -> Vec<(u32, Vec<u32>)> {
        let after = self.walk.iter().flat_map(|walk| walk.pages.iter());
        self.before.iter().chain(after).cloned().collect()
    }

    /// Returns the items of the first pages.
    fn items(&self, pages: usize) -> Vec<u32> {
        let pages = self.pages().into_iter().take(pages);
        pages.flat_map(|(_, items)| items).collect()
    }

    /// Returns the error after the last page.
    fn stop(&self) -> Option<Error<Refused>> {
        let pages = self.pages().len() as u64;
        self.walk.as_ref().and_then(|walk| walk.error(pages))
    }

    /// Polls once. Returns `true` if the stream is terminated.
    fn poll(&mut self) -> bool {
        if self.by_page {
            self.next_page();
            return self.listing.is_terminated() && self.last_error.is_none();
        }
        let waker = self.tasks.waker();
        let polled = self.listing.poll_item(&mut Context::from_waker(&waker));
        let polled = polled.map_ok(|item| self.yielded.push(item));
        let expected = self.items(usize::MAX);
        assert!(expected.starts_with(&self.yielded));
        self.check(polled)
    }

    /// Reads the next page as a page, and skips the remaining items of the current page.
    fn next_page(&mut self) {
        let waker = self.tasks.waker();
        let polled = self.listing.poll_page(&mut Context::from_waker(&waker));
        let number = usize::try_from(self.listing.page_count()).unwrap();
        if polled.is_ready() {
            let expected = self.items(number);
            if self.yielded.len() < expected.len() || matches!(polled, Poll::Ready(Some(Ok(_)))) {
                // A page that is requested again may be smaller than the part of it that was yielded before.
                let is_same =
                    expected.starts_with(&self.yielded) || self.yielded.starts_with(&expected);
                assert!(is_same);
                self.yielded = expected;
            }
        }
        let polled = polled.map_ok(|page| assert_eq!(page.items, self.pages()[number - 1].1));
        self.check(polled);
    }

    fn check(&mut self, polled: Poll<Option<Result<(), Error<Refused>>>>) -> bool {
        self.check_requests();
        let responses = self.service.responses();
        let ready = responses - self.responses_at_pending;
        assert!(ready <= READY_RESPONSES, "{ready} responses were ready");
        match polled {
            Poll::Ready(Some(Ok(()))) => {
                self.last_error = None;
                false
            }
            Poll::Ready(Some(Err(error))) => {
                self.check_error(&error);
                self.last_error = Some(error);
                false
            }
            Poll::Ready(None) => {
                assert!(self.listing.is_terminated());
                assert!(self.service.in_flight().is_empty(), "in flight at the end");
                let at_end = self.listing.checkpoint().is_end();
                assert_eq!(self.listing.is_complete(), at_end);
                if at_end {
                    assert_eq!(self.service.held(), 0);
                }
                true
            }
            Poll::Pending => {
                self.responses_at_pending = responses;
                let is_woken = self.tasks.take_wakeup();
                let is_waiting = !self.service.in_flight().is_empty();
                assert!(is_waiting || is_woken, "no wakeup is scheduled");
                let lost = self.service.waiting_numbers().is_empty() && !is_woken;
                assert!(!lost, "a response that is ready was not polled");
                false
            }
        }
    }

    /// Checks how many requests are in flight, and that none is beyond the page limit.
    fn check_requests(&mut self) {
        let used = self.service.in_flight().len() + self.service.held();
        assert!(used <= self.allowed, "{used} of {} pages", self.allowed);
        // A page that failed is requested again, besides the requests that were sent at a greater depth.
        if used < self.depth.max(1) {
            self.allowed = self.depth.max(1);
        }
        let requests = self.service.requests();
        for number in requests[self.checked..].iter().flatten() {
            if matches!(self.spec.kind, Kind::Offset(..)) {
                break;
            }
            let start = self.walk.as_ref().map_or(0, |walk| walk.pages[0].0);
            let page = self.before.len() as u64 + u64::from(number - start) + 1;
            assert!(page <= self.max_pages, "page {page} is beyond the limit");
        }
        self.checked = requests.len();
    }

    fn check_error(&mut self, error: &Error<Refused>) {
        assert!(self.listing.is_terminated());
        assert!(!self.listing.is_complete());
        assert!(
            self.service.in_flight().is_empty(),
            "in flight after an error"
        );
        let page = self.listing.page_count();
        match error {
            Error::Operation {
                page: failed,
                source,
            } => {
                assert_eq!(*source, Refused::Throttled);
                assert_eq!(*failed, page + 1);
                assert!(*failed <= self.max_pages);
                self.failures += 1;
            }
            Error::PageLimit { page: last } => {
                assert_eq!(*last, self.max_pages);
                assert!(page >= self.max_pages);
                self.limits += 1;
            }
            Error::EmptyPages { page: last } => {
                assert_eq!(*last, page);
                let pages = self.pages();
                let run = pages[..usize::try_from(page).unwrap()]
                    .iter()
                    .rev()
                    .take(EMPTY_PAGES);
                let empty = run.filter(|(_, items)| items.is_empty()).count();
                assert_eq!(
                    empty, EMPTY_PAGES,
                    "page {page} does not end a run of empty pages"
                );
            }
            token_error => assert_eq!(Some(token_error), self.stop().as_ref()),
        }
    }

    /// Reads to the end, or until a retry returns the same invalid token, and checks all yielded items.
    pub(crate) fn finish(&mut self) {
        self.set_max_pages(u64::MAX);
        let stop = self.stop();
        let mut same_errors = 0;
        for _ in 0..20_000 {
            self.service.tick();
            self.poll();
            if !self.listing.is_terminated() {
                continue;
            }
            if self.listing.is_complete() {
                assert_eq!(stop, None);
                break;
            }
            if self.last_error.is_some() && self.last_error == stop {
                same_errors += 1;
                if same_errors == 2 {
                    break;
                }
            }
            self.listing.retry();
        }
        assert!(self.listing.is_terminated(), "the listing does not end");
        assert_eq!(self.yielded, self.items(usize::MAX));
        if self.resumed || stop.is_some() {
            return;
        }
        let requests = self.service.requests().len();
        let too_large = self.walk.as_ref().map_or(0, |walk| walk.too_large);
        let without_guesses = self.pages().len() + self.failures + too_large;
        if self.is_plain {
            // A request beyond the limit is dropped if the limit was lowered while it was in flight.
            let responses = self.service.responses() as usize;
            assert_eq!(responses, without_guesses);
            assert!(requests - responses <= self.limits);
        } else {
            let most = 3 * without_guesses + self.max_depth * (1 + self.limits);
            assert!(requests <= most, "{requests} requests, at most {most}");
        }
    }

    /// Returns how often requests were polled.
    pub(crate) fn polls(&self) -> u32 {
        self.service.polls()
    }
}
