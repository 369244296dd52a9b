use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::task::{Context, Poll};

use crate::listing::in_flight::InFlight;
use crate::trace::Traced;

/// The number of consecutive responses that may be ready immediately before the listing yields to the executor.
const READY_RESPONSES: u64 = 32;

/// The requests in flight: one for the next page, and more for the pages after it if their tokens can be guessed.
///
/// The guesses are a chain: each is the token that probably follows the one before. Their responses are kept until the
/// pages before them have been received.
pub(crate) struct Requests<F: Future, T> {
    /// The request for the next page, unless its token was guessed. The only one in a listing without guesses.
    next: InFlight<F>,
    guesses: VecDeque<Guess<F, T>>,
    /// Completed guesses, whose memory is reused.
    unused: Vec<InFlight<F>>,
    /// The number of requests that have not been answered, among them guesses.
    in_flight: usize,
    /// The number of responses.
    responses: u64,
    /// The number of responses when the listing last yielded to the executor.
    responses_at_yield: u64,
}

struct Guess<F: Future, T> {
    token: T,
    request: InFlight<F>,
    /// The response, once it has arrived.
    response: Option<F::Output>,
}

impl<F: Future, T: PartialEq> Requests<F, T> {
    pub(crate) fn none() -> Self {
        Requests {
            next: InFlight::none(),
            guesses: VecDeque::new(),
            unused: Vec::new(),
            in_flight: 0,
            responses: 0,
            responses_at_yield: 0,
        }
    }

    /// Returns the number of requests in flight and of responses that are kept.
    pub(crate) fn len(&self) -> usize {
        usize::from(!self.next.is_none()) + self.guesses.len()
    }

    /// Returns the number of guesses in flight and of their responses that are kept.
    pub(crate) fn guesses(&self) -> usize {
        self.guesses.len()
    }

    /// Returns whether a request is in flight.
    pub(crate) fn any_in_flight(&self) -> bool {
        self.in_flight > 0
    }

    /// Returns whether the request for the next page is in flight.
    pub(crate) fn is_next_in_flight(&self) -> bool {
        let first = self.guesses.front();
        !self.next.is_none() || first.is_some_and(|guess| guess.response.is_none())
    }

    /// Returns the number of responses since the listing was created.
    pub(crate) fn responses(&self) -> u64 {
        self.responses
    }

    /// Returns whether the next page, which has this token, was requested.
    #[inline]
    pub(crate) fn is_sent(&self, token: Option<&T>) -> bool {
        !self.next.is_none() || self.is_guessed(token)
    }

    /// Sends the request for the next page.
    pub(crate) fn send(&mut self, request: Traced<F>) {
        self.next.start(request);
        self.in_flight += 1;
    }

    /// Sends a request for the page that probably follows the last one that was requested.
    pub(crate) fn send_guess(&mut self, token: T, request: Traced<F>) {
        let mut place = self.unused.pop().unwrap_or_else(InFlight::none);
        place.start(request);
        self.in_flight += 1;
        self.guesses.push_back(Guess {
            token,
            request: place,
            response: None,
        });
    }

    /// Returns the token of the last guess.
    pub(crate) fn last_guess(&self) -> Option<&T> {
        self.guesses.back().map(|guess| &guess.token)
    }

    /// Polls the request for the next page, which [was sent](Self::is_sent). See [`InFlight::poll`] for `only_woken`.
    #[inline]
    pub(crate) fn poll_next(&mut self, cx: &mut Context<'_>, only_woken: bool) -> Poll<F::Output> {
        if !self.guesses.is_empty() && self.next.is_none() {
            return self.poll_first_guess(cx);
        }
        let polled = self.next.poll(cx, only_woken);
        if polled.is_ready() {
            self.count_response();
        }
        polled
    }

    /// Polls the guesses that were woken.
    pub(crate) fn poll_guesses(&mut self, cx: &mut Context<'_>) {
        for index in 0..self.guesses.len() {
            if self.is_exhausted() {
                return;
            }
            self.poll_guess(index, cx);
        }
    }

    /// Drops the guesses, unless the first of them is for the page that follows. Returns how many were dropped.
    #[inline]
    pub(crate) fn follow(&mut self, token: Option<&T>) -> usize {
        if self.guesses.is_empty() || self.is_guessed(token) {
            return 0;
        }
        self.drop_guesses(0)
    }

    /// Drops all requests in flight, and frees their memory. The responses to guesses are kept up to the first one that is
    /// missing. Returns how many guesses were dropped.
    #[inline(never)]
    pub(crate) fn drop_in_flight(&mut self) -> usize {
        self.in_flight -= usize::from(!self.next.is_none());
        self.next = InFlight::none();
        let missing = |guess: &Guess<F, T>| guess.response.is_none();
        let first = self.guesses.iter().position(missing);
        let dropped = self.drop_guesses(first.unwrap_or(self.guesses.len()));
        self.unused = Vec::new();
        dropped
    }

    /// Drops all requests and responses, and frees their memory.
    #[inline(never)]
    pub(crate) fn clear(&mut self) {
        *self = Requests {
            responses: self.responses,
            responses_at_yield: self.responses_at_yield,
            ..Requests::none()
        };
    }

    /// Returns whether the listing must yield to the executor before a request is sent or polled.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.responses - self.responses_at_yield >= READY_RESPONSES
    }

    /// Notes that the listing yields to the executor.
    pub(crate) fn note_yield(&mut self) {
        self.responses_at_yield = self.responses;
    }

    #[inline]
    fn is_guessed(&self, token: Option<&T>) -> bool {
        let first = self.guesses.front();
        first.is_some_and(|guess| Some(&guess.token) == token)
    }

    #[inline]
    fn count_response(&mut self) {
        self.in_flight -= 1;
        self.responses += 1;
    }

    /// Polls a guess that has not been answered.
    fn poll_guess(&mut self, index: usize, cx: &mut Context<'_>) {
        let guess = &mut self.guesses[index];
        if guess.response.is_some() {
            return;
        }
        if let Poll::Ready(response) = guess.request.poll(cx, true) {
            guess.response = Some(response);
            self.count_response();
        }
    }

    #[inline(never)]
    fn poll_first_guess(&mut self, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.poll_guess(0, cx);
        let first = self.guesses.front_mut();
        let Some(response) = first.and_then(|guess| guess.response.take()) else {
            return Poll::Pending;
        };
        self.unused
            .extend(self.guesses.pop_front().map(|guess| guess.request));
        Poll::Ready(response)
    }

    /// Drops the guesses from an index on. Returns how many were dropped.
    #[inline(never)]
    fn drop_guesses(&mut self, first: usize) -> usize {
        let mut dropped = 0;
        while self.guesses.len() > first {
            // The guess is removed first: if its future panics when it is dropped, it is not dropped again.
            if let Some(mut guess) = self.guesses.pop_back() {
                self.in_flight -= usize::from(guess.response.is_none());
                guess.request.clear();
                self.unused.push(guess.request);
                dropped += 1;
            }
        }
        dropped
    }
}
