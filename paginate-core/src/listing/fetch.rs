mod failure;
mod follow;

use core::task::{Context, Poll};

use crate::checkpoint::Checkpoint;
use crate::listing::fetched_pages::{FetchedPage, FetchedPages, Follows};
use crate::listing::guess_window::GuessWindow;
use crate::listing::next::ShortPage;
use crate::listing::requests::Requests;
use crate::listing::source::{PageFailure, Source};
use crate::trace::Trace;
use crate::{Error, RepeatedTokenPolicy};

/// Fetches the pages of a listing in order. Each page is requested with the token of the page before, or with a guess of that
/// token.
///
/// While a request is in flight, each poll of the listing polls the requests that were woken. When the listing can no longer use
/// them (after an error, at the end, beyond a limit), they are dropped, so that no request holds what another one waits for.
pub(crate) struct Fetch<S: Source> {
    pub(super) source: S,
    repeated_token: RepeatedTokenPolicy,
    max_pages: u64,
    /// The maximum number of pages that are fetched ahead.
    depth: usize,
    state: State,
    pub(super) pages: FetchedPages<S::Page, S::Token>,
    /// The failure of the page that follows. It is yielded after all pages before it.
    failure: Option<PageFailure<S::Failure>>,
    pub(super) requests: Requests<S::Future, S::Token>,
    window: GuessWindow,
    pub(super) trace: Trace,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Running,
    /// An error was yielded. Nothing more is fetched until a retry.
    Failed,
    /// User code panicked. The listing stays terminated, because its state may be incomplete.
    Panicked,
}

impl<S: Source> Fetch<S> {
    pub(crate) fn new(source: S, repeated_token: RepeatedTokenPolicy, trace: Trace) -> Self {
        Fetch {
            source,
            repeated_token,
            max_pages: u64::MAX,
            depth: 0,
            state: State::Running,
            pages: FetchedPages::none(),
            failure: None,
            requests: Requests::none(),
            window: GuessWindow::new(),
            trace,
        }
    }

    pub(crate) fn set_depth(&mut self, pages: usize) {
        self.depth = pages;
    }

    pub(crate) fn set_max_pages(&mut self, pages: u64) {
        self.max_pages = pages;
    }

    /// Drops everything that was fetched or is in flight, and moves to a checkpoint.
    pub(crate) fn move_to(&mut self, checkpoint: Checkpoint<S::Token>) {
        self.pages = FetchedPages::from(checkpoint);
        self.failure = None;
        if self.state == State::Failed {
            self.state = State::Running;
        }
        self.source.restart();
        self.requests.clear();
        self.window = GuessWindow::new();
    }

    /// Fetches the next page, or takes it if it was fetched ahead.
    ///
    /// Returns each error once, and `None` after it and at the end.
    pub(crate) fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<S::Page, Error<S::Failure>>>> {
        if self.state != State::Running {
            return Poll::Ready(None);
        }
        if self.must_yield() {
            self.yield_to_executor(cx);
            return Poll::Pending;
        }
        let fetched = if self.is_at_limit() {
            None
        } else if let Some(fetched) = self.pages.pop() {
            Some(fetched)
        } else if let Poll::Ready(fetched) = self.poll_page(cx) {
            fetched
        } else {
            self.yield_to_executor(cx);
            return Poll::Pending;
        };
        Poll::Ready(match fetched {
            Some(fetched) => {
                let forgotten = self.source.pages_before_fresh_token();
                Some(Ok(self.pages.take(fetched, forgotten)))
            }
            None => return self.poll_after_failure(cx),
        })
    }

    /// Yields to the executor: the caller returns `Pending`. If requests were not polled because too many responses were ready,
    /// the task is woken, because these requests may not wake it.
    pub(crate) fn yield_to_executor(&mut self, cx: &mut Context<'_>) {
        if self.requests.is_exhausted() {
            cx.waker().wake_by_ref();
        }
        self.requests.note_yield();
    }

    /// Returns whether requests are in flight, or pages may be fetched ahead.
    pub(crate) fn is_fetching(&self) -> bool {
        self.requests.any_in_flight() || self.wants_page()
    }

    /// Returns whether another page may be fetched ahead.
    fn wants_page(&self) -> bool {
        self.pages.ahead() < self.depth
            && self.pages.count() < self.max_pages
            && self.pages.next().is_some()
            && self.failure.is_none()
            && self.state == State::Running
    }

    /// Returns whether the listing must yield to the executor before requests are polled.
    pub(crate) fn must_yield(&self) -> bool {
        self.requests.is_exhausted() && self.is_fetching()
    }

