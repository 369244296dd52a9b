use alloc::boxed::Box;
use alloc::vec::Vec;
use core::iter;
use core::task::{Context, Poll};

use crate::{Checkpoint, Error, Items, Pages};

/// Fetches the pages of a listing on demand, to be read as [`items`](Self::items) or as [`pages`](Self::pages).
///
/// Functions with [`#[paginate]`](macro@crate::paginate) return a paginator, and [`operation`](crate::operation) makes one by
/// hand. A function that takes or returns a paginator names the types of the item and the error:
///
/// ```
/// use paginate_core::{Error, Paginator};
///
/// async fn count<E>(
///     users: impl Paginator<Item = String, Error = E>,
/// ) -> Result<usize, Error<E>> {
///     let mut items = users.items();
///     let mut count = 0;
///     while items.try_next().await?.is_some() {
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
///
/// The trait must be in scope: `use paginate_core::Paginator`.
///
/// # Contract
///
/// The contract holds at every [`prefetch`](Self::prefetch) depth and on every executor.
///
/// - **Lazy.** Nothing is sent before the first poll. One request is sent per page, in order.
/// - **The request is yours.** The first request is sent as your function built it. Further requests differ only in the token,
///   page number or offset, and in the page size after a page that was too large.
/// - **End of a listing with tokens.** The listing ends when the token is absent, or when the page reports no more results,
///   even if there is a token. An empty page does not end the listing.
/// - **End of numbered pages.** [Page numbers](crate::Operation::page_number) and [offsets](crate::Operation::offset) end when
///   the page reports no more results, or at their total, or else at the first empty page.
///   [`total_items`](crate::Operation::total_items) ends the listing only once that many items have arrived, counted from its
///   start.
/// - **No silent end.** A page that reports more results without a token is delivered, then [`Error::MissingToken`] is yielded. A
///   response that carries no data yields [`Error::MissingData`], and a response that carries an error yields
///   [`Error::Operation`].
/// - **Repeated tokens.** After a page whose token was already used, [`Error::RepeatedToken`] is yielded, unless
///   [`RepeatedTokenPolicy`](crate::RepeatedTokenPolicy) says otherwise. Tokens are compared in full, so
///   there are no false alarms. A cycle of up to six pages is detected on the page that closes it. A longer cycle of
///   *n* pages that begins after *b* pages is detected at the latest on page `3 * max(n, b) + n + 2`. Detection takes
///   constant memory.
/// - **Errors.** Each error is yielded once, with the position of its page, after all earlier items. Then the
///   listing is terminated and yields `None`. [`Items::retry`] requests the failed page again; no item is lost
///   or yielded twice. [`Items::is_complete`] is `true` only if the listing reached its end without an error.
/// - **Pages that are requested again.** With [`page_size`](crate::Operation::page_size), a page that is too large is requested again
///   with half the size, until a page of size 1 has failed. With [`fresh_token`](crate::Operation::fresh_token), a page whose token
///   has expired is requested again with another token, once until a page arrives or `retry` is called. Only the last error is
///   yielded, at the same place of the listing. Items, their order and checkpoints are those of a listing whose first request
///   succeeds.
/// - **Resume.** [`resume_from`](Self::resume_from) a [checkpoint](Items::checkpoint) yields exactly the remaining items. With
///   tokens and offsets, this holds even if the page size has changed.
/// - **Prefetch.** [`prefetch`](Self::prefetch) changes when requests are sent, and nothing else. Numbered pages and pages at
///   offsets are requested at the same time, and yielded in the order of the listing. Whatever the service returns,
///   `prefetch(n)` sends at most three times the requests of a listing without prefetching, plus *n*.
/// - **Requests in flight.** While the stream is polled, each of its requests in flight is polled when it was woken, or dropped.
///   After an error, at the end, after a panic and after `resume_from`, none is in flight. So a listing that has failed holds no
///   permit, lock or connection that another listing waits for. A prefetching listing that is
///   not polled keeps its requests in flight, with their permits: poll or drop such a listing.
/// - **Page limit.** [`max_pages`](Self::max_pages) limits the number of pages; exceeding the limit is an error.
/// - **Cancel safe.** All futures are cancel safe: the requests in flight stay with the listing, and the next call
///   continues with them. Dropping the listing drops its requests. The future of [`Items::try_collect`] owns the listing,
///   so dropping it drops the listing.
/// - **Cooperative.** A listing yields to the executor after 32 consecutive responses that were ready immediately, including
///   while prefetching and on a long run of empty pages.
/// - **Panics.** If a closure, a request, a conversion or an iterator of yours panics, the listing is terminated for good and
///   is not complete, and its requests are dropped. The checkpoint then points before what was not yielded. If the
///   panic is in [`Items::try_extend`], no item of the page that was being added counts as yielded.
/// - **Overhead.** One allocation per listing, at its first request, one copy of the token per page, no allocation per item.
///   Prefetching adds a constant number of allocations, whatever the number of pages. Ten million items on a hundred thousand
///   pages take the memory of one page. A listing that has ended keeps no memory for requests and tokens.
///
/// # Implementors
///
/// The trait is sealed. An implementor holds the running state of a listing, so that `Send` is inferred
/// through `impl Paginator`. `Box<P>` and `&mut P` are paginators if `P` is one, even if `P` is a trait object:
/// `Box<dyn Paginator<…> + Send>`.
#[must_use = "a paginator sends nothing until its items or pages are polled"]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a paginator",
    label = "not a paginator",
    note = "annotate the function that builds the request with `#[paginate(token = \"…\", items = \"…\")]`, or make a paginator by hand with `paginate_core::operation`"
)]
pub trait Paginator: Sealed {
    /// The type of a page: the response of the operation.
    type Page;
    /// The type of an item, as the return type declares it.
    type Item;
    /// The type of the token that further requests carry.
    type Token: Clone;
    /// The type that errors of the operation are converted to.
    type Error;

