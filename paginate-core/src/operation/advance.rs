//! How a listing advances from page to page: with tokens, page numbers or offsets.

mod offsets;
mod page_numbers;
mod tokens;

pub use self::offsets::Offsets;
pub use self::page_numbers::PageNumbers;
pub use self::tokens::{FromPage, FromPageAndToken, OutputToken, Tokens};

use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};

/// How the pages of an operation are requested one after the other. `R` is the request, `P` a page, and `Steps` are
/// the optional steps of the operation.
#[diagnostic::on_unimplemented(
    message = "the operation does not say how the listing advances to the next page",
    label = "a step is missing before `items`",
    note = "for tokens, set `.output_token(|page| …)` and then `.input_token(|request, token| …)`",
    note = "for numbered pages, set `.page_number(1, |request, number| …)`; for offsets, `.offset(|page| …, |request, offset| …)`"
)]
pub trait Advance<R, P, Steps> {
    type Token: Clone + PartialEq;

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
