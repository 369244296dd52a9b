/// What the loop asks of one operation. Every method runs code of the user's, which may panic.
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

    /// Returns whether the page reports more results, `None` if pages of this operation do not say.
    fn more_results(&mut self, page: &Self::Page) -> Option<bool>;

    /// Returns the token that the page carries.
    fn token(&mut self, page: &Self::Page) -> Option<Self::Token>;

    /// Returns the items of the page.
    fn items(&mut self, page: Self::Page) -> Self::Items;

    /// Converts a failure to the declared error.
    fn convert(failure: Self::Failure) -> Self::Error;
}

/// Why there is no page.
pub(crate) enum PageFailure<F> {
    /// The request failed, or the response carries an error.
    Operation(F),
    /// The response carries no listing.
    MissingListing,
}
