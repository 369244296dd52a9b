use core::fmt;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::stream::{FusedStream, Stream};

use crate::{Checkpoint, Error, Paginator};

/// Yields the items of a listing, over all pages.
///
/// Returned by [`Paginator::items`]. `Items` is a [`Stream`] with methods of its own, so that you can read it without
/// another crate and without `pin!`. The stream is fused: after the end, and after an error, it yields `None`.
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
///     println!("{}, from page {}", user.name, users.page_count());
/// }
/// # assert_eq!(users.page_count(), 3);
/// # Ok(())
/// # }
/// ```
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
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let mut users = testing::script([Ok(vec!["ada"]), Err("throttled")]).items();
    /// assert_eq!(users.next().await, Some(Ok("ada")));
    /// assert!(matches!(users.next().await, Some(Err(_)))); // page 2 failed
    /// assert_eq!(users.next().await, None); // terminated
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the next page cannot be fetched. Each error is returned once. Then the stream is
    /// terminated, until you call [`retry`](Self::retry).
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe. If the future is dropped, the requests in flight stay with the listing and the
    /// next call continues with them.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "the asynchronous `next`")]
    pub fn next(
        &mut self,
    ) -> impl Future<Output = Option<Result<P::Item, Error<P::Error>>>> + Unpin {
        poll_fn(|cx| self.paginator.poll_item(cx))
    }

    /// Like [`next`](Self::next), but returns `Result<Option<_>, _>`, for `?` in a `while let`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// # let users = testing::script::<_, ()>([Ok(vec!["ada", "grace"])]);
    /// let mut users = users.items();
    /// while let Some(user) = users.try_next().await? {
    ///     println!("{user}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
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
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let users = testing::script::<_, ()>([Ok(vec!["ada", "grace"]), Ok(vec!["edsger"])]);
    /// let users: Vec<&str> = users.items().try_collect().await?;
    /// assert_eq!(users, ["ada", "grace", "edsger"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the first error, and drops the listing and the collected items. Use [`try_extend`](Self::try_extend) to
    /// keep both.
    ///
    /// # Cancel safety
    ///
    /// The future owns the listing. If the future is dropped, the listing and the collected items are dropped, too. Use
    /// [`try_extend`](Self::try_extend) to keep both.
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
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let listing = testing::script([Ok(vec!["ada"]), Err("throttled"), Ok(vec!["grace"])]);
    /// let mut items = listing.items();
    /// let mut users = Vec::new();
    /// assert!(items.try_extend(&mut users).await.is_err()); // page 2 failed
    /// assert_eq!(users, ["ada"]);
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the first error. The items before the error are in the collection. After [`retry`](Self::retry),
    /// another call adds the remaining items.
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe. If the future is dropped, the items that have arrived are in the
    /// collection, and another call adds the remaining items.
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
    /// A checkpoint can be taken at any time: between two items, while a page is awaited, after an error, at the end.
    /// Pages that were fetched ahead do not change the checkpoint.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let users = || testing::script::<_, ()>([Ok(vec!["ada", "grace"]), Ok(vec!["edsger"])]);
    /// let mut first = users().items();
    /// assert_eq!(first.try_next().await?, Some("ada"));
    ///
    /// let mut rest = users().resume_from(first.checkpoint()).items();
    /// assert_eq!(rest.try_next().await?, Some("grace"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn checkpoint(&self) -> Checkpoint<P::Token> {
        self.paginator.checkpoint()
    }

    /// Allows the listing to continue after an error: the next poll requests the failed page again. No item is yielded
    /// twice.
    ///
    /// After [`Error::MissingToken`], [`Error::RepeatedToken`] and [`Error::PageNumberOverflow`], the page that was delivered
    /// last is requested again, for a better token; after [`Error::PageSizeChanged`], the page that is too short. After
    /// [`Error::EmptyPages`], the next page is requested. After [`Error::PageLimit`], the same error is returned again. Pages
    /// that were fetched ahead are kept. Does nothing if there was no error.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let listing = testing::script([Ok(vec!["ada"]), Err("throttled"), Ok(vec!["grace"])]);
    /// let mut users = listing.items();
    /// assert_eq!(users.try_next().await, Ok(Some("ada")));
    /// assert!(users.try_next().await.is_err()); // page 2 failed
    /// users.retry();
    /// assert_eq!(users.try_next().await, Ok(Some("grace")));
    /// # }
    /// ```
    pub fn retry(&mut self) {
        self.paginator.retry();
    }

    /// Returns whether the listing has reached its end without an error.
    ///
    /// The stream yields `None` both at the end of the listing and after an error. A loop that logs errors and carries on
    /// can tell the two apart with `is_complete`.
    ///
    /// # Examples
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

    /// Returns the number of pages up to the current one, which is 0 before the first page.
    ///
    /// The current page is the page of the last item that was yielded, or a later page without items. A listing that
    /// resumes from a checkpoint continues the count of the first listing. After [`Checkpoint::at`] the count begins with 0,
    /// whatever the page number that the service gave the page.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Paginator, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// # let users = testing::script::<_, ()>([Ok(vec!["ada"]), Ok(vec!["grace"])]);
    /// let mut users = users.items();
    /// assert_eq!(users.page_count(), 0);
    /// users.try_next().await?;
    /// assert_eq!(users.page_count(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn page_count(&self) -> u64 {
        self.paginator.page_count()
    }
}

// The paginator is never pinned, so `P` need not be `Unpin`.
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

impl<P: Paginator> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("page_count", &self.page_count())
            .field("is_complete", &self.is_complete())
            .finish_non_exhaustive()
    }
}
