use alloc::boxed::Box;
use core::iter;
use core::task::{Context, Poll};

use crate::{Checkpoint, Error, Items, Pages};

/// A listing that is ready to run: it knows how to fetch its next page, and what is listed on a page.
///
/// Functions with [`#[paginate]`](macro@crate::paginate) return a paginator, and [`operation`](crate::operation) makes one by
/// hand. A function that takes or returns a paginator names the types of the item and the error:
///
/// ```
/// use paginate_core::{Error, Paginator};
///
/// async fn count<E>(paginator: impl Paginator<Item = String, Error = E>) -> Result<usize, Error<E>> {
///     let mut items = paginator.items();
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
/// - **Lazy.** Nothing is sent before the first poll. One request is sent per page, one at a time, in
///   order.
/// - **The request is yours.** The first request is sent as it was built. Every further request differs only in
///   its token.
/// - **End.** The listing ends when the token is absent, or when the page reports no more results, whatever
///   the token. An empty page does not end it. A page that reports more results without a token is
///   delivered, then [`Error::MissingToken`] is yielded. A response that carries no listing at all is
///   [`Error::MissingListing`], and a response that carries an error is [`Error::Operation`]: neither is an end.
/// - **Repeated tokens.** After a page whose token was already used, [`Error::RepeatedToken`] is yielded, unless
///   [`RepeatedTokenPolicy`](crate::RepeatedTokenPolicy) says otherwise. Tokens are compared in full. A cycle of up to six
///   pages is found as it closes; a cycle of *n* pages that begins after *b* pages, at the latest on page
///   `3 * max(n, b) + n + 2`. The memory is constant.
/// - **Errors.** Each error is yielded once, with its page number, after all earlier items. Then the
///   listing is terminated and yields `None`. [`Items::retry`] requests that page again; nothing is lost and
///   nothing comes twice. [`Items::is_complete`] is `true` only if the listing reached its end without an error.
/// - **Resume.** [`resume_from`](Self::resume_from) a [checkpoint](Items::checkpoint) yields exactly the rest.
/// - **Prefetch.** [`prefetch`](Self::prefetch) changes when requests are sent, and nothing else.
/// - **Page limit.** [`max_pages`](Self::max_pages) limits the listing; exceeding the limit is an error.
/// - **Cancel safe.** All futures are cancel safe: the request in flight stays with the listing, and the next call
///   continues with it. Dropping the listing drops that request.
/// - **Cooperative.** Yields to the executor after 32 consecutive responses that were ready at once, also while
///   prefetching and on a long run of empty pages.
/// - **Panics.** If a closure, a request, a conversion or an iterator of yours panics, the listing is terminated for good and
///   is not complete. A checkpoint that is taken then is before the item or the page that was not yielded. No item of a page
///   that [`Items::try_extend`] was adding to a collection counts as yielded.
/// - **Overhead.** One allocation per listing, one copy of the token per page, none per item. Ten million items on
///   a hundred thousand pages take the memory of one page: `cargo test --test allocations` counts it.
///
/// # Implementors
///
/// The trait is sealed. An implementor holds the running state of a listing, so that `Send` is inferred
/// through `impl Paginator`. `Box<dyn Paginator<…> + Send>` and `&mut P` are paginators.
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
    type Token;
    /// The type that errors of the operation are converted to.
    type Error;

    // A page that is in progress item by item is left when this is ready: a pending future that is dropped has
    // changed nothing.
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

    /// Adds the items that are ready, possibly none, to a collection: where that is faster than item by item, a page
    /// at once.
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

    #[doc(hidden)]
    fn page_number(&self) -> u64;

    #[doc(hidden)]
    fn is_terminated(&self) -> bool;

    #[doc(hidden)]
    fn is_complete(&self) -> bool;

    #[doc(hidden)]
    fn checkpoint(&self) -> Checkpoint<Self::Token>;

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
    /// Yields everything that was not yet yielded there, and nothing else. A page that was in progress is
    /// requested again and its yielded items are skipped; read as [`Pages`], it comes whole. Cycle detection restarts
    /// at the checkpoint.
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
    /// Items, their order, errors and checkpoints are the same as without. There is still one request at a
    /// time, because the token of a page comes with the page before it. No task is spawned: the request makes
    /// progress only while the stream is polled, and it is polled only when it was woken. At most `pages` pages are
    /// held besides the one that is read. By default, 0, a page is fetched when the page before it is finished.
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
    ///     println!("{user}"); // meanwhile the next page is on its way
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
    /// For a listing that should be short, so that an endless one is noticed. Pages before a checkpoint count. A limit
    /// that is set while pages have been fetched ahead holds for them, too.
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
    fn items(self) -> Items<Self>
    where
        Self: Sized,
    {
        Items::new(self)
    }

    /// Reads the listing page by page, each page as the operation returned it, as a stream.
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

            $($poll_extend)?

            fn page_number(&self) -> u64 {
                (**self).page_number()
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

// A page is collected at once only through a pointer to a type of known size, so that has an implementation of its
// own, and trait objects have theirs.
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
            ['p, Page, Item, Token, E]
            dyn Paginator<Page = Page, Item = Item, Token = Token, Error = E> $($auto)* + 'p,
            &mut (dyn Paginator<Page = Page, Item = Item, Token = Token, Error = E> $($auto)* + 'p)
        );
    };
}

paginator_behind_dyn!();
paginator_behind_dyn!(+ Send);
paginator_behind_dyn!(+ Sync);
paginator_behind_dyn!(+ Send + Sync);
