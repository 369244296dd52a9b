use core::task::{Context, Poll};

use crate::checkpoint::{Checkpoint, Position, Progress};
use crate::listing::fetched_pages::{FetchedPage, FetchedPages, Follows};
use crate::listing::guess_window::GuessWindow;
use crate::listing::next::{Next, ShortPage};
use crate::listing::requests::Requests;
use crate::listing::source::{Again, FailedPage, PageFailure, Source};
use crate::trace::Trace;
use crate::{Error, RepeatedTokenPolicy};

/// Fetches the pages of a listing in order. Each page is requested with the token of the page before, or with a guess of that
/// token.
///
/// While a request is in flight, each poll of the listing polls the requests that were woken. When the listing can no longer use
/// them (after an error, at the end, beyond a limit), they are dropped, so that no request holds what another one waits for.
pub(crate) struct Fetch<S: Source> {
    source: S,
    repeated_token: RepeatedTokenPolicy,
    max_pages: u64,
    /// The maximum number of pages that are fetched ahead.
    depth: usize,
    state: State,
    pages: FetchedPages<S::Page, S::Token>,
    /// The failure of the page that follows. It is yielded after all pages before it.
    failure: Option<PageFailure<S::Failure>>,
    requests: Requests<S::Future, S::Token>,
    window: GuessWindow,
    trace: Trace,
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

    /// Yields the error that terminates the listing, or requests a page again that failed.
    #[cold]
    fn poll_after_failure(
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

    pub(crate) fn items(&mut self, page: S::Page) -> S::Items {
        self.source.items(page)
    }

    /// Returns the number of pages that were taken, which is the number of the current page.
    pub(crate) fn taken(&self) -> u64 {
        self.pages.taken()
    }

    /// Returns the number of responses since the listing was created.
    pub(crate) fn responses(&self) -> u64 {
        self.requests.responses()
    }

    pub(crate) fn trace(&self) -> Trace {
        self.trace
    }

    /// Returns how much had been yielded from the current page on before the page was taken.
    pub(crate) fn progress(&self) -> Progress {
        self.pages.progress()
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

    /// Marks the current page as yielded as a whole, and returns whether it was marked before.
    pub(crate) fn mark_whole(&mut self) -> bool {
        self.pages.mark_whole()
    }

    /// Returns the checkpoint after a number of items of the current page.
    pub(crate) fn checkpoint_in_page(&self, items: u64) -> Checkpoint<S::Token> {
        self.pages.checkpoint_in_page(items)
    }

    /// Returns the checkpoint after the current page.
    pub(crate) fn checkpoint_after_page(&self) -> Checkpoint<S::Token> {
        self.pages.checkpoint_after_page()
    }

    /// Allows fetching to continue after an error. If the current page carried no usable token, the page is requested again, and
    /// `items` of its items are skipped.
    pub(crate) fn retry(&mut self, items: u64) {
        if self.state != State::Failed {
            return;
        }
        self.pages.retry(items);
        self.source.note_retry();
        self.trace.retry(self.taken() + 1);
        self.state = State::Running;
    }

    /// Returns whether the token of the current page is missing or unusable, so that the page must be requested again.
    pub(crate) fn is_stuck(&self) -> bool {
        self.pages.is_stuck()
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
        self.taken() >= self.max_pages && (self.pages.next().is_some() || self.pages.ahead() > 0)
    }

    /// Returns the error that terminates the listing, or `None` at the end.
    fn take_error(&mut self) -> Option<Error<S::Failure>> {
        let page = self.taken();
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

    /// Prepares that the page that failed is requested again with a smaller page size or with a fresh token. Returns `false` if the
    /// failure is to be yielded.
    #[cold]
    fn prepare_again(&mut self, failure: &PageFailure<S::Failure>) -> bool {
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
    fn drop_in_flight(&mut self) {
        let dropped = self.requests.drop_in_flight();
        self.window.note_dropped(dropped, self.depth);
    }

    /// Returns what follows a page, and drops the guesses that are wrong.
    fn follow(&mut self, page: &S::Page) -> Follows<S::Token> {
        let Some(position) = self.pages.next() else {
            return Follows::End;
        };
        let asked_with = position.token.as_ref();
        let guess = match self.depth {
            0 => None,
            _ => self.source.guess(asked_with),
        };
        let follows = match self.source.next(page, position) {
            Next::Page(next) => self.unless_repeated(next),
            Next::EmptyPages(next) => Follows::EmptyPages(next),
            Next::MissingToken => Follows::MissingToken,
            Next::Overflow => Follows::Overflow,
            Next::End => Follows::End,
        };
        let token = match &follows {
            Follows::Page(next) => next.token.as_ref(),
            _ => None,
        };
        if guess.is_some() && guess.as_ref() == token {
            self.window.note_right();
        }
        let dropped = self.requests.follow(token);
        self.window.note_dropped(dropped, self.depth);
        // The first of the wrong guesses was sent for the page after this one.
        self.trace.wrong_guesses(self.pages.count() + 2, dropped);
        follows
    }

    /// Returns that a page follows, unless it has already been requested.
    fn unless_repeated(&mut self, next: Position<S::Token>) -> Follows<S::Token> {
        let is_repeated = match (self.repeated_token, &next.token) {
            (RepeatedTokenPolicy::Continue, _) | (_, None) => false,
            (_, Some(token)) => self.is_repeated(token),
        };
        if !is_repeated {
            self.pages.register_token();
            return Follows::Page(next);
        }
        match self.repeated_token {
            RepeatedTokenPolicy::End => Follows::End,
            _ => Follows::RepeatedToken,
        }
    }

    /// Returns whether the page that follows carries its own token or the token of an earlier page.
    fn is_repeated(&self, token: &S::Token) -> bool {
        let is_first = self.pages.next().is_none_or(|next| next.token.is_none());
        (is_first && self.source.first().as_ref() == Some(token))
            || self
                .pages
                .is_repeated(token, self.source.pages_before_fresh_token())
    }
}
