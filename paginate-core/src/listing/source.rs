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