    /// Fetches pages ahead until a request is pending, the depth is reached, or the listing must yield to the executor.
    #[inline(never)]
    pub(crate) fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        while self.is_fetching() && !self.requests.is_exhausted() {
            match self.poll_page(cx) {
                Poll::Ready(Some(fetched)) => self.pages.hold(fetched),
                // The page failed. Unless it is requested again, nothing more is fetched.
                Poll::Ready(None) => {}
                Poll::Pending => return,
            }
        }
    }

    /// Fetches pages ahead while nothing is read, and `more` pages besides those that may be fetched ahead.
    pub(crate) fn fetch_before_turn(&mut self, cx: &mut Context<'_>, more: usize) {
        let depth = self.depth;
        self.depth = depth.saturating_add(more);
        self.fetch_ahead(cx);
        if self.must_yield() {
            self.yield_to_executor(cx);
        }
        self.depth = depth;
    }

    /// Notes that the current page has fewer items than had been yielded before from its position on: `missing` fewer. They are
    /// skipped in the pages that follow, unless the page size has changed.
    #[cold]
    pub(crate) fn note_short_page(&mut self, missing: u64) {
        match self.source.short_page() {
            ShortPage::Continued => self.pages.skip_in_next(missing),
            ShortPage::OtherPageSize if !self.pages.is_last() => {
                self.pages.refuse_page_size();
                self.failure = None;
                self.requests.clear();
            }
            ShortPage::OtherPageSize | ShortPage::Unknown => {}
        }
    }

    /// Allows fetching to continue after an error. If the current page carried no usable token, the page is requested again, and
    /// `items` of its items are skipped.
    pub(crate) fn retry(&mut self, items: u64) {
        if self.state != State::Failed {
            return;
        }
        self.pages.retry(items);
        self.source.note_retry();
        self.trace.retry(self.pages.taken() + 1);
        self.state = State::Running;
    }

    /// Returns whether the next poll does not wait for a request in flight.
    pub(crate) fn is_ready(&self) -> bool {
        self.pages.ahead() > 0 || !self.requests.is_next_in_flight()
    }

    /// Returns whether no page follows, unless an error is retried.
    pub(crate) fn is_terminated(&self) -> bool {
        self.state != State::Running || self.is_at_end()
    }

    /// Returns whether all pages have been taken, without an error.
    pub(crate) fn is_complete(&self) -> bool {
        self.state == State::Running && self.is_at_end()
    }

    /// Terminates the listing for good.
    pub(crate) fn set_panicked(&mut self) {
        self.state = State::Panicked;
        self.requests.clear();
    }

    fn is_at_end(&self) -> bool {
        self.pages.is_end() && self.pages.ahead() == 0
    }

    /// Returns whether another page follows that exceeds the limit.
    fn is_at_limit(&self) -> bool {
        self.pages.taken() >= self.max_pages
            && (self.pages.next().is_some() || self.pages.ahead() > 0)
    }

    /// Polls for the page that follows. Returns `None` at the end, and if the request fails: the failure is kept, or the page is to
    /// be requested again.
    ///
    /// If the listing must yield to the executor, no request is polled, so the caller must wake the task.
    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<FetchedPage<S::Page, S::Token>>> {
        let Some(next) = self.pages.next() else {
            return Poll::Ready(None);
        };
        if self.failure.is_some() {
            return Poll::Ready(None);
        }
        if self.requests.is_exhausted() {
            return Poll::Pending;
        }
        if !self.requests.is_sent(next.token.as_ref()) {
            let token = self.pages.token_to_send();
            let page = self.pages.count() + 1;
            let request = self.trace.request(page, || self.source.send(token));
            self.requests.send(request);
        }
        match self.requests.poll_next(cx, self.depth > 0) {
            Poll::Ready(response) => Poll::Ready(self.receive(response)),
            Poll::Pending => {
                self.send_guesses();
                self.requests.poll_guesses(cx);
                Poll::Pending
            }
        }
    }

    /// Requests the pages that probably come after those that have been requested.
    #[inline(never)]
    fn send_guesses(&mut self) {
        while self.pages.ahead() + self.requests.len() < self.depth
            && self.pages.count() + (self.requests.len() as u64) < self.max_pages
            && self.window.allows(self.requests.guesses(), self.depth)
        {
            let next = self.pages.next().and_then(|next| next.token.as_ref());
            let last = self.requests.last_guess().or(next);
            let Some(token) = self.source.guess(last) else {
                return;
            };
            let page = self.pages.count() + self.requests.len() as u64 + 1;
            let copy = Some(token.clone());
            let request = self.trace.request(page, || self.source.send(copy));
            self.requests.send_guess(token, request);
        }
    }

    fn receive(
        &mut self,
        response: <S::Future as Future>::Output,
    ) -> Option<FetchedPage<S::Page, S::Token>> {
        self.window.note_response();
        let page = match self.source.page(response) {
            Ok(page) => page,
            Err(failure) => {
                if !self.prepare_again(&failure) {
                    self.failure = Some(failure);
                    self.drop_in_flight();
                }
                return None;
            }
        };
        let follows = self.follow(&page);
        if matches!(follows, Follows::End) {
            // A listing that has ended keeps no memory for requests.
            self.requests.clear();
        }
        // User code runs only above this line. If it panics, the page has not been counted.
        Some(self.pages.receive(page, follows))
    }
}
