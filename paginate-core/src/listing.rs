use alloc::boxed::Box;
use core::marker::PhantomData;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

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
pub(crate) struct Listing<S: Source, Item, E> {
    source: S,
    repeated_token: RepeatedToken,
    next: Next<S::Token>,
    /// One allocation, made once and used for every page.
    in_flight: Pin<Box<Option<S::Future>>>,
    page: u64,
    items: Option<<S::Items as IntoIterator>::IntoIter>,
    seen: Seen<S::Token>,
    ready_pages: u32,
    declared: PhantomData<fn() -> (Item, E)>,
}

/// What follows the last page that was delivered.
enum Next<T> {
    FirstPage,
    PageAfter(T),
    MissingToken,
    RepeatedToken,
    Nothing,
}

impl<S: Source, Item, E> Listing<S, Item, E> {
    pub(crate) fn new(source: S, repeated_token: RepeatedToken) -> Self {
        Listing {
            source,
            repeated_token,
            next: Next::FirstPage,
            in_flight: Box::pin(None),
            page: 0,
            items: None,
            seen: Seen::new(),
            ready_pages: 0,
            declared: PhantomData,
        }
    }

    fn poll_response(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<S::Page, Error<E>>>>
    where
        E: From<S::Error>,
    {
        let response = loop {
            if let Some(request) = self.in_flight.as_mut().as_pin_mut() {
                match request.poll(cx) {
                    Poll::Ready(response) => break response,
                    Poll::Pending => {
                        self.ready_pages = 0;
                        return Poll::Pending;
                    }
                }
            }
            let token = match &self.next {
                Next::FirstPage => None,
                Next::PageAfter(token) => Some(token),
                Next::MissingToken => {
                    return self.fail(Error::MissingToken { page: self.page });
                }
                Next::RepeatedToken => {
                    return self.fail(Error::RepeatedToken { page: self.page });
                }
                Next::Nothing => return Poll::Ready(None),
            };
            if self.ready_pages == READY_PAGES {
                self.ready_pages = 0;
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            self.in_flight.set(Some(self.source.send(token)));
        };
        self.in_flight.set(None);
        self.ready_pages += 1;
        match response {
            Ok(page) => {
                self.page += 1;
                self.next = self.after(&page);
                Poll::Ready(Some(Ok(page)))
            }
            Err(source) => self.fail(Error::Operation {
                page: self.page + 1,
                source: source.into(),
            }),
        }
    }

    fn fail(&mut self, error: Error<E>) -> Poll<Option<Result<S::Page, Error<E>>>> {
        self.next = Next::Nothing;
        Poll::Ready(Some(Err(error)))
    }

    fn after(&mut self, page: &S::Page) -> Next<S::Token> {
        let reached = mem::replace(&mut self.next, Next::Nothing);
        let more_results = self.source.more_results(page);
        let token = match more_results {
            Some(false) => None,
            Some(true) | None => self.source.token(page),
        };
        let Some(token) = token else {
            return match more_results {
                Some(true) => Next::MissingToken,
                Some(false) | None => Next::Nothing,
            };
        };
        if let Next::PageAfter(reached) = reached {
            self.seen.insert(reached);
        }
        match self.repeated_token {
            RepeatedToken::Error if self.seen.contains(&token) => Next::RepeatedToken,
            RepeatedToken::End if self.seen.contains(&token) => Next::Nothing,
            _ => Next::PageAfter(token),
        }
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
        self.items = None;
        self.poll_response(cx)
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Item, Error<E>>>> {
        loop {
            if let Some(item) = self.items.as_mut().and_then(Iterator::next) {
                return Poll::Ready(Some(Ok(item.into())));
            }
            self.items = None;
            match ready!(self.poll_response(cx)) {
                Some(Ok(page)) => self.items = Some(self.source.items(page).into_iter()),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn page(&self) -> u64 {
        self.page
    }

    fn is_terminated(&self) -> bool {
        self.items.is_none() && matches!(self.next, Next::Nothing)
    }
}
