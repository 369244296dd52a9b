//! How a listing advances from page to page: with tokens, page numbers or offsets.

mod offsets;
mod page_numbers;
mod tokens;

pub use self::offsets::Offsets;
pub use self::page_numbers::PageNumbers;
pub use self::tokens::{FromPage, FromPageAndToken, OutputToken, Tokens};

use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};
use crate::listing::source::{Again, FailedPage};
use crate::operation::recover::ReadError;

/// How the pages of an operation are requested one after the other, and requested again after a failure. `R` is the request, `P` a
/// page, `Steps` are the optional steps of the operation, and `D` is the declared error.
#[diagnostic::on_unimplemented(
    message = "the operation does not say how the listing advances to the next page",
    label = "a step is missing before `items`",
    note = "for tokens, set `.output_token(|page| …)` and then `.input_token(|request, token| …)`",
    note = "for numbered pages, set `.page_number(1, |request, number| …)`; for offsets, `.offset(|page| …, |request, offset| …)`"
)]
pub trait Advance<R, P, Steps, D> {
    type Token: Clone + PartialEq;

    /// What the failure of a page is kept as: [`Declared`](super::recover::Declared) if closures read the error, and else
    /// [`Unread`](super::recover::Unread).
    type Error: ReadError<D>;

    /// Returns what comes after a page. Pages come in the order of the listing.
    ///
    /// `position` has the token that the page was requested with, `None` for the first request.
    fn next(
        &mut self,
        steps: &mut Steps,
        page: &P,
        position: &Position<Self::Token>,
    ) -> Next<Self::Token>;

    /// Sets a token on the request.
    fn set(&mut self, request: R, token: Self::Token) -> R;

    /// Returns the token that the first request stands for, `None` if that is not known.
    fn first(&self) -> Option<Self::Token>;

    /// Guesses the token that follows another one. Returns `None` if there is no guess, or if the listing is known to end there.
    fn guess(&self, after: Option<&Self::Token>) -> Option<Self::Token>;

    /// Returns what a short page means, after the last page that was passed to [`next`](Self::next).
    fn short_page(&self) -> ShortPage;

    /// Forgets the pages of the listing, which moves to another position.
    fn restart(&mut self);

    /// Returns how to request a page again that failed, `None` if the error is to be yielded. Sets a new page size on the request.
    fn again(
        &mut self,
        _request: &mut R,
        _error: &D,
        _failed: FailedPage,
    ) -> Option<Again<Self::Token>> {
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
}

/// Pages that are counted: page numbers and offsets.
#[diagnostic::on_unimplemented(
    message = "`total_items` applies to page numbers and offsets",
    label = "this operation does not count its items",
    note = "set `.page_number(1, |request, number| …)` or `.offset(|page| …, |request, offset| …)` before `total_items`"
)]
pub trait Counted {}

impl<N, I> Counted for PageNumbers<N, I> {}

impl<N, C, I> Counted for Offsets<N, C, I> {}
