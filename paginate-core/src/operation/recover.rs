//! How an operation requests a page again after a failure, instead of yielding the error.
//!
//! Each step is a type around the way to the next page, so that an operation without such a step has no state for it.

mod fresh_token;
mod page_size;

pub use self::fresh_token::FreshToken;
pub(crate) use self::fresh_token::HasToken;
pub use self::page_size::PageSize;
pub(crate) use self::page_size::Resize;

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

/// Writes the methods that do what the step before does.
macro_rules! advance_as_before {
    () => {
        type Token = A::Token;
        type Error = Declared<D>;

        #[inline]
        fn next(
            &mut self,
            steps: &mut Steps,
            page: &P,
            position: &Position<A::Token>,
        ) -> Next<A::Token> {
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
    };
}

use advance_as_before;
