use core::marker::PhantomData;

use super::{Operation, Sender};
use crate::operation::mend::{FreshToken, HasToken, PageSize, Resize};
use crate::operation::number::Number;

/// What requests a page again after a failure.
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

    /// Sets the closure that reads a fresh token from an error, `None` if the error has none.
    ///
    /// Use it for tokens that expire. If there is a fresh token, the error is not yielded, and the page is requested again with
    /// the fresh token, at most once until a page arrives or [`retry`](crate::Items::retry) is called. After that, the error of the
    /// page is yielded.
    ///
    /// The closure decides what the fresh token does to the consistency of the listing: a token that continues in a newer snapshot
    /// misses items that have been added before its position, and a token that begins again yields items twice. The listing
    /// yields what the service returns for the token. If the listing had resumed within the page, the page with the fresh token
    /// should begin where the page with the expired one began, because as many items are skipped.
    ///
    /// The closure gets the error by reference, after it was converted to the declared `Error` of the paginator. Declare the type of
    /// its parameter. A fresh token is not a repeated token, and the detection of cycles begins anew.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// /// The error carries the token to continue with.
    /// #[derive(Debug, PartialEq)]
    /// struct Expired(u32);
    ///
    /// /// Tokens below 100 have expired.
    /// async fn fetch(token: u32) -> Result<(&'static str, Option<u32>), Expired> {
    ///     match token {
    ///         0 => Ok(("ada", Some(1))),
    ///         1..100 => Err(Expired(100 + token)),
    ///         _ => Ok(("grace", None)),
    ///     }
    /// }
    ///
    /// fn users() -> impl Paginator<Item = &'static str, Error = Expired> {
    ///     operation(0)
    ///         .send(fetch)
    ///         .output_token(|(_, next)| *next)
    ///         .input_token(|_, token| token)
    ///         .fresh_token(|Expired(fresh): &Expired| Some(*fresh))
    ///         .items(|(user, _)| [user])
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<Expired>> {
    /// let users: Vec<&str> = users().items().try_collect().await?;
    /// assert_eq!(users, ["ada", "grace"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn fresh_token<C, D>(
        self,
        fresh_token: C,
    ) -> Operation<R, Sender<S, P, E>, FreshToken<A, C, D>, Steps>
    where
        A: HasToken,
        C: FnMut(&D) -> Option<A::Token>,
    {
        self.with_advance(|advance| FreshToken {
            advance,
            read: fresh_token,
            pages_before: None,
            is_retried: false,
            error: PhantomData,
        })
    }
}
