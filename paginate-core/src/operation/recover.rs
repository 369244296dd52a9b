//! How an operation requests a page again after a failure, instead of yielding the error.
//!
//! Each step is a type around the way to the next page, so that an operation without such a step has no state for it.

mod fresh_token;
mod page_size;

pub use self::fresh_token::FreshToken;
pub(crate) use self::fresh_token::HasToken;
pub use self::page_size::PageSize;
pub(crate) use self::page_size::Resize;

use crate::listing::source::{Again, FailedPage};
use crate::operation::advance::{Offsets, PageNumbers, Tokens};

/// How a page of an operation is requested again. `R` is the request, `T` the token, and `D` the declared error.
pub trait Recover<R, T, D> {
    /// What the failure of a page is kept as: [`Declared`] if closures read the error, and else [`Unread`].
    type Error: ReadError<D>;

    /// Returns how to request a page again that failed, `None` if the error is to be yielded. Sets a new page size on the request.
    fn again(&mut self, _request: &mut R, _error: &D, _failed: FailedPage) -> Option<Again<T>> {
        None
    }

    /// Returns the number of pages before the last one that was requested again with a fresh token.
    #[inline]
    fn pages_before_fresh_token(&self) -> Option<u64> {
        None
    }

    /// Notes that pages have another size from now on.
    fn resize(&mut self, _size: u64) {}

    /// Notes that the user wants the page that failed to be requested again.
    #[inline]
    fn note_retry(&mut self) {}

    /// Forgets the pages of the listing, which moves to another position.
    #[inline]
    fn forget(&mut self) {}
}

impl<R, U, D, O, I, T> Recover<R, U, D> for Tokens<O, I, T> {
    type Error = Unread;
}

impl<R, U, D, N, I> Recover<R, U, D> for PageNumbers<N, I> {
    type Error = Unread;
}

impl<R, U, D, N, C, I> Recover<R, U, D> for Offsets<N, C, I> {
    type Error = Unread;

    fn resize(&mut self, size: u64) {
        self.note_page_size(usize::try_from(size).unwrap_or(usize::MAX));
    }
}

/// An error of the operation or of a page, which is converted to the declared error `D` before closures read it.
pub trait ReadError<D>: Sized {
    /// Converts a failure, or returns it unconverted.
    fn read<F>(failure: F, convert: impl FnOnce(F) -> D) -> Result<Self, F>;

    fn get(&self) -> &D;

    fn into_inner(self) -> D;
}

/// The declared error.
pub struct Declared<D>(D);

/// No closure reads the error: it is converted when it is yielded.
pub enum Unread {}

impl<D> ReadError<D> for Declared<D> {
    fn read<F>(failure: F, convert: impl FnOnce(F) -> D) -> Result<Self, F> {
        Ok(Declared(convert(failure)))
    }

    fn get(&self) -> &D {
        &self.0
    }

    fn into_inner(self) -> D {
        self.0
    }
}

impl<D> ReadError<D> for Unread {
    #[inline]
    fn read<F>(failure: F, _: impl FnOnce(F) -> D) -> Result<Self, F> {
        Err(failure)
    }

    fn get(&self) -> &D {
        match *self {}
    }

    fn into_inner(self) -> D {
        match self {}
    }
}

/// Advances as the step before does.
macro_rules! advance_as_before {
    ($step:ident<A, $($generic:ident),*>) => {
        impl<R, P, Steps, A, $($generic),*> Advance<R, P, Steps> for $step<A, $($generic),*>
        where
            A: Advance<R, P, Steps>,
        {
            type Token = A::Token;

            #[inline]
            fn next(&mut self, steps: &mut Steps, page: &P, position: &Position<A::Token>) -> Next<A::Token> {
                self.advance.next(steps, page, position)
            }

            #[inline]
            fn set(&mut self, request: R, token: A::Token) -> R {
                self.advance.set(request, token)
            }

            #[inline]
            fn first(&self) -> Option<A::Token> {
                self.advance.first()
            }

            #[inline]
            fn guess(&self, after: Option<&A::Token>) -> Option<A::Token> {
                self.advance.guess(after)
            }

            #[inline]
            fn short_page(&self) -> ShortPage {
                self.advance.short_page()
            }

            #[inline]
            fn restart(&mut self) {
                self.advance.restart();
            }
        }
    };
}

use advance_as_before;
