use alloc::boxed::Box;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll};

use crate::RepeatedToken;
use crate::checkpoint::Place;
use crate::prefetch::Prefetch;
use crate::token::Seen;

/// How many pages may come without one of them being waited for, before the executor gets a turn.
const READY_PAGES: u32 = 32;

/// What the loop asks of one operation.
pub(crate) trait Source {
    type Page;
    type Token: Clone + PartialEq;
    type Error;
    type Future: Future<Output = Result<Self::Page, Self::Error>>;
    type Items: IntoIterator;

    /// Sends the user's request, as it is or with the token.
    fn send(&mut self, token: Option<Self::Token>) -> Self::Future;

    /// What the page says of whether there is more, if it says anything.
    fn more_results(&mut self, page: &Self::Page) -> Option<bool>;

    /// The token with which the next page is asked for, `None` if this page is the last.
    fn token(&mut self, page: &Self::Page) -> Option<Self::Token>;

    fn items(&mut self, page: Self::Page) -> Self::Items;
}

/// The side of a listing that sends requests: one after the other, each with the token of the page before.
pub(crate) struct Fetch<S: Source> {
    pub(crate) source: S,
    repeated_token: RepeatedToken,
    pub(crate) max_pages: u64,
    /// How many pages have been fetched, and what follows them.
    pub(crate) fetched: u64,
    pub(crate) follows: Follows,
    /// The page that follows. It stays while its request is in flight, and if that fails.
    pub(crate) next: Place<S::Token>,
    /// One allocation, made once and used for every page.
    in_flight: Pin<Box<Option<S::Future>>>,
    pub(crate) prefetch: Prefetch<Fetched<S>>,
    /// There was an error. Nothing is fetched after it unless it is retried.
    pub(crate) failed: bool,
    /// The tokens of pages that have been read.
    seen: Seen<S::Token>,
    /// One that is not needed any more, for the memory of the next copy.
    spare: Option<S::Token>,
    ready_pages: u32,
}

/// What comes after the pages that have been fetched.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Follows {
    Page,
    MissingToken,
    RepeatedToken,
    Nothing,
}

pub(crate) enum Fetched<S: Source> {
    Page {
        page: S::Page,
        place: Place<S::Token>,
        number: u64,
    },
    Failure(S::Error),
}

impl<S: Source> Fetched<S> {
    /// The token of the page.
    fn token(&self) -> Option<&S::Token> {
        match self {
            Fetched::Page { place, .. } => place.token.as_ref(),
            Fetched::Failure(_) => None,
        }
    }
}

impl<S: Source> Fetch<S> {
    pub(crate) fn new(source: S, repeated_token: RepeatedToken) -> Self {
        Fetch {
            source,
            repeated_token,
            max_pages: u64::MAX,
            fetched: 0,
            follows: Follows::Page,
            next: Place::default(),
            in_flight: Box::pin(None),
            prefetch: Prefetch::new(),
            failed: false,
            seen: Seen::new(),
            spare: None,
            ready_pages: 0,
        }
    }

    /// Forgets what it is at, and goes to the place, or to the end.
    pub(crate) fn go_to(&mut self, place: Option<Place<S::Token>>, pages: u64) {
        self.fetched = pages;
        self.follows = if place.is_some() {
            Follows::Page
        } else {
            Follows::Nothing
        };
        self.next = place.unwrap_or_default();
        self.in_flight.set(None);
        self.prefetch.fetched.clear();
        self.failed = false;
        self.seen = Seen::new();
    }

    /// Goes back to the page that was fetched last.
    pub(crate) fn go_back_to(&mut self, place: Place<S::Token>) {
        self.fetched -= 1;
        self.follows = Follows::Page;
        self.next = place;
    }

