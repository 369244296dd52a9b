//! The step that reads an error from a page. Its type differs from operation to operation.

use super::{CarriedError, DataFlag, ItemCount, MoreResultsFlag, TotalItems, TotalPages, With};

/// Reads the error that a page carries, which is converted to `D` when it is yielded.
pub trait ErrorStep<P, D> {
    type Error;

    fn error(&mut self, page: &P) -> Option<Self::Error>;

    fn convert(error: Self::Error) -> D;
}

/// The error of pages that carry none.
#[derive(Debug)]
pub enum Never {}

/// Steps that read no error.
pub trait WithoutError {}

impl WithoutError for () {}
impl<C> WithoutError for MoreResultsFlag<C> {}
impl<C> WithoutError for DataFlag<C> {}
impl<C> WithoutError for TotalPages<C> {}
impl<C> WithoutError for TotalItems<C> {}
impl<C> WithoutError for ItemCount<C> {}

impl<P, D, S: WithoutError> ErrorStep<P, D> for S {
    type Error = Never;

    #[inline]
    fn error(&mut self, _: &P) -> Option<Never> {
        None
    }

    fn convert(error: Never) -> D {
        match error {}
    }
}

impl<P, D: From<E>, E, C: FnMut(&P) -> Option<E>> ErrorStep<P, D> for CarriedError<C> {
    type Error = E;

    #[inline]
    fn error(&mut self, page: &P) -> Option<E> {
        (self.0)(page)
    }

    fn convert(error: E) -> D {
        error.into()
    }
}

/// The error of one of two steps.
#[derive(Debug)]
pub enum Either<A, B> {
    Step(A),
    Before(B),
}

impl<P, D, A: ErrorStep<P, D>, B: ErrorStep<P, D>> ErrorStep<P, D> for With<A, B> {
    type Error = Either<A::Error, B::Error>;

    #[inline]
    fn error(&mut self, page: &P) -> Option<Self::Error> {
        match self.step.error(page) {
            Some(error) => Some(Either::Step(error)),
            None => self.before.error(page).map(Either::Before),
        }
    }

    fn convert(error: Self::Error) -> D {
        match error {
            Either::Step(error) => A::convert(error),
            Either::Before(error) => B::convert(error),
        }
    }
}
