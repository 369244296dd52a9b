use core::marker::PhantomData;

use super::{Declared, PageSize, advance_as_before};
use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};
use crate::listing::source::{Again, FailedPage};
use crate::operation::advance::{Advance, Tokens};
use crate::operation::{Operation, Sender};

/// A page is requested again with a fresh token: the step [`Operation::fresh_token`](crate::Operation::fresh_token).
pub struct FreshToken<A, C, D> {
    pub(crate) advance: A,
    pub(crate) read: C,
    /// The number of pages before the last one that was requested with a fresh token.
    pub(crate) pages_before: Option<u64>,
    /// Whether a retry allows another fresh token without a page in between.
    pub(crate) is_retried: bool,
    pub(crate) error: PhantomData<fn(&D)>,
}

impl<R, S, P, E, A, Steps> Operation<R, Sender<S, P, E>, A, Steps> {
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

impl<R, P, Steps, D, A, C> Advance<R, P, Steps, D> for FreshToken<A, C, D>
where
    A: Advance<R, P, Steps, D>,
    C: FnMut(&D) -> Option<A::Token>,
{
    advance_as_before!();

    #[inline]
    fn restart(&mut self) {
        self.advance.restart();
        self.pages_before = None;
    }

    fn again(&mut self, request: &mut R, error: &D, failed: FailedPage) -> Option<Again<A::Token>> {
        let is_first = self.pages_before != Some(failed.pages_before);
        if is_first || self.is_retried {
            if let Some(token) = (self.read)(error) {
                self.pages_before = Some(failed.pages_before);
                self.is_retried = false;
                return Some(Again::Token(token));
            }
        }
        self.advance.again(request, error, failed)
    }

    #[inline]
    fn pages_before_fresh_token(&self) -> Option<u64> {
        self.pages_before
    }

    fn resize(&mut self, size: u64) {
        self.advance.resize(size);
    }

    fn note_retry(&mut self) {
        self.is_retried = true;
    }
}

/// Tokens, one of which can be replaced by a fresh one.
#[diagnostic::on_unimplemented(
    message = "`fresh_token` applies to tokens",
    label = "this operation has no tokens",
    note = "set `.output_token(|page| …)` and `.input_token(|request, token| …)` before `fresh_token`"
)]
pub trait HasToken {
    type Token;
}

impl<O, I, T> HasToken for Tokens<O, I, T> {
    type Token = T;
}

impl<A: HasToken, N, I, C, D> HasToken for PageSize<A, N, I, C, D> {
    type Token = A::Token;
}

impl<A: Clone, C: Clone, D> Clone for FreshToken<A, C, D> {
    fn clone(&self) -> Self {
        FreshToken {
            advance: self.advance.clone(),
            read: self.read.clone(),
            pages_before: self.pages_before,
            is_retried: self.is_retried,
            error: PhantomData,
        }
    }
}
