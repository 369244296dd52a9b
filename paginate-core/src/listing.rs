//! The loop that all paginators share.
//!
//! - In: a [`source::Source`], which sends requests and reads pages.
//! - Out: items and pages. [`fetch`] has the pages in order from [`requests`] and [`guess_window`], with what follows a page that
//!   arrived in `fetch/follow.rs`, and one that failed in `fetch/failure.rs`; each request is polled by [`in_flight`]. [`fetched_pages`] counts pages, holds those that were fetched ahead and says what follows, with [`cycle`].
//!   [`current_page`] reads the items of a page.

mod current_page;
mod cycle;
mod fetch;
mod fetched_pages;
mod guess_window;
mod in_flight;
pub(crate) mod next;
mod requests;
pub(crate) mod source;

use alloc::vec::Vec;
use core::marker::PhantomData;
use core::mem;
use core::task::{Context, Poll, ready};

use crate::checkpoint::Checkpoint;
use crate::listing::current_page::{CurrentPage, exact_length};
use crate::listing::fetch::Fetch;
use crate::listing::source::Source;
use crate::paginator::Sealed;
use crate::trace::Trace;
use crate::{Error, Paginator, RepeatedTokenPolicy};

/// The loop that keeps the contract of [`Paginator`]: it fetches pages and reads their items.
pub(crate) struct Listing<S: Source, Item> {
    fetch: Fetch<S>,
    page: CurrentPage<<S::Items as IntoIterator>::IntoIter>,
    declared: PhantomData<fn() -> Item>,
}

