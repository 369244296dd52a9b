use core::task::{Context, Poll};

use crate::advance::Next;
use crate::checkpoint::{Checkpoint, Progress};
use crate::fetched_pages::{FetchedPage, FetchedPages};
use crate::requests::Requests;
use crate::source::{PageFailure, Source};
use crate::trace::Trace;
use crate::{Error, RepeatedTokenPolicy};

/// Fetches the pages of a listing in order. Each page is requested with the token of the page before, or with a guess of that
/// token.
pub(crate) struct Fetch<S: Source> {
    source: S,
    repeated_token: RepeatedTokenPolicy,
    max_pages: u64,
    /// The maximum number of pages that are fetched ahead.
    depth: usize,
    state: State,
    pages: FetchedPages<S::Page, S::Token>,
    /// What follows the pages that have been fetched.
    follows: Follows,
    /// The failure of the page that follows. It is yielded after all pages before it.
    failure: Option<PageFailure<S::Failure>>,
    requests: Requests<S::Future, S::Token>,
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

#[derive(Clone, Copy, PartialEq)]
enum Follows {
    Page,
    MissingToken,
    RepeatedToken,
    Overflow,
    End,
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
            follows: Follows::Page,
            failure: None,
            requests: Requests::none(),
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
        let Checkpoint { position, pages } = checkpoint;
        self.follows = match position {
            Some(_) => Follows::Page,
            None => Follows::End,
        };
        self.pages.move_to(position.unwrap_or_default(), pages);
        self.failure = None;
        if self.state == State::Failed {
            self.state = State::Running;
        }
        self.source.restart();
        self.requests.clear();
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
        let fetched = if self.is_at_limit() {
            None
        } else if let Some(fetched) = self.pages.pop() {
            Some(fetched)
        } else if let Poll::Ready(fetched) = self.poll_page(cx) {
            fetched
        } else {
            // No request was polled, so none will wake the task.
            if self.requests.is_exhausted() {
                cx.waker().wake_by_ref();
            }
            self.requests.give_turn();
            return Poll::Pending;
        };
        Poll::Ready(match fetched {
            Some(fetched) => Some(Ok(self.pages.take(fetched))),
            None => self.take_error().map(Err),
        })
    }

    /// Returns whether another page may be fetched ahead.
    pub(crate) fn wants_page(&self) -> bool {
        self.pages.ahead() < self.depth
            && !self.requests.is_exhausted()
            && self.pages.count() < self.max_pages
            && self.follows == Follows::Page
            && self.failure.is_none()
            && self.state == State::Running
    }

