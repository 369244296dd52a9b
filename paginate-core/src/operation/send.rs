use core::marker::PhantomData;

use super::Operation;

/// The step [`Operation::send`]: a closure whose future resolves to a page `P` or to an error `E`.
// The types are parameters: it would take the compiler longer to find them as the output of a future.
#[derive(Clone, Debug)]
pub struct Sender<S, P, E> {
    pub(crate) send: S,
    response: PhantomData<fn() -> Result<P, E>>,
}

/// The first step.
impl<R: Clone> Operation<R> {
    /// Sets how the request is sent.
    ///
    /// The closure is called once per request. The future that it returns is polled where the listing is polled.
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
        }
    }
}