impl<S: Source, Item> Listing<S, Item>
where
    <S::Items as IntoIterator>::Item: Into<Item>,
{
    pub(crate) fn new(source: S, repeated_token: RepeatedTokenPolicy, trace: Trace) -> Self {
        Listing {
            fetch: Fetch::new(source, repeated_token, trace),
            page: CurrentPage::after(0),
            declared: PhantomData,
        }
    }

    /// Runs code that calls the user's. If it panics, the listing is terminated.
    #[inline]
    fn guard<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        struct OnPanic<'a, S: Source, Item>(&'a mut Listing<S, Item>)
        where
            <S::Items as IntoIterator>::Item: Into<Item>;

        impl<S: Source, Item> Drop for OnPanic<'_, S, Item>
        where
            <S::Items as IntoIterator>::Item: Into<Item>,
        {
            #[cold]
            fn drop(&mut self) {
                self.0.fetch.set_panicked();
                self.0.page.abandon();
            }
        }

        let on_panic = OnPanic(self);
        let result = run(&mut *on_panic.0);
        mem::forget(on_panic);
        result
    }

    /// Converts an item that was taken from the current page to the declared type.
    #[inline]
    fn convert_item(&mut self, item: <S::Items as IntoIterator>::Item) -> Item {
        self.guard(|listing| {
            let on_panic = BeforeLastItem(&mut listing.page);
            let item = item.into();
            mem::forget(on_panic);
            item
        })
    }

    /// Counts an item that is to be yielded, and fetches pages ahead.
    fn note_item(&mut self, cx: &mut Context<'_>) {
        if self.page.counts_items() {
            self.page.count_item();
        }
        let on_panic = BeforeLastItem(&mut self.page);
        self.fetch.fetch_ahead(cx);
        mem::forget(on_panic);
        self.update_slow();
    }

    /// Sets whether something else is to be done when an item is yielded.
    fn update_slow(&mut self) {
        self.page
            .set_slow(self.page.counts_items() || self.fetch.is_fetching());
    }

    /// Fetches or takes the next page, and lets more pages be fetched ahead.
    fn poll_next_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<S::Page, Error<S::Error>>>> {
        let next = ready!(self.fetch.poll_next(cx));
        if let Some(Ok(_)) = next {
            self.page.arrive(self.fetch.pages.taken());
            if self.fetch.is_fetching() {
                self.fetch.fetch_ahead(cx);
            }
        }
        Poll::Ready(next.map(|next| next.map_err(|error| error.map(S::convert))))
    }

    /// Reports the page that was taken, and the end of the listing after the last page.
    fn trace_page(&self, items: impl FnOnce() -> Option<usize>) {
        let trace = self.fetch.trace;
        trace.page(self.page.number(), items);
        if self.fetch.is_complete() {
            trace.end(self.page.number());
        }
    }

    /// Leaves the current page and the rest of its items, even if the page is requested again.
    fn leave_page(&mut self) {
        if !self.page.is_read() {
            self.fetch.pages.mark_whole();
        }
        self.page.close();
    }

    /// Takes the next page and begins with its items.
    fn poll_items_of_next_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(), Error<S::Error>>>> {
        self.poll_next_page(cx).map_ok(|page| {
            let items = self.fetch.source.items(page).into_iter();
            self.trace_page(|| exact_length(&items));
            let missing = self.page.begin(items, self.fetch.pages.progress());
            if missing > 0 {
                self.fetch.note_short_page(missing);
            }
            self.update_slow();
        })
    }

    /// Yields an item of the current page for which something else is to be done, or the first item of the next page.
    ///
    /// Out of line, to keep the path of most items short.
    #[cold]
    #[inline(never)]
    fn poll_slow_item(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Item, Error<S::Error>>>> {
        if self.page.is_open() && self.fetch.must_yield() {
            self.fetch.yield_to_executor(cx);
            return Poll::Pending;
        }
        loop {
            if let Some(item) = self.page.next_slow_item() {
                self.note_item(cx);
                return Poll::Ready(Some(Ok(self.convert_item(item))));
            }
            if let Some(item) = self.page.next_item() {
                return Poll::Ready(Some(Ok(self.convert_item(item))));
            }
            if self.page.is_open() {
                self.page.close();
            }
            match ready!(self.poll_items_of_next_page(cx)) {
                Some(Ok(())) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Dropped by a panic after an item was taken from the page and before it is yielded.
struct BeforeLastItem<'a, I: Iterator>(&'a mut CurrentPage<I>);

impl<I: Iterator> Drop for BeforeLastItem<'_, I> {
    #[cold]
    fn drop(&mut self) {
        self.0.abandon_before_last_item();
    }
}

impl<S: Source, Item> Sealed for Listing<S, Item> {}

impl<S, Item> Paginator for Listing<S, Item>
where
    S: Source,
    <S::Items as IntoIterator>::Item: Into<Item>,
{
    type Page = S::Page;
    type Item = Item;
    type Token = S::Token;
    type Error = S::Error;

    fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<S::Page, Error<S::Error>>>> {
        self.guard(|listing| {
            loop {
                let next = ready!(listing.poll_next_page(cx));
                if !matches!(next, Some(Ok(_))) {
                    if next.is_some() || listing.fetch.is_complete() {
                        listing.leave_page();
                    }
                    return Poll::Ready(next);
                }
                listing.trace_page(|| None);
                listing.page.close();
                // A page that was yielded before, and requested again for its token, is not yielded again.
                if !listing.fetch.pages.mark_whole() {
                    return Poll::Ready(next);
                }
            }
        })
    }

    #[inline]
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Item, Error<S::Error>>>> {
        // Each step has a guard of its own, which costs nothing where the step cannot panic.
        match self.guard(|listing| listing.page.next_item()) {
            Some(item) => Poll::Ready(Some(Ok(self.convert_item(item)))),
            None => self.guard(|listing| listing.poll_slow_item(cx)),
        }
    }

    #[inline]
    fn take_item(&mut self) -> Option<Item> {
        let item = self.guard(|listing| listing.page.next_item())?;
        Some(self.convert_item(item))
    }

    fn poll_extend<C: Extend<Item>>(
        &mut self,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), Error<S::Error>>>> {
        self.guard(|listing| {
            if !listing.page.is_open() {
                let next = ready!(listing.poll_items_of_next_page(cx));
                if !matches!(next, Some(Ok(()))) {
                    return Poll::Ready(next);
                }
            }
            listing.page.extend(collection);
            Poll::Ready(Some(Ok(())))
        })
    }

    fn poll_items(
        &mut self,
        cx: &mut Context<'_>,
        items: &mut Vec<Item>,
    ) -> Poll<Option<Result<(), Error<S::Error>>>> {
        self.poll_extend(cx, items)
    }

    fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        self.guard(|listing| {
            let current = usize::from(!listing.page.is_open());
            listing.fetch.fetch_before_turn(cx, current);
        });
    }

    fn is_ready(&self) -> bool {
        self.page.is_open() || self.fetch.is_ready()
    }

    fn responses(&self) -> u64 {
        self.fetch.requests.responses()
    }

    fn page_count(&self) -> u64 {
        self.page.number()
    }

    fn is_terminated(&self) -> bool {
        self.fetch.is_terminated() && !self.page.is_open()
    }

    fn is_complete(&self) -> bool {
        self.fetch.is_complete() && !self.page.is_open()
    }

    fn checkpoint(&self) -> Checkpoint<S::Token> {
        if self.page.is_read() && !self.fetch.pages.is_stuck() {
            self.fetch.pages.checkpoint_after_page()
        } else {
            self.fetch.pages.checkpoint_in_page(self.page.yielded())
        }
    }

    fn page_checkpoint(&self) -> Checkpoint<S::Token> {
        if self.page.number() == 0 {
            self.checkpoint()
        } else {
            self.fetch.pages.checkpoint_in_page(0)
        }
    }

    fn retry(&mut self) {
        self.guard(|listing| listing.fetch.retry(listing.page.yielded()));
    }

    fn set_position(&mut self, checkpoint: Checkpoint<S::Token>) {
        self.guard(|listing| {
            listing.page = CurrentPage::after(checkpoint.pages);
            listing.fetch.move_to(checkpoint);
        });
    }

    fn set_prefetch(&mut self, pages: usize) {
        self.fetch.set_depth(pages);
        self.update_slow();
    }

    fn set_max_pages(&mut self, pages: u64) {
        self.fetch.set_max_pages(pages);
        self.update_slow();
    }
}
