/// A server that counts its requests and can fail.
pub trait Server {
    /// Whether the server decides how many pages the items have, and decides differently each time it is started.
    const NUMBER_OF_PAGES_VARIES: bool = false;

    /// Returns the number of requests so far, failed ones included.
    fn requests(&self) -> usize;

    /// Makes all requests fail from now on, or succeed again.
    fn set_failing(&self, failing: bool) -> impl Future<Output = ()>;
}

/// A client with its server, and what a listing must yield.
#[derive(Debug)]
pub struct Fixture<S, C, T> {
    /// The server.
    pub server: S,
    /// The client and the arguments of the listing.
    pub client: C,
    /// The items of the server, in order.
    pub items: Vec<T>,
    /// The number of pages of the listing.
    pub pages: usize,
}