    // Skips the remaining items of the current page only when it returns `Ready`, so that a future that is dropped
    // while it is pending has changed nothing.
    #[doc(hidden)]
    fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Self::Page, Error<Self::Error>>>>;

    #[doc(hidden)]
    fn poll_item(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Self::Item, Error<Self::Error>>>>;

    /// Takes the next item of the current page. Returns `None` if the page has no more items, or if the item must be counted
    /// or pages are to be fetched ahead, which only [`poll_item`](Self::poll_item) does. By default returns `None`.
    #[doc(hidden)]
    fn take_item(&mut self) -> Option<Self::Item> {
        None
    }

    /// Adds the items that are ready, possibly none, to a collection. By default adds one item; an implementation may
    /// add all items of a page, which is faster.
    #[doc(hidden)]
    fn poll_extend<C>(
        &mut self,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), Error<Self::Error>>>>
    where
        C: Extend<Self::Item>,
        Self: Sized,
    {
        self.poll_item(cx)
            .map_ok(|item| collection.extend(iter::once(item)))
    }

    /// Adds the items of the next page, possibly none, to a vector. Like [`poll_extend`](Self::poll_extend), but also for trait
    /// objects.
    #[doc(hidden)]
    fn poll_items(
        &mut self,
        cx: &mut Context<'_>,
        items: &mut Vec<Self::Item>,
    ) -> Poll<Option<Result<(), Error<Self::Error>>>> {
        self.poll_item(cx)
            .map_ok(|item| items.extend(iter::once(item)))
    }

    /// Fetches the first page and the pages ahead that [`prefetch`](Self::prefetch) allows, and yields nothing: for a listing
    /// that waits in [`Parallel::ordered`](crate::Parallel::ordered). By default fetches nothing.
    #[doc(hidden)]
    fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        let _ = cx;
    }

    /// Returns whether the next poll does not wait for a request in flight. By default `true`.
    #[doc(hidden)]
    fn is_ready(&self) -> bool {
        true
    }

    /// Returns the number of responses since the paginator was created. By default 0.
    #[doc(hidden)]
    fn responses(&self) -> u64 {
        0
    }

    #[doc(hidden)]
    fn page_count(&self) -> u64;

    #[doc(hidden)]
    fn is_terminated(&self) -> bool;

    #[doc(hidden)]
    fn is_complete(&self) -> bool;

    #[doc(hidden)]
    fn checkpoint(&self) -> Checkpoint<Self::Token>;

    /// Returns the checkpoint before the first item that was yielded of the current page. By default the
    /// [checkpoint](Self::checkpoint).
    #[doc(hidden)]
    fn page_checkpoint(&self) -> Checkpoint<Self::Token> {
        self.checkpoint()
    }

