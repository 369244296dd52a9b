use core::marker::PhantomData;
use core::mem;
use core::task::{Context, Poll, ready};

use crate::checkpoint::{Checkpoint, Place, Read};
use crate::fetch::{Fetch, Fetched, Follows, Source};
use crate::reading::Reading;
use crate::{Error, Paginator, RepeatedToken};

/// The loop: pages are fetched, and then they are read, and it keeps what [`Paginator`] promises.
///
/// Without prefetching each page is read as soon as it is fetched.
pub(crate) struct Listing<S: Source, Item, E> {
    fetch: Fetch<S>,
    reading: Reading<S::Token, <S::Items as IntoIterator>::IntoIter>,
    /// There is more to an item than to yield it.
    attends: bool,
    declared: PhantomData<fn() -> (Item, E)>,
}

impl<S: Source, Item, E> Listing<S, Item, E> {
    pub(crate) fn new(source: S, repeated_token: RepeatedToken) -> Self {
        Listing {
            fetch: Fetch::new(source, repeated_token),
            reading: Reading::after(0),
            attends: false,
            declared: PhantomData,
        }
    }

    /// The next page to read.
    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<S::Page, Error<E>>>>
    where
        E: From<S::Error>,
    {
        let reading = self.reading.place.token.as_ref();
        Poll::Ready(match ready!(self.fetch.poll_next(cx, reading)) {
            Some(Fetched::Page {
                page,
                place,
                number,
            }) => {
                self.fetch.leave(self.reading.turn_to(place, number));
                self.fetch_ahead(cx);
                Some(Ok(page))
            }
            Some(Fetched::Failure(error)) => Some(Err(Error::Operation {
                page: self.fetch.fetched + 1,
                source: error.into(),
            })),
            None => self.stop().map(Err),
        })
    }

    /// Apart from the way of most items, which is to be short.
    #[cold]
    #[inline(never)]
    fn poll_item_of_next_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Item, Error<E>>>>
    where
        E: From<S::Error>,
        <S::Items as IntoIterator>::Item: Into<Item>,
    {
        loop {
            match ready!(self.poll_items_of_next_page(cx)) {
                Some(Ok(())) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
            if let Some(item) = self.reading.next_item() {
                self.note_item();
                return Poll::Ready(Some(Ok(item.into())));
            }
        }
    }

    /// Leaves the page that is being read, and begins with the items of the next.
    #[inline]
    fn poll_items_of_next_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(), Error<E>>>>
    where
        E: From<S::Error>,
    {
        self.reading.end();
        self.poll_read(cx).map_ok(|page| {
            let items = self.fetch.source.items(page);
            self.reading.begin(items.into_iter());
        })
    }

    /// What there is to an item besides.
    #[cold]
    #[inline(never)]
    fn attend(&mut self, cx: &mut Context<'_>) {
        self.fetch_ahead(cx);
        self.note_item();
    }

    fn note_item(&mut self) {
        let counts = self.reading.counts();
        if counts {
            self.reading.count_item();
        }
        self.attends = counts || self.fetch.prefetch.has_room();
    }

    fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        if self.fetch.prefetch.has_room() {
            self.fetch
                .fetch_ahead(cx, self.reading.place.token.as_ref());
        }
    }

    /// Why there is nothing to read, if it is not the end and has not been told.
    fn stop(&mut self) -> Option<Error<E>> {
        if self.fetch.failed {
            return None;
        }
        let page = self.fetch.fetched;
        let error = match self.fetch.follows {
            Follows::Page => Error::PageLimit {
                pages: self.fetch.max_pages,
            },
            Follows::MissingToken => Error::MissingToken { page },
            Follows::RepeatedToken => Error::RepeatedToken { page },
            Follows::Nothing => return None,
        };
        self.fetch.failed = true;
        Some(error)
    }

    fn is_all_read(&self) -> bool {
        self.fetch.prefetch.fetched.is_empty()
    }

    /// The page that was read last is followed by an error.
    fn is_stuck(&self) -> bool {
        let stuck = matches!(
            self.fetch.follows,
            Follows::MissingToken | Follows::RepeatedToken
        );
        stuck && self.is_all_read()
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
        self.reading.end();
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

    #[inline]
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Item, Error<E>>>> {
        if let Some(item) = self.reading.next_item() {
            if self.attends {
                self.attend(cx);
            }
            return Poll::Ready(Some(Ok(item.into())));
        }
        self.poll_item_of_next_page(cx)
    }

    fn poll_extend<C: Extend<Item>>(
        &mut self,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), Error<E>>>> {
        if self.reading.is_ended() {
            let next = ready!(self.poll_items_of_next_page(cx));
            if !matches!(next, Some(Ok(()))) {
                return Poll::Ready(next);
            }
        }
        self.reading.extend(collection);
        Poll::Ready(Some(Ok(())))
    }

    fn page(&self) -> u64 {
        self.reading.number
    }

    fn is_terminated(&self) -> bool {
        let ended = self.fetch.failed || self.fetch.follows == Follows::Nothing;
        ended && self.is_all_read() && self.reading.is_ended()
    }

    fn checkpoint(&self) -> Checkpoint<S::Token> {
        let Fetch {
            prefetch,
            follows,
            next,
            fetched,
            ..
        } = &self.fetch;
        if !self.reading.is_empty() || self.is_stuck() {
            return Checkpoint::on(self.reading.place_now(), self.reading.number - 1);
        }
        match prefetch.fetched.front() {
            Some(Fetched::Page { place, number, .. }) => Checkpoint::on(place.clone(), number - 1),
            _ if *follows == Follows::Nothing => Checkpoint::end(*fetched),
            _ => Checkpoint::on(next.clone(), *fetched),
        }
    }

    fn retry(&mut self) {
        if self.fetch.failed && self.is_all_read() {
            self.fetch.failed = false;
            if self.is_stuck() {
                let place = self.reading.place_now();
                self.reading.place = Place::default();
                self.fetch.go_back_to(place);
            }
        }
    }

    fn set_position(&mut self, checkpoint: Checkpoint<S::Token>) {
        let Checkpoint { position, pages } = checkpoint;
        self.fetch.go_to(position, pages);
        self.reading = Reading::after(pages);
    }

    fn set_prefetch(&mut self, pages: usize) {
        self.fetch.prefetch.depth = pages;
        self.attends = true;
    }

    fn set_max_pages(&mut self, pages: u64) {
        self.fetch.max_pages = pages;
    }
}
