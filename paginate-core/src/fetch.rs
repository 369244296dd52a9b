use alloc::collections::VecDeque;
use core::mem;
use core::task::{Context, Poll, ready};

use crate::advance::Next;
use crate::checkpoint::{Checkpoint, Position, Progress};
use crate::cycle::{CycleDetector, WINDOW};
use crate::in_flight::InFlight;
use crate::source::{PageFailure, Source};
use crate::{Error, RepeatedTokenPolicy};

/// How many responses in a row may be ready at once before the executor gets a turn.
const READY_RESPONSES: u32 = 32;

/// Fetches the pages of a listing: one request after the other, each with the token of the page before.
pub(crate) struct Fetch<S: Source> {
    source: S,
    repeated_token: RepeatedTokenPolicy,
    max_pages: u64,
    /// How many pages may be fetched before they are asked for.
    depth: usize,
    state: State,
    /// How many pages have been fetched, and what follows them.
    fetched: u64,
    follows: Follows,
    /// Why the page that follows could not be fetched. Yielded after all pages before it.
    failure: Option<PageFailure<S::Failure>>,
    /// The page that follows. It stays here while its request is in flight, and if that fails.
    next: Position<S::Token>,
    in_flight: InFlight<S::Future>,
    /// The pages that were fetched ahead.
    ahead: VecDeque<Fetched<S>>,
    /// The page that was taken last, as far as it had been read when it was requested.
    current: Position<S::Token>,
    cycles: CycleDetector<S::Token>,
    /// How many responses were ready since the caller was last told to wait.
    ready_responses: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Running,
    /// An error was yielded. Nothing more is fetched until a retry.
    Failed,
    /// Code of the user's panicked. What it left half done is not used any more.
    Panicked,
}

/// What follows the pages that have been fetched.
#[derive(Clone, Copy, PartialEq)]
enum Follows {
    Page,
    MissingToken,
    RepeatedToken,
    Overflow,
    End,
}

struct Fetched<S: Source> {
    page: S::Page,
    position: Position<S::Token>,
}

impl<S: Source> Fetch<S> {
    pub(crate) fn new(source: S, repeated_token: RepeatedTokenPolicy) -> Self {
        Fetch {
            source,
            repeated_token,
            max_pages: u64::MAX,
            depth: 0,
            state: State::Running,
            fetched: 0,
            follows: Follows::Page,
            failure: None,
            next: Position::default(),
            in_flight: InFlight::none(),
            ahead: VecDeque::new(),
            current: Position::default(),
            cycles: CycleDetector::new(),
            ready_responses: 0,
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
        self.fetched = pages;
        self.follows = match position {
            Some(_) => Follows::Page,
            None => Follows::End,
        };
        self.next = position.unwrap_or_default();
        self.current = Position::default();
        self.cycles = CycleDetector::new();
        self.failure = None;
        if self.state == State::Failed {
            self.state = State::Running;
        }
        self.in_flight.clear();
        self.ahead.clear();
        self.source.restart();
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
        } else if let Some(fetched) = self.ahead.pop_front() {
            Some(fetched)
        } else if let Poll::Ready(fetched) = self.poll_request(cx) {
            fetched
        } else {
            if self.in_flight.is_none() {
                cx.waker().wake_by_ref();
            }
            self.ready_responses = 0;
            return Poll::Pending;
        };
        Poll::Ready(match fetched {
            Some(Fetched { page, position }) => {
                let read = mem::replace(&mut self.current, position);
                if let Some(token) = read.token {
                    self.cycles.keep(token);
                }
                Some(Ok(page))
            }
            None => self.take_error().map(Err),
        })
    }

    /// Whether a page more may be fetched ahead.
    pub(crate) fn wants_page(&self) -> bool {
        self.ahead.len() < self.depth
            && self.ready_responses < READY_RESPONSES
            && self.fetched < self.max_pages
            && self.follows == Follows::Page
            && self.failure.is_none()
            && self.state == State::Running
    }

