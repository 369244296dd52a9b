use core::fmt;
use core::future::poll_fn;
use core::iter;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::stream::{FusedStream, Stream};

use crate::{Checkpoint, Error, Paginator};

/// Yields the pages of a listing, each the response that the operation returned.
///
/// Returned by [`Paginator::pages`]. Read pages instead of items to process the items of a page together, or for what a
/// response carries besides its items, such as a count. Like [`Items`](crate::Items), `Pages` is a fused [`Stream`] with
/// methods of its own; the methods of `Items` have the examples. An empty page does not end the listing.
///
/// If some items of a page were read before, with `(&mut paginator).items()`, the remaining items of that page are
/// skipped, but only when the next page, an error or the end is yielded: dropping a pending future skips nothing.
///
/// ```
#[doc = include_str!("../docs/directory.txt")]
/// # use directory::{Client, Error, ListUsersOutput, User};
/// # use paginate_core::{Paginator, paginate};
/// # #[paginate(token = "marker", items = "users")]
/// # fn users(directory: &Client) -> impl Paginator<Page = ListUsersOutput, Item = User, Error = Error> {
/// #     directory.list_users()
/// # }
/// #
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), paginate_core::Error<Error>> {
/// # let directory = Client;
/// let mut pages = users(&directory).pages();
/// while let Some(page) = pages.try_next().await? {
///     let users = page.users.unwrap_or_default();
///     println!("page {} has {} users", pages.page_count(), users.len());
/// }
/// # assert_eq!(pages.page_count(), 3);
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent until the pages are polled"]
pub struct Pages<P> {
    paginator: P,
}

impl<P: Paginator> Pages<P> {
    pub(crate) fn new(paginator: P) -> Self {
        Pages { paginator }
    }

    /// Returns the next page, or `None` once the listing is terminated.
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
    ) -> impl Future<Output = Option<Result<P::Page, Error<P::Error>>>> + Unpin {
        poll_fn(|cx| self.paginator.poll_page(cx))
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
    pub async fn try_next(&mut self) -> Result<Option<P::Page>, Error<P::Error>> {
        self.next().await.transpose()
    }

    /// Collects all remaining pages.
    ///
    /// # Errors
    ///
    /// Returns the first error, and drops the listing and the collected pages. Use [`try_extend`](Self::try_extend) to
    /// keep both.
    ///
    /// # Cancel safety
    ///
    /// The future owns the listing. If the future is dropped, the listing and the collected pages are dropped, too. Use
    /// [`try_extend`](Self::try_extend) to keep both.
    pub async fn try_collect<C>(mut self) -> Result<C, Error<P::Error>>
    where
        C: Default + Extend<P::Page>,
    {
        let mut collection = C::default();
        self.try_extend(&mut collection).await?;
        Ok(collection)
    }

    /// Adds all remaining pages to a collection.
    ///
    /// # Errors
    ///
    /// Returns the first error. The pages before the error are in the collection. After [`retry`](Self::retry),
    /// another call adds the remaining pages.
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe. If the future is dropped, the pages that have arrived are in the
    /// collection, and another call adds the remaining pages.
    pub async fn try_extend<C>(&mut self, collection: &mut C) -> Result<(), Error<P::Error>>
    where
        C: Extend<P::Page>,
    {
        while let Some(page) = self.try_next().await? {
            collection.extend(iter::once(page));
        }
        Ok(())
    }

    /// Returns a checkpoint after the last page that was yielded, for
    /// [`resume_from`](Paginator::resume_from).
    ///
    /// A checkpoint can be taken at any time: between two pages, while a page is awaited, after an error, at the end.
    /// Pages that were fetched ahead do not change the checkpoint.
    /// See [`Items::checkpoint`](crate::Items::checkpoint) for an example.
    pub fn checkpoint(&self) -> Checkpoint<P::Token> {
        self.paginator.checkpoint()
    }

    /// Allows the listing to continue after an error: the next poll requests the failed page again. No page is yielded
    /// twice.
    ///
    /// After [`Error::MissingToken`], [`Error::RepeatedToken`] and [`Error::PageNumberOverflow`], the page that was delivered
    /// last is requested again, for a better token; after [`Error::PageSizeChanged`], the page that is too short. After
    /// [`Error::EmptyPages`], the next page is requested. After [`Error::PageLimit`], the same error is returned again. Pages
    /// that were fetched ahead are kept. Does nothing if there was no error. See [`Items::retry`](crate::Items::retry) for an
    /// example.
    pub fn retry(&mut self) {
        self.paginator.retry();
    }

    /// Returns whether the listing has reached its end without an error.
    ///
    /// The stream yields `None` both at the end of the listing and after an error. A loop that logs errors and carries on
    /// can tell the two apart with `is_complete`. See [`Items::is_complete`](crate::Items::is_complete) for an example.
    pub fn is_complete(&self) -> bool {
        self.paginator.is_complete()
    }

    /// Returns the number of pages that were yielded.
    ///
    /// A listing that resumes from a checkpoint continues the count of the first listing. After [`Checkpoint::at`] the count
    /// begins with 0, whatever the page number that the service gave the page.
    pub fn page_count(&self) -> u64 {
        self.paginator.page_count()
    }
}

// The paginator is never pinned, so `P` need not be `Unpin`.
impl<P> Unpin for Pages<P> {}

impl<P: Paginator> Stream for Pages<P> {
    type Item = Result<P::Page, Error<P::Error>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.paginator.poll_page(cx)
    }
}

impl<P: Paginator> FusedStream for Pages<P> {
    fn is_terminated(&self) -> bool {
        self.paginator.is_terminated()
    }
}

impl<P: Paginator> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("page_count", &self.page_count())
            .field("is_complete", &self.is_complete())
            .finish_non_exhaustive()
    }
}
