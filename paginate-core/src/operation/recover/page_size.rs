use core::marker::PhantomData;

use super::{Declared, FreshToken, advance_as_before};
use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};
use crate::listing::source::{Again, FailedPage};
use crate::operation::advance::{Advance, Counted, Offsets, Tokens};
use crate::operation::number::Number;
use crate::operation::{Operation, Sender};

/// Pages are requested again with half the size if they are too large: the step
/// [`Operation::page_size`](crate::Operation::page_size).
pub struct PageSize<A, N, I, C, D> {
    pub(crate) advance: A,
    /// The size that pages are requested with.
    pub(crate) size: N,
    pub(crate) set: I,
    pub(crate) too_large: C,
    pub(crate) error: PhantomData<fn(&D)>,
}

impl<R, S, P, E, A, Steps> Operation<R, Sender<S, P, E>, A, Steps> {
    /// Sets the page size that the request begins with, how a page size is set on the request, and for which errors a page is too
    /// large.
    ///
    /// If `too_large` returns `true` for an error, the error is not yielded. The page is requested again with half the size, rounded
    /// up, until a page of size 1 has failed. Then its error is yielded. The smaller size is kept for the rest of the listing, also
    /// after [`retry`](crate::Items::retry).
    ///
    /// The first request is sent as it is, so the request should have the size `size` already. With a size that is less than 2, each
    /// error is yielded.
    ///
    /// The closure gets the error by reference, after it was converted to the declared `Error` of the paginator. Declare the type of
    /// its parameter. It also gets the [error of a page](Operation::error).
    ///
    /// The items are the same as without a change of the page size, and so are checkpoints: within a page they count items.
    /// [`max_pages`](crate::Paginator::max_pages) counts the pages that arrive. With [`offset`](Operation::offset), requests that
    /// were sent ahead with the larger size are dropped.
    ///
    /// A page that [`Pages`](crate::Pages) has yielded, and that is requested again for its token after a
    /// [`retry`](crate::Items::retry), is not requested with a smaller size, because it would be only a part of the page: the error is
    /// yielded.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// /// Returns the numbers after `after`, at most `size` of them. The service fails if it has to read more than 30.
    /// async fn fetch((size, after): (u32, u32)) -> Result<Vec<u32>, &'static str> {
    ///     if size > 30 {
    ///         return Err("timed out");
    ///     }
    ///     Ok((after + 1..=100).take(size as usize).collect())
    /// }
    ///
    /// fn numbers(size: u32) -> impl Paginator<Item = u32, Error = &'static str> {
    ///     operation((size, 0))
    ///         .send(fetch)
    ///         .output_token(|page| page.last().copied())
    ///         .input_token(|(size, _), after| (size, after))
    ///         .page_size(size, |(_, after), size| (size, after), |error: &&str| *error == "timed out")
    ///         .items(|page| page)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<&'static str>> {
    /// let numbers: Vec<u32> = numbers(100).items().try_collect().await?; // 100, 50, 25, 25, …
    /// assert_eq!(numbers, (1..=100).collect::<Vec<_>>());
    /// # Ok(())
    /// # }
    /// ```
    pub fn page_size<N, I, C, D>(
        self,
        size: N,
        page_size: I,
        too_large: C,
    ) -> Operation<R, Sender<S, P, E>, PageSize<A, N, I, C, D>, Steps>
    where
        A: Resize,
        N: Number,
        I: FnMut(R, N) -> R,
        C: FnMut(&D) -> bool,
    {
        self.with_advance(|advance| PageSize {
            advance,
            size,
            set: page_size,
            too_large,
            error: PhantomData,
        })
    }
}

impl<R, P, Steps, D, A, N, I, C> Advance<R, P, Steps, D> for PageSize<A, N, I, C, D>
where
    R: Clone,
    A: Advance<R, P, Steps, D>,
    N: Number,
    I: FnMut(R, N) -> R,
    C: FnMut(&D) -> bool,
{
    advance_as_before!();

    #[inline]
    fn restart(&mut self) {
        self.advance.restart();
    }

    fn again(&mut self, request: &mut R, error: &D, failed: FailedPage) -> Option<Again<A::Token>> {
        if let Some(again) = self.advance.again(request, error, failed) {
            return Some(again);
        }
        // Of a page that was yielded as a whole, a smaller page would be only a part.
        if failed.was_yielded {
            return None;
        }
        let size = self.size.half()?;
        if !(self.too_large)(error) {
            return None;
        }
        *request = (self.set)(request.clone(), size);
        self.size = size;
        // The half of a number that is larger than 1 is positive.
        let size = u64::try_from(size.to_i128()).unwrap_or(u64::MAX);
        self.advance.resize(size);
        Some(Again::PageSize(size))
    }

    #[inline]
    fn pages_before_fresh_token(&self) -> Option<u64> {
        self.advance.pages_before_fresh_token()
    }

    fn note_retry(&mut self) {
        self.advance.note_retry();
    }
}

/// The ways to the next page that stay exact if the page size changes.
#[diagnostic::on_unimplemented(
    message = "`page_size` applies to tokens and offsets",
    label = "page numbers change if the page size changes",
    note = "use an offset, if the service accepts one: `.offset(|page| …, |request, offset| …)`"
)]
pub trait Resize {}

impl<O, I, T> Resize for Tokens<O, I, T> {}

impl<N, C, I> Resize for Offsets<N, C, I> {}

impl<A: Resize, C, D> Resize for FreshToken<A, C, D> {}

impl<A: Counted, N, I, C, D> Counted for PageSize<A, N, I, C, D> {}

impl<A: Clone, N: Clone, I: Clone, C: Clone, D> Clone for PageSize<A, N, I, C, D> {
    fn clone(&self) -> Self {
        PageSize {
            advance: self.advance.clone(),
            size: self.size.clone(),
            set: self.set.clone(),
            too_large: self.too_large.clone(),
            error: PhantomData,
        }
    }
}
