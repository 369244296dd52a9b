use core::future::poll_fn;
use core::iter;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::stream::{FusedStream, Stream};

use crate::{Checkpoint, Error, Paginator};

/// The pages of a listing, each the response that the operation returned.
///
/// Made by [`Paginator::pages`], for what is said once a page: a count, a status, the items of a
/// page together. It reads like [`Items`](crate::Items): a [`Stream`] with methods of its own, and
/// `None` for ever after the end or an error. A page may be empty; that does not end the listing.
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
///     println!("page {} has {} users", pages.page(), page.users.map_or(0, |users| users.len()));
/// }
/// # assert_eq!(pages.page(), 3);
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

    /// The next page, `None` when there are no more.
    ///
    /// Cancel safe: dropping the future loses nothing, the request in flight stays with the listing.
    ///
    /// # Errors
    ///
    /// What kept the page from coming. It is told once.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "the asynchronous `next`")]
    pub fn next(
        &mut self,
    ) -> impl Future<Output = Option<Result<P::Page, Error<P::Error>>>> + Unpin {
        poll_fn(|cx| self.paginator.poll_page(cx))
    }

    /// [`next`](Self::next) the other way round, so that `?` takes the error out of a `while let`.
    ///
    /// Cancel safe.
    ///
    /// # Errors
    ///
    /// As `next`.
    #[inline]
    pub async fn try_next(&mut self) -> Result<Option<P::Page>, Error<P::Error>> {
        self.next().await.transpose()
    }

    /// All pages that are still to come, in a collection.
    ///
    /// # Errors
    ///
    /// The first error; what was collected before it is dropped with the listing.
    pub async fn try_collect<C>(mut self) -> Result<C, Error<P::Error>>
    where
        C: Default + Extend<P::Page>,
    {
        let mut collection = C::default();
        self.try_extend(&mut collection).await?;
        Ok(collection)
    }

    /// Adds all pages that are still to come to a collection.
    ///
    /// Cancel safe: what has come is in the collection, and the next call goes on.
    ///
    /// # Errors
    ///
    /// The first error. What came before it is in the collection, and after [`retry`](Self::retry) the
    /// rest can be added to it.
    pub async fn try_extend<C>(&mut self, collection: &mut C) -> Result<(), Error<P::Error>>
    where
        C: Extend<P::Page>,
    {
        while let Some(page) = self.try_next().await? {
            collection.extend(iter::once(page));
        }
        Ok(())
    }

    /// Where the listing stands: after the last page that was yielded, before the next.
    ///
    /// It may be read at any time: between two pages, while a page is on its way, after an error, at the
    /// end. Pages that have been fetched ahead do not move it.
    pub fn checkpoint(&self) -> Checkpoint<P::Token> {
        self.paginator.checkpoint()
    }

    /// Goes on after an error: the page that it struck is asked for again, and nothing that was yielded
    /// comes twice.
    ///
    /// After [`Error::MissingToken`] and [`Error::RepeatedToken`] that is the page which carried the
    /// token, for a better one. [`Error::PageLimit`] comes again. If there was no error this does nothing.
    pub fn retry(&mut self) {
        self.paginator.retry();
    }

    /// The number, from 1, of the last page; 0 before the first.
    pub fn page(&self) -> u64 {
        self.paginator.page()
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
