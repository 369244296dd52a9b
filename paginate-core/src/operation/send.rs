use core::marker::PhantomData;

use super::Operation;

/// The step [`Operation::send`]: a closure whose future resolves to a page `P` or to an error `E`.
// The types are parameters: it would take the compiler longer to find them as the output of a future.
pub struct Sender<S, P, E> {
    pub(crate) send: S,
    response: PhantomData<fn() -> Result<P, E>>,
}

// Not derived, because a derived `Clone` would require `P: Clone` and `E: Clone`.
impl<S: Clone, P, E> Clone for Sender<S, P, E> {
    fn clone(&self) -> Self {
        Sender {
            send: self.send.clone(),
            response: PhantomData,
        }
    }
}

/// The first step.
impl<R: Clone> Operation<R> {
    /// Sets how the request is sent.
    ///
    /// The closure is called once per request. The future that it returns is polled where the listing is polled.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Paginator, operation};
    ///
    /// /// Returns the page with this number, and whether there are more.
    /// async fn fetch(page: u32) -> Result<(Vec<u32>, bool), std::io::Error> {
    ///     Ok((vec![10 * page, 10 * page + 1], page < 2))
    /// }
    ///
    /// fn numbers() -> impl Paginator<Item = u32, Error = std::io::Error> {
    ///     operation(1)
    ///         .send(|page| fetch(page))
    ///         .page_number(1, |_, page| page)
    ///         .more_results(|(_, more)| *more)
    ///         .items(|(numbers, _)| numbers)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let numbers: Vec<u32> = numbers().items().try_collect().await.unwrap();
    /// assert_eq!(numbers, [10, 11, 20, 21]);
    /// # }
    /// ```
    pub fn send<S, F, P, E>(self, send: S) -> Operation<R, Sender<S, P, E>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
    {
        Operation {
            request: self.request,
            send: Sender {
                send,
                response: PhantomData,
            },
            advance: self.advance,
            steps: self.steps,
            repeated_token: self.repeated_token,
            trace: self.trace,
        }
    }
}