    /// The next page, or what comes instead of it; `None` if there is nothing to ask for.
    ///
    /// `reading` is the token of the page that is being read.
    pub(crate) fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
        reading: Option<&S::Token>,
    ) -> Poll<Option<Fetched<S>>> {
        match self.prefetch.fetched.pop_front() {
            Some(fetched) => Poll::Ready(Some(fetched)),
            None => self.poll_request(cx, reading),
        }
    }

    /// Fetches what may be fetched before it is asked for, as far as that goes without waiting.
    #[inline(never)]
    pub(crate) fn fetch_ahead(&mut self, cx: &mut Context<'_>, reading: Option<&S::Token>) {
        while self.prefetch.has_room() {
            let Poll::Ready(Some(fetched)) = self.poll_request(cx, reading) else {
                return;
            };
            self.prefetch.fetched.push_back(fetched);
        }
    }

    /// A page has been read, and will not be again.
    pub(crate) fn leave(&mut self, place: Place<S::Token>) {
        if let Some(token) = place.token {
            self.spare = self.seen.insert(token);
        }
    }

    /// The token of the page that follows, for its request. It is kept as well: the request may fail.
    fn token_to_send(&mut self) -> Option<S::Token> {
        let token = self.next.token.as_ref()?;
        Some(match self.spare.take() {
            Some(mut copy) => {
                copy.clone_from(token);
                copy
            }
            None => token.clone(),
        })
    }

    fn poll_request(
        &mut self,
        cx: &mut Context<'_>,
        reading: Option<&S::Token>,
    ) -> Poll<Option<Fetched<S>>> {
        let mut fresh = false;
        let response = loop {
            if let Some(request) = self.in_flight.as_mut().as_pin_mut() {
                let polled = match self.prefetch.depth {
                    0 => request.poll(cx),
                    _ => self.prefetch.poll_woken(cx, fresh, |cx| request.poll(cx)),
                };
                match polled {
                    Poll::Ready(response) => break response,
                    Poll::Pending => {
                        self.ready_pages = 0;
                        return Poll::Pending;
                    }
                }
            }
            if self.failed || self.follows != Follows::Page || self.fetched >= self.max_pages {
                return Poll::Ready(None);
            }
            if self.ready_pages == READY_PAGES {
                self.ready_pages = 0;
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            let token = self.token_to_send();
            self.in_flight.set(Some(self.source.send(token)));
            fresh = true;
        };
        self.in_flight.set(None);
        self.ready_pages += 1;
        Poll::Ready(Some(match response {
            Ok(page) => {
                let place = mem::take(&mut self.next);
                self.follows = self.follow(&page, [place.token.as_ref(), reading]);
                self.fetched += 1;
                Fetched::Page {
                    page,
                    place,
                    number: self.fetched,
                }
            }
            Err(error) => {
                self.failed = true;
                Fetched::Failure(error)
            }
        }))
    }

    /// Finds out what follows a page. `at` are the tokens of this page and of the one that is being read.
    fn follow(&mut self, page: &S::Page, at: [Option<&S::Token>; 2]) -> Follows {
        let more_results = self.source.more_results(page);
        let token = match more_results {
            Some(false) => None,
            Some(true) | None => self.source.token(page),
        };
        match (token, self.repeated_token) {
            (None, _) if more_results == Some(true) => Follows::MissingToken,
            (None, _) => Follows::Nothing,
            (Some(token), RepeatedToken::Error) if self.has_seen(&token, at) => {
                self.seen.keep(token);
                Follows::RepeatedToken
            }
            (Some(token), RepeatedToken::End) if self.has_seen(&token, at) => Follows::Nothing,
            (token, _) => {
                self.next.token = token;
                Follows::Page
            }
        }
    }

    fn has_seen(&self, token: &S::Token, at: [Option<&S::Token>; 2]) -> bool {
        let mut ahead = self.prefetch.fetched.iter();
        at.contains(&Some(token))
            || self.seen.contains(token)
            || ahead.any(|fetched| fetched.token() == Some(token))
    }
}
