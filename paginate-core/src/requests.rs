use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::task::{Context, Poll};

use crate::in_flight::InFlight;
use crate::trace::Traced;

/// The number of consecutive responses that may be ready immediately before the listing yields to the executor.
const READY_RESPONSES: u32 = 32;

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
    /// The number of responses that were ready since the listing last yielded to the executor.
    ready_responses: u32,
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
            ready_responses: 0,
        }
    }

    /// Returns the number of requests in flight and of responses that are kept.
    pub(crate) fn len(&self) -> usize {
        usize::from(!self.next.is_none()) + self.guesses.len()
    }

    /// Returns whether the next page, which has this token, was requested.
    #[inline]
    pub(crate) fn is_sent(&self, token: Option<&T>) -> bool {
        !self.next.is_none() || self.is_guessed(token)
    }

    /// Sends the request for the next page.
    pub(crate) fn send(&mut self, request: Traced<F>) {
        self.next.start(request);
    }

    /// Sends a request for the page that probably follows the last one that was requested.
    pub(crate) fn send_guess(&mut self, token: T, request: Traced<F>) {
        let mut slot = self.unused.pop().unwrap_or_else(InFlight::none);
        slot.start(request);
        self.guesses.push_back(Guess {
            token,
            request: slot,
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
        self.ready_responses += u32::from(polled.is_ready());
        polled
    }

    /// Polls the guesses that were woken.
    pub(crate) fn poll_guesses(&mut self, cx: &mut Context<'_>) {
        for guess in &mut self.guesses {
            if self.ready_responses >= READY_RESPONSES {
                return;
            }
            self.ready_responses += u32::from(guess.poll(cx));
        }
    }

    /// Drops the guesses, unless the first of them is for the page that follows.
    #[inline]
    pub(crate) fn follow(&mut self, token: Option<&T>) {
        if !self.guesses.is_empty() && !self.is_guessed(token) {
            self.drop_guesses();
        }
    }

    /// Drops all requests and responses.
    #[inline(never)]
    pub(crate) fn clear(&mut self) {
        self.next.clear();
        self.drop_guesses();
    }

    /// Returns whether the listing must yield to the executor before a request is sent or polled.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.ready_responses >= READY_RESPONSES
    }

    /// Notes that the listing yields to the executor.
    pub(crate) fn give_turn(&mut self) {
        self.ready_responses = 0;
    }

    #[inline]
    fn is_guessed(&self, token: Option<&T>) -> bool {
        let first = self.guesses.front();
        first.is_some_and(|guess| Some(&guess.token) == token)
    }

    #[inline(never)]
    fn poll_first_guess(&mut self, cx: &mut Context<'_>) -> Poll<F::Output> {
        let Some(guess) = self.guesses.front_mut() else {
            return Poll::Pending;
        };
        self.ready_responses += u32::from(guess.poll(cx));
        let Some(response) = guess.response.take() else {
            return Poll::Pending;
        };
        self.unused
            .extend(self.guesses.pop_front().map(|guess| guess.request));
        Poll::Ready(response)
    }

    #[inline(never)]
    fn drop_guesses(&mut self) {
        while let Some(mut guess) = self.guesses.pop_front() {
            guess.request.clear();
            self.unused.push(guess.request);
        }
    }
}

impl<F: Future, T> Guess<F, T> {
    /// Polls the request if it was woken. Returns whether its response has arrived now.
    fn poll(&mut self, cx: &mut Context<'_>) -> bool {
        if self.response.is_some() {
            return false;
        }
        match self.request.poll(cx, true) {
            Poll::Ready(response) => {
                self.response = Some(response);
                true
            }
            Poll::Pending => false,
        }
    }
}
