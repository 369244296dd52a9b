use core::future::poll_fn;
use core::iter;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::stream::{FusedStream, Stream};

use crate::{Checkpoint, Error, Paginator};

/// A stream of the pages of a listing, each the response that the operation returned.
///
/// Returned by [`Paginator::pages`], for what a response carries once per page: a count, a status, the items of a
/// page together. Like [`Items`](crate::Items) it is a fused [`Stream`] with methods of its own. An empty page
/// does not end the listing.
///
/// If the same paginator was read as [`Items`](crate::Items) before, the rest of the page that was in progress is left
/// when the next page, an error or the end is yielded, and not before.
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
///     println!("page {} has {} users", pages.page_number(), page.users.map_or(0, |users| users.len()));
/// }
/// # assert_eq!(pages.page_number(), 3);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
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
    /// Returns the first error, and drops the listing with what was collected. To keep it, use
    /// [`try_extend`](Self::try_extend).
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
    /// Returns the first error. The pages before it are in the collection, and after [`retry`](Self::retry)
    /// another call adds the rest.
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe. If the future is dropped, the pages that have arrived are in the
    /// collection, and another call adds the rest.
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
    /// It can be taken at any time: between two pages, while a page is awaited, after an error, at the end.
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
    /// let mut pages = listing.pages();
    /// while let Some(page) = pages.next().await {
    ///     match page {
    ///         Ok(page) => println!("{page:?}"),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// if !pages.is_complete() {
    ///     eprintln!("some pages are missing"); // printed here: page 2 failed
    /// }
    /// # assert!(!pages.is_complete());
    /// # }
    /// ```
    pub fn is_complete(&self) -> bool {
        self.paginator.is_complete()
    }

    /// Returns the number, from 1, of the last page that was yielded; 0 before the first page.
    pub fn page_number(&self) -> u64 {
        self.paginator.page_number()
    }
}

// The paginator is never pinned.
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
