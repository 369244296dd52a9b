use super::{Operation, Sender};
use crate::Paginator;
use crate::listing::Listing;
use crate::operation::advance::Advance;
use crate::operation::closures::Closures;
use crate::operation::optional_steps::{ErrorStep, Step};

/// The last step.
impl<R, S, P, E, A, Steps> Operation<R, Sender<S, P, E>, A, Steps> {
    /// Sets how the items are taken out of a page, and returns the paginator.
    ///
    /// The closure returns anything that can be iterated. Each element is converted to the `Item` of the paginator with
    /// [`Into`], and the error of the operation to its `Error`. Both types are inferred from where the paginator is used, such
    /// as the return type of a function.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Paginator, operation};
    ///
    /// fn names() -> impl Paginator<Item = String, Error = ()> {
    ///     operation(["ada", "grace"])
    ///         .send(async |names| Ok::<_, ()>(names))
    ///         .output_token(|_| None::<u32>) // one page only
    ///         .input_token(|names, _| names)
    ///         .items(|names| names)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// assert_eq!(names().items().try_next().await, Ok(Some("ada".to_owned())));
    /// # }
    /// ```
    // Errors of rustc name the type of the token as `T`, and not as the projection `A::Token`.
    pub fn items<F, T, X, C, Item, Error>(
        self,
        items: X,
    ) -> impl Paginator<Page = P, Item = Item, Token = T, Error = Error>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        A: Advance<R, P, Steps, Error, Token = T>,
        Steps: Step<P> + ErrorStep<P, Error>,
        T: Clone,
        X: FnMut(P) -> C,
        C: IntoIterator<Item: Into<Item>>,
        Error: From<E>,
    {
        let (repeated_token, trace) = (self.repeated_token, self.trace);
        Listing::new(Closures::new(self, items), repeated_token, trace)
    }
}