    #[doc(hidden)]
    fn retry(&mut self);

    #[doc(hidden)]
    fn set_position(&mut self, checkpoint: Checkpoint<Self::Token>);

    #[doc(hidden)]
    fn set_prefetch(&mut self, pages: usize);

    #[doc(hidden)]
    fn set_max_pages(&mut self, pages: u64);

    /// Resumes from a checkpoint of another listing of the same request.
    ///
    /// Yields exactly the items that the other listing had not yet yielded. If the checkpoint is within a page, that page
    /// is requested again: [`Items`] skips the items that were yielded before, and [`Pages`] yields the whole page.
    /// Cycle detection restarts at the checkpoint.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let users = || testing::script::<_, ()>([Ok(vec!["ada", "grace"]), Ok(vec!["edsger"])]);
    /// let mut first = users().items();
    /// first.try_next().await?;
    /// let rest: Vec<&str> = users().resume_from(first.checkpoint()).items().try_collect().await?;
    /// assert_eq!(rest, ["grace", "edsger"]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use = "returns the modified paginator"]
    fn resume_from(mut self, checkpoint: Checkpoint<Self::Token>) -> Self
    where
        Self: Sized,
    {
        self.set_position(checkpoint);
        self
    }

    /// Fetches up to `pages` pages ahead while the items of a page are read.
    ///
    /// The items, their order, errors and checkpoints are the same as without prefetching. The default is 0: a page is
    /// requested when all items of the page before it have been read.
    ///
    /// - **Tokens**: one request at a time, because the token of a page comes with the page before it.
    /// - **[Page numbers](crate::Operation::page_number)**: up to `pages` requests at the same time.
    /// - **[Offsets](crate::Operation::offset)**: up to `pages` requests at the same time, once a page has shown how many
    ///   items a page carries.
    ///
    /// The next number and the next offset are guesses, and the accepted pages decide. If a page shows that the next page is
    /// elsewhere, the pages after it are dropped and requested again from there. No page is requested that is known to be
    /// beyond the end of the listing or beyond [`max_pages`](Self::max_pages). Requests that were sent before a page has shown
    /// the end are wasted, at most `pages`. Each right guess allows one more guess, up to `pages`, and wrong guesses halve their
    /// number: a service whose pages are often shorter than expected is asked for few pages in vain. Altogether, at most twice as
    /// many guesses as pages and failures are wasted, plus `pages`.
    ///
    /// No task is spawned: the requests make progress only while the stream is polled, and each is polled again only after it
    /// was woken. At most `pages` requests and pages are held in memory besides the page that is read. A lowered depth
    /// applies to further requests.
    ///
    /// When a page fails, the requests in flight for the pages after it are dropped, so that they hold nothing that others wait
    /// for. The pages that have arrived directly after it are kept, and used after [`Items::retry`].
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// # let users = testing::script::<_, ()>([Ok(vec!["ada", "grace"]), Ok(vec!["edsger"])]);
    /// let mut users = users.prefetch(1).items();
    /// while let Some(user) = users.try_next().await? {
    ///     println!("{user}"); // meanwhile the request for the next page is in flight
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use = "returns the modified paginator"]
    fn prefetch(mut self, pages: usize) -> Self
    where
        Self: Sized,
    {
        self.set_prefetch(pages);
        self
    }

    /// Limits the listing to `pages` pages. If there are more, [`Error::PageLimit`] is yielded.
    ///
    /// Detects a listing that never ends because the service always returns a new token. No page beyond the limit is
    /// requested. The limit counts pages before a checkpoint, and applies to pages that were already fetched ahead.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let users = testing::script::<_, ()>([Ok(vec!["ada"]), Ok(vec!["grace"])]);
    /// let users = users.max_pages(1).items().try_collect::<Vec<_>>().await;
    /// assert_eq!(users, Err(Error::PageLimit { page: 1 }));
    /// # }
    /// ```
    #[must_use = "returns the modified paginator"]
    fn max_pages(mut self, pages: u64) -> Self
    where
        Self: Sized,
    {
        self.set_max_pages(pages);
        self
    }

    /// Reads the listing item by item, as a stream.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let users = testing::script::<_, ()>([Ok(vec!["ada", "grace"]), Ok(vec!["edsger"])]);
    /// let mut users = users.items();
    /// assert_eq!(users.try_next().await?, Some("ada"));
    /// # Ok(())
    /// # }
    /// ```
    fn items(self) -> Items<Self>
    where
        Self: Sized,
    {
        Items::new(self)
    }

    /// Reads the listing page by page, each page as the operation returned it, as a stream.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let users = testing::script::<_, ()>([Ok(vec!["ada", "grace"]), Ok(vec!["edsger"])]);
    /// let mut pages = users.pages();
    /// let page = pages.try_next().await?.expect("a listing has at least one page");
    /// assert_eq!(page.items, ["ada", "grace"]);
    /// # Ok(())
    /// # }
    /// ```
    fn pages(self) -> Pages<Self>
    where
        Self: Sized,
    {
        Pages::new(self)
    }
}

