use alloc::boxed::Box;
use core::iter;
use core::task::{Context, Poll};

use crate::{Checkpoint, Error, Items, Pages};

/// A listing that is ready to run: it knows how to get its next page, and what is listed on a page.
///
/// This is what a function with [`#[paginate]`](macro@crate::paginate) returns and what
/// [`operation`](crate::operation) makes. Say what it lists and how it fails, and nothing else:
///
/// ```
/// use paginate_core::{Error, Paginator};
///
/// async fn count(paginator: impl Paginator<Item = String, Error = std::io::Error>) -> Result<usize, Error<std::io::Error>> {
///     let mut items = paginator.items();
///     let mut count = 0;
///     while items.try_next().await?.is_some() {
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
///
/// # What it promises
///
/// - **Lazy.** Nothing is sent before the first poll, and then one request a page, one at a time, in
///   order.
/// - **The request is yours.** The first is sent as it was built; every following one is the same
///   but for its token.
/// - **It ends when the token is absent**, or when the page's flag says so, whatever the token. An empty
///   page does not end it. A flag that says there is more beside a token that is absent is
///   [`Error::MissingToken`], once the page has been delivered.
/// - **A token that comes again** is [`Error::RepeatedToken`] once its page has been delivered, or what
///   [`RepeatedToken`](crate::RepeatedToken) says. Tokens are compared in full. A cycle of up to six
///   pages is found as it closes, one of *n* pages that begins after *b* pages no later than on page
///   `3 * max(n, b) + n + 2`, in memory that does not grow.
/// - **A failure is told once**, with the number of the page it struck, after everything that came
///   before it. Then the listing is over: `None`, as often as it is asked. [`Items::retry`] asks for
///   that page again, and nothing is lost and nothing comes twice.
/// - **It can be taken up** where it stood, between any two items: [`Items::checkpoint`],
///   [`resume_from`](Self::resume_from).
/// - **Pages may be fetched ahead**, which changes nothing but the time it takes:
///   [`prefetch`](Self::prefetch).
/// - **It may have a budget**, and going beyond it is an error and not an end: [`max_pages`](Self::max_pages).
/// - **Cancel safe.** Dropping a future of [`Items::next`] or [`Pages::next`] loses nothing: the
///   request in flight stays with the listing, and the next call goes on with it. Dropping the
///   listing drops that request.
/// - **It gives way.** A source that is always ready yields to the executor now and then, also on a
///   long run of empty pages.
/// - **It costs little** beyond the operation: one allocation a listing, a token for each page and for the
///   first few a copy, nothing an item. Ten million items on a hundred thousand pages take the memory of
///   one page of them: `cargo test --test allocations` counts it.
///
/// # Implementing it
///
/// The trait is the running machine and not a description of one, so that whether it is `Send` can be
/// seen through `impl Paginator`. It may be boxed: `Box<dyn Paginator<…> + Send>` is a paginator.
/// Implementors keep the promises above; `poll_page` and `poll_item` take `&mut self`, so the
/// future in flight is pinned by the implementor.
#[must_use = "a paginator sends nothing until its items or pages are polled"]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a paginator",
    label = "not a paginator",
    note = "annotate the function that builds the request with `#[paginate(token = \"…\", items = \"…\")]`, or make a paginator by hand with `paginate_core::operation`"
)]
pub trait Paginator {
    /// One response, as the operation returns it.
    type Page;
    /// One element of what is listed.
    type Item;
    /// What the next request is sent with.
    type Token;
    /// What a failure of the operation is converted to.
    type Error;

    /// Polls for the next page.
    ///
    /// A page that [`poll_item`](Self::poll_item) is in the middle of is left behind, so keep to one of the two.
    fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Self::Page, Error<Self::Error>>>>;

