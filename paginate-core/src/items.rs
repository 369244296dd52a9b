use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::stream::{FusedStream, Stream};

use crate::{Checkpoint, Error, Paginator};

/// A stream of the items of a listing, over all pages.
///
/// Returned by [`Paginator::items`]. It is a [`Stream`] with methods of its own, so that it can be read without
/// another crate and without `pin!`. It is fused: after the end, and after an error, it yields `None`.
///
/// ```
#[doc = include_str!("../docs/directory.txt")]
/// # use directory::{Client, Error, User};
/// # use paginate_core::{Paginator, paginate};
/// # #[paginate(token = "marker", items = "users")]
/// # fn users(directory: &Client) -> impl Paginator<Item = User, Error = Error> {
/// #     directory.list_users()
/// # }
/// #
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), paginate_core::Error<Error>> {
/// # let directory = Client;
/// let mut users = users(&directory).items();
/// while let Some(user) = users.try_next().await? {
///     println!("{}, from page {}", user.name, users.page_number());
/// }
/// # assert_eq!(users.page_number(), 3);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is sent until the items are polled"]
pub struct Items<P> {
    paginator: P,
}

impl<P: Paginator> Items<P> {
    pub(crate) fn new(paginator: P) -> Self {
        Items { paginator }
    }

    /// Returns the next item, or `None` once the listing is terminated.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the next page cannot be fetched. Each error is returned once; the stream is
    /// terminated after it, until [`retry`](Self::retry).
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe. If the future is dropped, the request in flight stays with the listing and the
    /// next call continues with it.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "the asynchronous `next`")]
    pub fn next(
        &mut self,
    ) -> impl Future<Output = Option<Result<P::Item, Error<P::Error>>>> + Unpin {
        poll_fn(|cx| self.paginator.poll_item(cx))
    }

    /// Like [`next`](Self::next), but returns `Result<Option<_>, _>`, for `?` in a `while let`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as `next`.
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe, as `next` is.
    #[inline]
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error<P::Error>> {
        self.next().await.transpose()
    }

    /// Collects all remaining items.
    ///
    /// # Errors
    ///
    /// Returns the first error, and drops the listing with what was collected. To keep it, use
    /// [`try_extend`](Self::try_extend).
    pub async fn try_collect<C>(mut self) -> Result<C, Error<P::Error>>
    where
        C: Default + Extend<P::Item>,
    {
        let mut collection = C::default();
        self.try_extend(&mut collection).await?;
        Ok(collection)
    }

    /// Adds all remaining items to a collection.
    ///
    /// # Errors
    ///
    /// Returns the first error. The items before it are in the collection, and after [`retry`](Self::retry)
    /// another call adds the rest.
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe. If the future is dropped, the items that have arrived are in the
    /// collection, and another call adds the rest.
    pub async fn try_extend<C>(&mut self, collection: &mut C) -> Result<(), Error<P::Error>>
    where
        C: Extend<P::Item>,
    {
        while let Some(extended) = poll_fn(|cx| self.paginator.poll_extend(cx, collection)).await {
            extended?;
        }
        Ok(())
    }

    /// Returns a checkpoint after the last item that was yielded, for
    /// [`resume_from`](Paginator::resume_from).
    ///
    /// It can be taken at any time: between two items, while a page is awaited, after an error, at the end.
    /// Pages that were fetched ahead do not move it.
    pub fn checkpoint(&self) -> Checkpoint<P::Token> {
        self.paginator.checkpoint()
    }

    /// Allows the listing to continue after an error: the page that failed is requested again, and nothing that
    /// was yielded comes twice.
    ///
    /// After [`Error::MissingToken`] and [`Error::RepeatedToken`], the page that carried the token is requested again,
    /// for a better one. [`Error::PageLimit`] is returned again. Does nothing if there was no error.
    pub fn retry(&mut self) {
        self.paginator.retry();
    }

    /// Returns whether the listing has reached its end without an error.
    ///
    /// A consumer that logs errors and carries on sees the stream end after an error as it does at the end of the
    /// listing. This tells them apart:
    ///
    /// ```
    /// use paginate_core::{Paginator, testing};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let listing = testing::script([Ok(vec!["ada"]), Err("throttled"), Ok(vec!["grace"])]);
    /// let mut items = listing.items();
    /// while let Some(item) = items.next().await {
    ///     match item {
    ///         Ok(item) => println!("{item:?}"),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// if !items.is_complete() {
    ///     eprintln!("some items are missing"); // printed here: page 2 failed
    /// }
    /// # assert!(!items.is_complete());
    /// # }
    /// ```
    pub fn is_complete(&self) -> bool {
        self.paginator.is_complete()
    }

    /// Returns the number, from 1, of the page that the last item was on; 0 before the first page.
    pub fn page_number(&self) -> u64 {
        self.paginator.page_number()
    }
}

// The paginator is never pinned.
impl<P> Unpin for Items<P> {}

impl<P: Paginator> Stream for Items<P> {
    type Item = Result<P::Item, Error<P::Error>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.paginator.poll_item(cx)
    }
}

impl<P: Paginator> FusedStream for Items<P> {
    fn is_terminated(&self) -> bool {
        self.paginator.is_terminated()
    }
}
