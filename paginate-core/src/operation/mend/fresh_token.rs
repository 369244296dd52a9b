use core::marker::PhantomData;

use super::{Declared, Mend, PageSize, advance_as_before};
use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};
use crate::listing::source::{Again, FailedPage};
use crate::operation::advance::{Advance, Tokens};

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

advance_as_before!(FreshToken<A, C, D>);

impl<R, T, D, A, C> Mend<R, T, D> for FreshToken<A, C, D>
where
    A: Mend<R, T, D>,
    C: FnMut(&D) -> Option<T>,
{
    type Error = Declared<D>;

    fn again(&mut self, request: &mut R, error: &D, failed: FailedPage) -> Option<Again<T>> {
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

    fn forget(&mut self) {
        self.pages_before = None;
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
