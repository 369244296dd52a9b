//! The checks after each action, after each poll, and at the end.

use std::task::{Context, Poll, Waker};

use paginate_core::{Error, Paginator};
use paginate_tests::numbered::Throttled;

use super::reader::{Progress, Reader};
use super::source::Source;
use super::stream::Stream;
use super::{Kind, Reading};

impl Reader {
    /// Returns whether a response is outstanding.
    pub(super) fn is_waiting(&self) -> bool {
        let mut services = self.sources.iter().map(|source| &source.service);
        services.any(|service| !service.waiting_numbers().is_empty())
    }

    /// Checks how many requests are in flight. A listing that has failed has none.
    pub(super) fn check_in_flight(&self) {
        let mut busy = 0;
        for (source, progress) in self.sources.iter().zip(&self.progress) {
            let in_flight = source.service.in_flight().len();
            busy += usize::from(in_flight > 0);
            let is_failed = progress.failed;
            assert!(!is_failed || in_flight == 0, "in flight after an error");
            let is_token = source.spec.kind == Kind::Tokens;
            assert!(!is_token || in_flight <= 1, "a token is guessed");
            let held = in_flight + source.service.held();
            let most = progress.max_depth.max(1) + self.before_turn();
            assert!(held <= most, "{held} of {most} pages");
            // A failure is known only when it is yielded, after the pages before it.
            if !source.spec.failures.contains(&true) {
                self.check_requests(source, progress);
            }
        }
        let most = match self.settings.reading {
            Reading::SideBySide => self.sources.len(),
            Reading::Parallel | Reading::Ordered => self.settings.concurrency.max(1),
        };
        assert!(busy <= most, "{busy} listings at the same time");
    }

    /// Returns how many pages more than the depth are fetched. In the order of the listings, a listing also fetches the page
    /// that it begins with in its turn.
    fn before_turn(&self) -> usize {
        usize::from(self.settings.reading == Reading::Ordered)
    }

    pub(super) fn check_item(&mut self, item: u32) {
        let index = item as usize / 1_000;
        let progress = &mut self.progress[index];
        assert!(!progress.failed);
        assert_eq!(item, self.sources[index].base + progress.yielded);
        progress.yielded += 1;
        if self.settings.reading == Reading::Ordered {
            for (before, source) in self.progress[..index].iter().zip(&self.sources) {
                let is_done = before.yielded == source.spec.items;
                let may_be_late = before.failed || before.retried;
                assert!(is_done || may_be_late, "{item} is early");
            }
        }
    }

    pub(super) fn check_error(&mut self, stream: usize, index: usize, error: &Error<Throttled>) {
        let Error::Operation { page, .. } = *error else {
            panic!("{error:?}");
        };
        let progress = &mut self.progress[index];
        assert!(!progress.failed, "the error was yielded before");
        progress.failed = true;
        progress.failures += 1;
        assert!(!self.streams[stream].is_complete());
        if let Stream::Alone(_, listing) = &self.streams[stream] {
            assert!(listing.is_terminated());
            assert_eq!(page, listing.page_count() + 1);
        }
    }

    /// Checks a stream after a panic.
    pub(super) fn check_panicked(&mut self, stream: usize) {
        let stream = &mut self.streams[stream];
        assert!(!stream.is_complete());
        if let Stream::Alone(..) = stream {
            let polled = stream.poll(&mut Context::from_waker(Waker::noop()));
            assert_eq!(polled, Poll::Ready(None));
        }
        let has_panicked = |index: &usize| self.sources[*index].panics.has_happened.take();
        let panicked = (0..self.sources.len()).find(has_panicked);
        let panicked = panicked.expect("the panic was planned");
        self.progress[panicked].failures += 1;
        let in_flight = self.sources[panicked].service.in_flight();
        assert!(in_flight.is_empty(), "in flight after a panic");
    }

    pub(super) fn check_pending(&self, stream: usize) {
        // Beside other streams, these may have been woken before, and hold the permits.
        if let Stream::Parallel(_) = self.streams[stream] {
            let is_woken = self.tasks.is_woken();
            assert!(is_woken || self.is_waiting(), "no wakeup is scheduled");
        }
    }

    /// Checks a stream that has yielded `None`.
    pub(super) fn check_end(&self, stream: usize) {
        let stream = &self.streams[stream];
        assert!(stream.is_terminated());
        let listings = self.progress.iter().zip(&self.sources).enumerate();
        let mut is_complete = true;
        for (_, (progress, source)) in listings.filter(|(index, _)| stream.contains(*index)) {
            is_complete &= !progress.failed;
            assert!(
                source.service.in_flight().is_empty(),
                "in flight at the end"
            );
            if !progress.failed {
                assert_eq!(progress.yielded, source.spec.items);
                assert_eq!(source.service.held(), 0);
            }
        }
        assert_eq!(stream.is_complete(), is_complete);
    }

    /// Checks that all listings have been read, that nothing is held, and how many requests were sent.
    pub(super) fn check_all(&self) {
        self.tasks.check_released();
        assert_eq!(self.permits.available(), self.settings.permits);
        for (progress, source) in self.progress.iter().zip(&self.sources) {
            assert_eq!(progress.yielded, source.spec.items);
            self.check_requests(source, progress);
            let guesses = progress.max_depth + self.before_turn() > 1;
            if !guesses && progress.resumed == 0 {
                let used = source.taken.get() + progress.failures;
                assert_eq!(source.service.requests().len(), used);
            }
        }
    }

    /// Checks that requests are at most three times those without guesses, plus the depth, besides the request for the next page
    /// that is in flight or was dropped when the listing was resumed.
    fn check_requests(&self, source: &Source, progress: &Progress) {
        let fetched = source.taken.get() + source.service.held() + progress.dropped;
        let used = fetched + progress.failures;
        let is_fetching = !source.service.in_flight().is_empty();
        let unused = progress.resumed + usize::from(is_fetching);
        let depths = progress.max_depth * (1 + progress.resumed);
        let most = 3 * used + depths + unused * (1 + self.before_turn());
        let requests = source.service.requests().len();
        assert!(requests <= most, "{requests} requests, at most {most}");
    }
}