    /// Fetches pages ahead until a request is pending or the depth is reached.
    #[inline(never)]
    pub(crate) fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        while self.wants_page() {
            let Poll::Ready(Some(fetched)) = self.poll_page(cx) else {
                return;
            };
            self.pages.hold(fetched);
        }
    }

    /// Fetches pages ahead while nothing is read, and `more` pages besides those that may be fetched ahead.
    pub(crate) fn fetch_before_turn(&mut self, cx: &mut Context<'_>, more: usize) {
        let depth = self.depth;
        self.depth = depth.saturating_add(more);
        self.fetch_ahead(cx);
        self.depth = depth;
        // A request that was not polled will not wake the task.
        if self.requests.is_exhausted() {
            cx.waker().wake_by_ref();
            self.requests.give_turn();
        }
    }

    pub(crate) fn items(&mut self, page: S::Page) -> S::Items {
        self.source.items(page)
    }

    /// Returns the number of pages that were taken, which is the number of the current page.
    pub(crate) fn taken(&self) -> u64 {
        self.pages.taken()
    }

    pub(crate) fn trace(&self) -> Trace {
        self.trace
    }

    /// Returns how much of the current page had been read before it was requested again.
    pub(crate) fn progress(&self) -> Progress {
        self.pages.progress()
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
        let at_end = self.follows == Follows::End;
        self.pages.checkpoint_after_page(at_end)
    }

    /// Allows fetching to continue after an error. If the current page carried no usable token, the page is requested again, and
    /// `items` of its items are skipped.
    pub(crate) fn retry(&mut self, items: u64) {
        if self.state != State::Failed {
            return;
        }
        if self.is_stuck() {
            self.pages.request_current_again(items);
            self.follows = Follows::Page;
        }
        self.trace.retry(self.taken() + 1);
        self.state = State::Running;
    }

    /// Returns whether the token of the current page is missing or unusable, so that the page must be requested again.
    pub(crate) fn is_stuck(&self) -> bool {
        let stuck = match self.follows {
            Follows::MissingToken | Follows::RepeatedToken | Follows::Overflow => true,
            Follows::Page | Follows::End => false,
        };
        stuck && self.pages.ahead() == 0
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
        self.follows == Follows::End && self.pages.ahead() == 0
    }

    /// Returns whether another page follows that exceeds the limit.
    fn is_at_limit(&self) -> bool {
        let has_next = self.follows == Follows::Page || self.pages.ahead() > 0;
        has_next && self.taken() >= self.max_pages
    }

    /// Returns the error that terminates the listing, or `None` at the end.
    fn take_error(&mut self) -> Option<Error<S::Failure>> {
        let page = self.taken();
        let error = if self.is_at_limit() {
            Error::PageLimit {
                page: self.max_pages,
            }
        } else if let Some(failure) = self.failure.take() {
            let page = page + 1;
            match failure {
                PageFailure::Operation(source) => Error::Operation { page, source },
                PageFailure::MissingListing => Error::MissingListing { page },
            }
        } else {
            match self.follows {
                Follows::MissingToken => Error::MissingToken { page },
                Follows::RepeatedToken => Error::RepeatedToken { page },
                Follows::Overflow => Error::PageNumberOverflow { page },
                // A page that follows is requested, and has arrived or has failed.
                Follows::Page | Follows::End => return None,
            }
        };
        self.trace.error(&error);
        self.state = State::Failed;
        Some(error)
    }

    /// Polls for the page that follows. Returns `None` at the end, and if the request fails.
    ///
    /// If the listing must yield to the executor, no request is polled, so the caller must wake the task.
    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<FetchedPage<S::Page, S::Token>>> {
        if self.follows != Follows::Page || self.failure.is_some() {
            return Poll::Ready(None);
        }
        if self.requests.is_exhausted() {
            return Poll::Pending;
        }
        if !self.requests.is_sent(self.pages.next_token()) {
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
        {
            let last = self.requests.last_guess().or(self.pages.next_token());
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
        let page = match self.source.page(response) {
            Ok(page) => page,
            Err(failure) => {
                self.failure = Some(failure);
                return None;
            }
        };
        let (follows, token) = self.follow(&page);
        let requests = self.requests.len();
        self.requests.follow(token.as_ref());
        let dropped = requests - self.requests.len();
        // The first of them was sent for the page after this one.
        self.trace.wrong_guesses(self.pages.count() + 2, dropped);
        // User code runs only above this line. If it panics, the page has not been counted.
        self.follows = follows;
        Some(self.pages.receive(page, token))
    }

    /// Returns what follows a page, and the token of the next page.
    fn follow(&mut self, page: &S::Page) -> (Follows, Option<S::Token>) {
        let token = match self.source.next(page, self.pages.next_token()) {
            Next::Page(token) => token,
            Next::MissingToken => return (Follows::MissingToken, None),
            Next::Overflow => return (Follows::Overflow, None),
            Next::End => return (Follows::End, None),
        };
        match self.repeated_token {
            RepeatedTokenPolicy::Error if self.is_repeated(&token) => {
                (Follows::RepeatedToken, None)
            }
            RepeatedTokenPolicy::End if self.is_repeated(&token) => (Follows::End, None),
            _ => {
                self.pages.register_token();
                (Follows::Page, Some(token))
            }
        }
    }

    /// Returns whether the page that follows carries its own token or the token of an earlier page.
    fn is_repeated(&self, token: &S::Token) -> bool {
        let is_first = self.pages.next_token().is_none();
        (is_first && self.source.first().as_ref() == Some(token)) || self.pages.is_repeated(token)
    }
}
