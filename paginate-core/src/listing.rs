use alloc::boxed::Box;
use core::marker::PhantomData;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use crate::checkpoint::{Checkpoint, Place, Read};
use crate::prefetch::Prefetch;
use crate::token::Seen;
use crate::{Error, Paginator, RepeatedToken};

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
    fn send(&mut self, token: Option<&Self::Token>) -> Self::Future;

    /// What the page says of whether there is more, if it says anything.
    fn more_results(&mut self, page: &Self::Page) -> Option<bool>;

    /// The token with which the next page is asked for, `None` if this page is the last.
    fn token(&mut self, page: &Self::Page) -> Option<Self::Token>;

    fn items(&mut self, page: Self::Page) -> Self::Items;
}

/// The loop: it runs a [`Source`] and keeps what [`Paginator`] promises.
///
/// Pages are fetched, and then they are read. Without prefetching each is read as soon as it is fetched.
pub(crate) struct Listing<S: Source, Item, E> {
    source: S,
    repeated_token: RepeatedToken,
    max_pages: u64,

    /// How many pages have been fetched, and what follows them.
    fetched: u64,
    follows: Follows,
    /// The page that follows. It stays while its request is in flight, and if that fails.
    next: Place<S::Token>,
    /// One allocation, made once and used for every page.
    in_flight: Pin<Box<Option<S::Future>>>,
    prefetch: Prefetch<Fetched<S>>,
    /// An error was fetched or told. Nothing comes after it unless it is retried.
    failed: bool,

    reading: Reading<S>,
    seen: Seen<S::Token>,
    ready_pages: u32,
    declared: PhantomData<fn() -> (Item, E)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Follows {
    Page,
    MissingToken,
    RepeatedToken,
    Nothing,
}

enum Fetched<S: Source> {
    Page {
        page: S::Page,
        place: Place<S::Token>,
        number: u64,
    },
    Failure(S::Error),
}

/// The page that is being read, or was read last.
struct Reading<S: Source> {
    place: Place<S::Token>,
    number: u64,
    items: Option<<S::Items as IntoIterator>::IntoIter>,
}

impl<S: Source, Item, E> Listing<S, Item, E> {
    pub(crate) fn new(source: S, repeated_token: RepeatedToken) -> Self {
        Listing {
            source,
            repeated_token,
            max_pages: u64::MAX,
            fetched: 0,
            follows: Follows::Page,
            next: Place::default(),
            in_flight: Box::pin(None),
            prefetch: Prefetch::new(),
            failed: false,
            reading: Reading {
                place: Place::default(),
                number: 0,
                items: None,
            },
            seen: Seen::new(),
            ready_pages: 0,
            declared: PhantomData,
        }
    }

