use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};

/// What the loop asks of one operation. Most methods run code of the user's, which may panic.
pub(crate) trait Source {
    type Page;
    type Token: Clone + PartialEq;
    /// Why a page failed, as the operation or the page says it.
    type Failure;
    /// The error that the listing declares.
    type Error;
    type Future: Future;
    type Items: IntoIterator;

    /// Sends the user's request, with the token if there is one.
    fn send(&mut self, token: Option<Self::Token>) -> Self::Future;

    /// Returns the page of a response, or why the response has none.
    fn page(
        &mut self,
        response: <Self::Future as Future>::Output,
    ) -> Result<Self::Page, PageFailure<Self::Failure>>;

    /// Returns how to request a page again that failed, `None` if the failure is to be yielded.
    fn again(&mut self, failure: &Self::Failure, failed: FailedPage) -> Option<Again<Self::Token>>;

    /// Returns the number of pages before the last one that was requested again with a fresh token.
    fn pages_before_fresh_token(&self) -> Option<u64>;

    /// Notes that the page that failed is requested again, because the user wants it.
    fn note_retry(&mut self);

    /// Returns what comes after a page, which is at this position.
    fn next(&mut self, page: &Self::Page, position: &Position<Self::Token>) -> Next<Self::Token>;

    /// Returns the token that the first request stands for, `None` if that is not known.
    fn first(&self) -> Option<Self::Token>;

    /// Returns the token that probably follows another one, `None` if there is no good guess.
    fn guess(&self, after: Option<&Self::Token>) -> Option<Self::Token>;

    /// Returns what it means that a page has fewer items than were yielded before from its position on.
    fn short_page(&self) -> ShortPage;

    /// Forgets the pages so far.
    fn restart(&mut self);

    /// Returns the items of the page.
    fn items(&mut self, page: Self::Page) -> Self::Items;

    /// Converts a failure to the declared error.
    fn convert(failure: Self::Failure) -> Self::Error;
}

/// Why there is no page.
pub(crate) enum PageFailure<F> {
    /// The request failed, or the response carries an error.
    Operation(F),
    /// The response carries no data.
    MissingData,
}

/// A page whose request failed.
#[derive(Clone, Copy, Debug)]
pub struct FailedPage {
    /// The number of pages before it.
    pub(crate) pages_before: u64,
    /// Whether the page was yielded before as a whole, and is requested again for its token.
    pub(crate) was_yielded: bool,
}

/// How a page is requested again after a failure.
#[derive(Debug)]
pub enum Again<T> {
    /// With this page size, as all further pages. The source has set it.
    PageSize(u64),
    /// With another token.
    Token(T),
}