    /// Polls for the next item, from whichever page it comes.
    fn poll_item(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Self::Item, Error<Self::Error>>>>;

    /// Polls for the next items, as many as come at once, and adds them to a collection.
    ///
    /// What is added counts as yielded. There may be none, as on an empty page, before the end. It is for
    /// collecting a page at once where that is faster than item by item, which is how it is done if nothing is
    /// said.
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

    /// How many pages have arrived: the number, from 1, of the page that is being read.
    fn page(&self) -> u64;

    /// Whether the listing is over, be it by its end or by an error.
    fn is_terminated(&self) -> bool;

    /// Where the listing stands: after the last item or page that was yielded, before the next.
    fn checkpoint(&self) -> Checkpoint<Self::Token>;

    /// Goes on after an error: see [`Items::retry`].
    fn retry(&mut self);

    /// Goes to a checkpoint, as [`resume_from`](Self::resume_from) does. A request in flight is dropped.
    fn set_position(&mut self, checkpoint: Checkpoint<Self::Token>);

    /// Sets how many pages are fetched ahead, as [`prefetch`](Self::prefetch) does.
    fn set_prefetch(&mut self, pages: usize);

    /// Sets how many pages there may be, as [`max_pages`](Self::max_pages) does.
    fn set_max_pages(&mut self, pages: u64);

    /// Goes on where another listing of the same request stood.
    ///
    /// Everything that was not yet yielded there is yielded here, and nothing else. A page that was
    /// begun is asked for again and what was read of it is left out; as [`Pages`] it comes whole.
    /// Tokens that were seen before the checkpoint are not known to have been.
    #[must_use = "it is the paginator that it returns which does so"]
    fn resume_from(mut self, checkpoint: Checkpoint<Self::Token>) -> Self
    where
        Self: Sized,
    {
        self.set_position(checkpoint);
        self
    }

    /// Fetches up to so many pages before they are asked for, while the items of a page are read.
    ///
    /// Items, their order, errors and checkpoints are the same as without, and there is still one
    /// request at a time: the token of a page comes with the page before it. No task is spawned. The
    /// request in flight moves on when the listing is polled and the request has something to say, so
    /// that a consumer which does not poll for a while does not fetch for a while. At most so many
    /// pages are held, besides the one that is read. 0, which is what it is if nothing is said, fetches
    /// a page when the one before it is finished.
    #[must_use = "it is the paginator that it returns which does so"]
    fn prefetch(mut self, pages: usize) -> Self
    where
        Self: Sized,
    {
        self.set_prefetch(pages);
        self
    }

    /// Allows no page beyond this number; if there is one, that is [`Error::PageLimit`].
    ///
    /// For a listing that should be short, so that one without end is noticed. Pages before a
    /// checkpoint count.
    #[must_use = "it is the paginator that it returns which does so"]
    fn max_pages(mut self, pages: u64) -> Self
    where
        Self: Sized,
    {
        self.set_max_pages(pages);
        self
    }

    /// The listing as a stream of items.
    fn items(self) -> Items<Self>
    where
        Self: Sized,
    {
        Items::new(self)
    }

    /// The listing as a stream of pages, each as the operation returned it.
    fn pages(self) -> Pages<Self>
    where
        Self: Sized,
    {
        Pages::new(self)
    }
}

macro_rules! paginator_behind {
    ($pointer:ty) => {
        #[diagnostic::do_not_recommend]
        impl<P: Paginator + ?Sized> Paginator for $pointer {
            type Page = P::Page;
            type Item = P::Item;
            type Token = P::Token;
            type Error = P::Error;

            fn poll_page(
                &mut self,
                cx: &mut Context<'_>,
            ) -> Poll<Option<Result<P::Page, Error<P::Error>>>> {
                (**self).poll_page(cx)
            }

            fn poll_item(
                &mut self,
                cx: &mut Context<'_>,
            ) -> Poll<Option<Result<P::Item, Error<P::Error>>>> {
                (**self).poll_item(cx)
            }

            fn page(&self) -> u64 {
                (**self).page()
            }

            fn is_terminated(&self) -> bool {
                (**self).is_terminated()
            }

            fn checkpoint(&self) -> Checkpoint<P::Token> {
                (**self).checkpoint()
            }

            fn retry(&mut self) {
                (**self).retry();
            }

            fn set_position(&mut self, checkpoint: Checkpoint<P::Token>) {
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

paginator_behind!(&mut P);
paginator_behind!(Box<P>);