    /// Fetches the pages that may be fetched ahead, as far as that goes without waiting.
    #[inline(never)]
    pub(crate) fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        while self.wants_page() {
            let Poll::Ready(Some(fetched)) = self.poll_request(cx) else {
                return;
            };
            self.ahead.push_back(fetched);
        }
    }

    pub(crate) fn items(&mut self, page: S::Page) -> S::Items {
        self.source.items(page)
    }

    /// How many pages have been taken: the number, from 1, of the current page.
    pub(crate) fn taken(&self) -> u64 {
        self.fetched - self.ahead.len() as u64
    }

    /// How much of the current page had been read when it was requested.
    pub(crate) fn progress(&self) -> Progress {
        self.current.progress
    }

    /// Marks the current page as yielded as a whole. Returns whether it was marked before.
    pub(crate) fn mark_whole(&mut self) -> bool {
        mem::replace(&mut self.current.progress, Progress::Whole) == Progress::Whole
    }

    /// The checkpoint after so many items of the current page.
    pub(crate) fn checkpoint_in_page(&self, items: u64) -> Checkpoint<S::Token> {
        let mut position = self.current.clone();
        position.progress = position.progress.and(items);
        Checkpoint::on(position, self.taken() - 1)
    }

    /// The checkpoint after the current page.
    pub(crate) fn checkpoint_after_page(&self) -> Checkpoint<S::Token> {
        let position = match self.ahead.front() {
            Some(Fetched { position, .. }) => position,
            None if self.follows == Follows::End => return Checkpoint::end(self.fetched),
            None => &self.next,
        };
        Checkpoint::on(position.clone(), self.taken())
    }

    /// Allows fetching again after an error. If that is in the token of the current page, the page is requested
    /// again, for what comes after so many of its items.
    pub(crate) fn retry(&mut self, items: u64) {
        if self.state != State::Failed {
            return;
        }
        if self.is_stuck() {
            self.next = mem::take(&mut self.current);
            self.next.progress = self.next.progress.and(items);
            self.fetched -= 1;
            self.follows = Follows::Page;
        }
        self.state = State::Running;
    }

    /// Whether the current page cannot be followed by another one, although it is not the last.
    pub(crate) fn is_stuck(&self) -> bool {
        let stuck = match self.follows {
            Follows::MissingToken | Follows::RepeatedToken | Follows::Overflow => true,
            Follows::Page | Follows::End => false,
        };
        stuck && self.ahead.is_empty()
    }

    /// Whether there is no page to take, and will be none unless an error is retried.
    pub(crate) fn is_terminated(&self) -> bool {
        self.state != State::Running || self.is_at_end()
    }

    /// Whether all pages have been taken, without an error.
    pub(crate) fn is_complete(&self) -> bool {
        self.state == State::Running && self.is_at_end()
    }

    /// Ends the listing for good.
    pub(crate) fn set_panicked(&mut self) {
        self.state = State::Panicked;
    }

    fn is_at_end(&self) -> bool {
        self.follows == Follows::End && self.ahead.is_empty()
    }

    /// Whether there is a page more and it must not be taken.
    fn is_at_limit(&self) -> bool {
        let has_next = self.follows == Follows::Page || !self.ahead.is_empty();
        has_next && self.taken() >= self.max_pages
    }

    /// Returns why there is no page to take, `None` at the end. The listing fails.
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
        self.state = State::Failed;
        Some(error)
    }

    /// Requests the page that follows. `None` if there is none, or if it fails.
    ///
    /// Where the executor is due a turn it returns `Pending` with no request in flight.
    fn poll_request(&mut self, cx: &mut Context<'_>) -> Poll<Option<Fetched<S>>> {
        if self.follows != Follows::Page || self.failure.is_some() {
            return Poll::Ready(None);
        }
        if self.in_flight.is_none() {
            if self.ready_responses >= READY_RESPONSES {
                return Poll::Pending;
            }
            let token = self.token_to_send();
            self.in_flight.start(self.source.send(token));
        }
        let response = ready!(self.in_flight.poll(cx, self.depth > 0));
        Poll::Ready(self.receive(response))
    }

    /// The token of the page that follows, for its request. It is kept as well: the request may fail.
    fn token_to_send(&mut self) -> Option<S::Token> {
        let token = self.next.token.as_ref()?;
        // The oldest token is needed for the window if that reaches no farther than the current page.
        let holds_more = self.current.token.is_some() || !self.ahead.is_empty();
        let oldest = holds_more.then(|| self.cycles.take_oldest()).flatten();
        Some(match oldest {
            Some(mut copy) => {
                copy.clone_from(token);
                copy
            }
            None => token.clone(),
        })
    }

    fn receive(&mut self, response: <S::Future as Future>::Output) -> Option<Fetched<S>> {
        self.ready_responses += 1;
        let page = match self.source.page(response) {
            Ok(page) => page,
            Err(failure) => {
                self.failure = Some(failure);
                return None;
            }
        };
        let (follows, token) = self.follow(&page);
        // No code of the user's from here on: a panic above leaves the page to be requested.
        self.follows = follows;
        self.fetched += 1;
        let next = Position {
            token,
            progress: Progress::default(),
        };
        let position = mem::replace(&mut self.next, next);
        Some(Fetched { page, position })
    }

    /// Finds out what follows a page, and its token.
    fn follow(&mut self, page: &S::Page) -> (Follows, Option<S::Token>) {
        let token = match self.source.next(page, self.next.token.as_ref()) {
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
                if let Some(token) = &self.next.token {
                    self.cycles.register(token);
                }
                (Follows::Page, Some(token))
            }
        }
    }

    /// Whether a page carries the token of a page before it, or its own.
    fn is_repeated(&self, token: &S::Token) -> bool {
        let mut window = WINDOW;
        let mut is_same = |position: &Position<S::Token>| match &position.token {
            Some(held) if window > 0 => {
                window -= 1;
                held == token
            }
            _ => false,
        };
        let mut ahead = self.ahead.iter().rev().take(WINDOW);
        let is_first = || self.next.token.is_none() && self.source.first().as_ref() == Some(token);
        is_first()
            || is_same(&self.next)
            || (!self.ahead.is_empty() && ahead.any(|fetched| is_same(&fetched.position)))
            || is_same(&self.current)
            || self.cycles.contains(token, window)
    }
}