/// Only this crate implements [`Paginator`].
pub trait Sealed {}

/// Implements [`Paginator`] for a pointer to one.
macro_rules! paginator_behind {
    ($(#[$attribute:meta])* [$($generics:tt)*] $target:ty, $pointer:ty $(, $poll_extend:item)?) => {
        impl<$($generics)*> Sealed for $pointer {}

        $(#[$attribute])*
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Paginator for $pointer {
            type Page = <$target as Paginator>::Page;
            type Item = <$target as Paginator>::Item;
            type Token = <$target as Paginator>::Token;
            type Error = <$target as Paginator>::Error;

            fn poll_page(
                &mut self,
                cx: &mut Context<'_>,
            ) -> Poll<Option<Result<Self::Page, Error<Self::Error>>>> {
                (**self).poll_page(cx)
            }

            fn poll_item(
                &mut self,
                cx: &mut Context<'_>,
            ) -> Poll<Option<Result<Self::Item, Error<Self::Error>>>> {
                (**self).poll_item(cx)
            }

            fn take_item(&mut self) -> Option<Self::Item> {
                (**self).take_item()
            }

            $($poll_extend)?

            fn poll_items(
                &mut self,
                cx: &mut Context<'_>,
                items: &mut Vec<Self::Item>,
            ) -> Poll<Option<Result<(), Error<Self::Error>>>> {
                (**self).poll_items(cx, items)
            }

            fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
                (**self).fetch_ahead(cx);
            }

            fn is_ready(&self) -> bool {
                (**self).is_ready()
            }

            fn responses(&self) -> u64 {
                (**self).responses()
            }

            fn page_count(&self) -> u64 {
                (**self).page_count()
            }

            fn is_terminated(&self) -> bool {
                (**self).is_terminated()
            }

            fn is_complete(&self) -> bool {
                (**self).is_complete()
            }

            fn checkpoint(&self) -> Checkpoint<Self::Token> {
                (**self).checkpoint()
            }

            fn page_checkpoint(&self) -> Checkpoint<Self::Token> {
                (**self).page_checkpoint()
            }

            fn retry(&mut self) {
                (**self).retry();
            }

            fn set_position(&mut self, checkpoint: Checkpoint<Self::Token>) {
                (**self).set_position(checkpoint);
            }

            fn set_prefetch(&mut self, pages: usize) {
                (**self).set_prefetch(pages);
            }

            fn set_max_pages(&mut self, pages: u64) {
                (**self).set_max_pages(pages);
            }
        }
    };
}

paginator_behind!([P: Paginator + ?Sized] P, Box<P>);

// `poll_extend` is generic, so trait objects do not have it. Only a pointer to a sized type can forward `poll_extend`
// to collect a page at once, and pointers to trait objects are implemented separately.
paginator_behind!(
    [P: Paginator] P, &mut P,
    fn poll_extend<C: Extend<P::Item>>(
        &mut self,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), Error<P::Error>>>> {
        (**self).poll_extend(cx, collection)
    }
);

macro_rules! paginator_behind_dyn {
    ($($auto:tt)*) => {
        paginator_behind!(
            #[doc(hidden)]
            ['p, Page, Item, Token: Clone, E]
            dyn Paginator<Page = Page, Item = Item, Token = Token, Error = E> $($auto)* + 'p,
            &mut (dyn Paginator<Page = Page, Item = Item, Token = Token, Error = E> $($auto)* + 'p)
        );
    };
}

paginator_behind_dyn!();
paginator_behind_dyn!(+ Send);
paginator_behind_dyn!(+ Sync);
paginator_behind_dyn!(+ Send + Sync);
