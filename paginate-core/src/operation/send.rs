use super::Operation;

/// The first step.
impl<R: Clone> Operation<R> {
    /// Sets how the request is sent.
    ///
    /// The closure is called once per request. The future that it returns is polled where the listing is polled.
    pub fn send<S, F, P, E>(self, send: S) -> Operation<R, S>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
    {
        Operation {
            request: self.request,
            send,
            advance: self.advance,
            steps: self.steps,
            repeated_token: self.repeated_token,
        }
    }
}
