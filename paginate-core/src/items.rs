use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::stream::{FusedStream, Stream};

use crate::{Checkpoint, Error, Paginator};

/// The items of a listing, whichever page they come on.
///
/// Made by [`Paginator::items`]. It is a [`Stream`] with methods of its own, so that reading it takes
/// no other crate and no `pin!`. After the end, and after an error, it gives `None` as often as it
/// is asked.
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
///     println!("{}, from page {}", user.name, users.page());
/// }
/// # assert_eq!(users.page(), 3);
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

    /// The next item, `None` when there are no more.
    ///
    /// Cancel safe: dropping the future loses nothing, the next call goes on where it stood.
    ///
    /// # Errors
    ///
    /// What kept the page with the next item from coming. It is told once.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "the asynchronous `next`")]
    pub fn next(
        &mut self,
    ) -> impl Future<Output = Option<Result<P::Item, Error<P::Error>>>> + Unpin {
        poll_fn(|cx| self.paginator.poll_item(cx))
    }

    /// [`next`](Self::next) the other way round, so that `?` takes the error out of a `while let`.
    ///
    /// Cancel safe.
    ///
    /// # Errors
    ///
    /// As `next`.
    #[inline]
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error<P::Error>> {
        self.next().await.transpose()
    }

    /// All items that are still to come, in a collection.
    ///
    /// # Errors
    ///
    /// The first error; what was collected before it is dropped with the listing.
    pub async fn try_collect<C>(mut self) -> Result<C, Error<P::Error>>
    where
        C: Default + Extend<P::Item>,
    {
        let mut collection = C::default();
        self.try_extend(&mut collection).await?;
        Ok(collection)
    }

    /// Adds all items that are still to come to a collection.
    ///
    /// Cancel safe: what has come is in the collection, and the next call goes on.
    ///
    /// # Errors
    ///
    /// The first error. What came before it is in the collection, and after [`retry`](Self::retry) the
    /// rest can be added to it.
    pub async fn try_extend<C>(&mut self, collection: &mut C) -> Result<(), Error<P::Error>>
    where
        C: Extend<P::Item>,
    {
        while let Some(extended) = poll_fn(|cx| self.paginator.poll_extend(cx, collection)).await {
            extended?;
        }
        Ok(())
    }

    /// Where the listing stands: after the last item that was yielded, before the next.
    ///
    /// It may be read at any time: between two items, while a page is on its way, after an error, at the
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

    /// The number, from 1, of the page that the last item came on; 0 before the first page.
    pub fn page(&self) -> u64 {
        self.paginator.page()
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
