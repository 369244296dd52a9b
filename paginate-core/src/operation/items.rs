use super::{Operation, Sender};
use crate::Paginator;
use crate::advance::Advance;
use crate::closures::Closures;
use crate::listing::Listing;
use crate::optional_steps::{ErrorStep, Step};

/// The last step.
impl<R, S, P, E, A, Steps> Operation<R, Sender<S, P, E>, A, Steps> {
    /// Sets what is listed on a page: anything that can be iterated, each element [`Into`] the declared `Item`.
    ///
    /// This makes the paginator. Its `Item` and its `Error` are those of the return type that it is
    /// used for.
    pub fn items<F, T, X, C, Item, Error>(
        self,
        items: X,
    ) -> impl Paginator<Page = P, Item = Item, Token = T, Error = Error>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        A: Advance<R, P, Steps, Token = T>,
        Steps: Step<P> + ErrorStep<P, Error>,
        X: FnMut(P) -> C,
        C: IntoIterator<Item: Into<Item>>,
        Error: From<E>,
    {
        let repeated_token = self.repeated_token;
        Listing::new(Closures::new(self, items), repeated_token)
    }
}