    /// The next page that comes, or what comes instead; `None` if there is nothing to ask for.
    fn poll_fetch(&mut self, cx: &mut Context<'_>) -> Poll<Option<Fetched<S>>> {
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
            self.in_flight
                .set(Some(self.source.send(self.next.token.as_ref())));
            fresh = true;
        };
        self.in_flight.set(None);
        self.ready_pages += 1;
        Poll::Ready(Some(match response {
            Ok(page) => {
                let place = mem::take(&mut self.next);
                self.follows = self.follow(&page, place.token.as_ref());
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

    /// Finds out what follows a page that was asked for with the token `reached`.
    fn follow(&mut self, page: &S::Page, reached: Option<&S::Token>) -> Follows {
        let more_results = self.source.more_results(page);
        let token = match more_results {
            Some(false) => None,
            Some(true) | None => self.source.token(page),
        };
        match (token, self.repeated_token) {
            (None, _) if more_results == Some(true) => Follows::MissingToken,
            (None, _) => Follows::Nothing,
            (Some(token), RepeatedToken::Error) if self.has_seen(&token, reached) => {
                self.seen.keep(token);
                Follows::RepeatedToken
            }
            (Some(token), RepeatedToken::End) if self.has_seen(&token, reached) => Follows::Nothing,
            (token, _) => {
                self.next.token = token;
                Follows::Page
            }
        }
    }

    fn has_seen(&self, token: &S::Token, reached: Option<&S::Token>) -> bool {
        let ahead = self
            .prefetch
            .fetched
            .iter()
            .filter_map(|fetched| match fetched {
                Fetched::Page { place, .. } => place.token.as_ref(),
                Fetched::Failure(_) => None,
            });
        let latest = ahead.chain(reached).chain(&self.reading.place.token);
        latest.into_iter().any(|seen| seen == token) || self.seen.contains(token)
    }

    /// Fetches what may be fetched before it is asked for, as far as that goes without waiting.
    fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        while self.prefetch.fetched.len() < self.prefetch.depth {
            let Poll::Ready(Some(fetched)) = self.poll_fetch(cx) else {
                return;
            };
            self.prefetch.fetched.push_back(fetched);
        }
    }

    /// The next page to read.
    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<S::Page, Error<E>>>>
    where
        E: From<S::Error>,
    {
        let fetched = match self.prefetch.fetched.pop_front() {
            Some(fetched) => Some(fetched),
            None => ready!(self.poll_fetch(cx)),
        };
        Poll::Ready(match fetched {
            Some(Fetched::Page {
                page,
                place,
                number,
            }) => {
                let left = mem::replace(&mut self.reading.place, place);
                if let Some(token) = left.token {
                    self.seen.insert(token);
                }
                self.reading.number = number;
                self.fetch_ahead(cx);
                Some(Ok(page))
            }
            Some(Fetched::Failure(error)) => Some(Err(Error::Operation {
                page: self.fetched + 1,
                source: error.into(),
            })),
            None if self.failed => None,
            None => {
                let page = self.fetched;
                let error = match self.follows {
                    Follows::Page => Error::PageLimit {
                        pages: self.max_pages,
                    },
                    Follows::MissingToken => Error::MissingToken { page },
                    Follows::RepeatedToken => Error::RepeatedToken { page },
                    Follows::Nothing => return Poll::Ready(None),
                };
                self.failed = true;
                Some(Err(error))
            }
        })
    }

    /// The page that was read last is followed by an error.
    fn is_stuck(&self) -> bool {
        let stuck = matches!(self.follows, Follows::MissingToken | Follows::RepeatedToken);
        stuck && self.prefetch.fetched.is_empty()
    }
}

impl<S, Item, E> Paginator for Listing<S, Item, E>
where
    S: Source,
    E: From<S::Error>,
    <S::Items as IntoIterator>::Item: Into<Item>,
{
    type Page = S::Page;
    type Item = Item;
    type Token = S::Token;
    type Error = E;

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<S::Page, Error<E>>>> {
        self.reading.items = None;
        loop {
            let read = ready!(self.poll_read(cx));
            if read.as_ref().is_none_or(Result::is_err) {
                return Poll::Ready(read);
            }
            // A page that was yielded before the listing got stuck comes again for its token alone.
            if mem::replace(&mut self.reading.place.read, Read::Whole) != Read::Whole {
                return Poll::Ready(read);
            }
        }
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Item, Error<E>>>> {
        loop {
            if let Some(item) = self.reading.items.as_mut().and_then(Iterator::next) {
                self.reading.place.read.count_item();
                if self.prefetch.depth > 0 {
                    self.fetch_ahead(cx);
                }
                return Poll::Ready(Some(Ok(item.into())));
            }
            self.reading.items = None;
            match ready!(self.poll_read(cx)) {
                Some(Ok(page)) => {
                    let items = self.source.items(page).into_iter();
                    self.reading.items = self.reading.place.read.skip(items);
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn page(&self) -> u64 {
        self.reading.number
    }

    fn is_terminated(&self) -> bool {
        let read = self.reading.items.is_none() && self.prefetch.fetched.is_empty();
        read && (self.failed || self.follows == Follows::Nothing)
    }

    fn checkpoint(&self) -> Checkpoint<S::Token> {
        let items = self.reading.items.as_ref();
        let unread = items.is_some_and(|items| items.size_hint() != (0, Some(0)));
        if unread || self.is_stuck() {
            return Checkpoint::on(self.reading.place.clone(), self.reading.number - 1);
        }
        match self.prefetch.fetched.front() {
            Some(Fetched::Page { place, number, .. }) => Checkpoint::on(place.clone(), number - 1),
            _ if self.follows == Follows::Nothing => Checkpoint::end(self.fetched),
            _ => Checkpoint::on(self.next.clone(), self.fetched),
        }
    }

    fn retry(&mut self) {
        if !self.failed || !self.prefetch.fetched.is_empty() {
            return;
        }
        self.failed = false;
        if self.is_stuck() {
            self.next = mem::take(&mut self.reading.place);
            self.follows = Follows::Page;
            self.fetched -= 1;
        }
    }

    fn set_position(&mut self, checkpoint: Checkpoint<S::Token>) {
        let Checkpoint { position, pages } = checkpoint;
        self.in_flight.set(None);
        self.prefetch.fetched.clear();
        self.failed = false;
        self.seen = Seen::new();
        self.reading = Reading {
            place: Place::default(),
            number: pages,
            items: None,
        };
        self.fetched = pages;
        self.follows = if position.is_some() {
            Follows::Page
        } else {
            Follows::Nothing
        };
        self.next = position.unwrap_or_default();
    }

    fn set_prefetch(&mut self, pages: usize) {
        self.prefetch.depth = pages;
    }

    fn set_max_pages(&mut self, pages: u64) {
        self.max_pages = pages;
    }
}
