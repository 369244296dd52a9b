use crate::closures::{Closures, PageClosures};
use crate::listing::Listing;
use crate::{Paginator, RepeatedTokenPolicy};

/// Makes a paginator of one operation, step by step.
///
/// [`#[paginate]`](macro@crate::paginate) expands to this builder. The `request` is sent once as it is, and for
/// every further page as a clone with the token set. Nothing is sent here: the paginator is lazy.
///
/// ```
/// use paginate_core::{Error, Paginator, operation};
///
/// #[derive(Clone, Default)]
/// struct ListUsers {
///     marker: Option<String>,
/// }
///
/// struct Response {
///     users: Vec<&'static str>,
///     next_marker: Option<String>,
/// }
///
/// impl ListUsers {
///     async fn send(self) -> Result<Response, std::io::Error> {
///         Ok(match self.marker.as_deref() {
///             None => Response { users: vec!["ada", "grace"], next_marker: Some("2".into()) },
///             Some(_) => Response { users: vec!["edsger"], next_marker: None },
///         })
///     }
/// }
///
/// fn users() -> impl Paginator<Item = String, Error = std::io::Error> {
///     operation(ListUsers::default())
///         .send(|request| request.send())
///         .output_token(|page| page.next_marker.clone())
///         .input_token(|_, token| ListUsers { marker: Some(token) })
///         .items(|page| page.users)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error<std::io::Error>> {
/// let users: Vec<String> = users().items().try_collect().await?;
/// assert_eq!(users, ["ada", "grace", "edsger"]);
/// # Ok(())
/// # }
/// ```
pub fn operation<R: Clone>(request: R) -> Operation<R> {
    Operation {
        request,
        send: (),
        output_token: (),
        input_token: (),
        page: PageSteps {
            more_results: Unset,
            has_listing: Unset,
            error: Unset,
        },
        repeated_token: RepeatedTokenPolicy::default(),
    }
}

/// An operation of which some steps are set: made by [`operation`], and a paginator once
/// [`items`](Operation::items) is set.
///
/// The steps come in one order (`send`, `output_token`, `input_token`, the optional steps, and last `items`), so
/// that the compiler knows the types of each closure's arguments from the steps before it.
#[derive(Clone, Debug)]
#[must_use = "an operation is a paginator only when `items` is set"]
pub struct Operation<R, S = (), O = (), I = (), P = PageSteps> {
    pub(crate) request: R,
    pub(crate) send: S,
    pub(crate) output_token: O,
    pub(crate) input_token: I,
    pub(crate) page: P,
    repeated_token: RepeatedTokenPolicy,
}

/// The optional steps of an [`Operation`], each a closure that reads a page.
#[derive(Clone, Debug)]
pub struct PageSteps<M = Unset, L = Unset, X = Unset> {
    pub(crate) more_results: M,
    pub(crate) has_listing: L,
    pub(crate) error: X,
}

/// An optional step that is not set.
#[derive(Clone, Copy, Debug)]
pub struct Unset;

/// An optional step that is set.
#[derive(Clone, Copy, Debug)]
pub struct Set<C>(pub(crate) C);

impl<R: Clone> Operation<R> {
    /// Sets how the request is sent.
    ///
    /// The closure is called once per page. The future that it returns is polled where the listing is polled.
    pub fn send<S, F, P, E>(self, send: S) -> Operation<R, S>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
    {
        Operation {
            request: self.request,
            send,
            output_token: (),
            input_token: (),
            page: self.page,
            repeated_token: self.repeated_token,
        }
    }
}

impl<R, S> Operation<R, S> {
    /// Sets how the token that a page carries is read, `None` if the page is the last one.
    ///
    /// Several tokens form one tuple of `Option`s.
    pub fn output_token<F, P, E, O, T>(self, output_token: O) -> Operation<R, S, O>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        O: FnMut(&P) -> Option<T>,
    {
        Operation {
            request: self.request,
            send: self.send,
            output_token,
            input_token: (),
            page: self.page,
            repeated_token: self.repeated_token,
        }
    }
}

impl<R, S, O> Operation<R, S, O> {
    /// Sets how the request for a page is made from a clone of the first request and the token of the page
    /// before.
    pub fn input_token<F, P, E, T, I>(self, input_token: I) -> Operation<R, S, O, I>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        O: FnMut(&P) -> Option<T>,
        I: FnMut(R, T) -> R,
    {
        Operation {
            request: self.request,
            send: self.send,
            output_token: self.output_token,
            input_token,
            page: self.page,
            repeated_token: self.repeated_token,
        }
    }
}

impl<R, S, O, I, M, L, X> Operation<R, S, O, I, PageSteps<M, L, X>> {
    /// Sets how a page reports whether there are more results, for an operation that reports it beside the token.
    ///
    /// If it is `false` the listing ends, whatever the token. If it is `true` and the token is absent, the listing
    /// fails with [`Error::MissingToken`](crate::Error::MissingToken).
    pub fn more_results<F, P, E, C>(
        self,
        more_results: C,
    ) -> Operation<R, S, O, I, PageSteps<Set<C>, L, X>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        C: FnMut(&P) -> bool,
    {
        self.with_page_steps(
            |PageSteps {
                 has_listing, error, ..
             }| PageSteps {
                more_results: Set(more_results),
                has_listing,
                error,
            },
        )
    }

    /// Sets how a successful response is told from one that carries no listing at all.
    ///
    /// If it is `false` the listing does not end but fails with
    /// [`Error::MissingListing`](crate::Error::MissingListing), and the page is not delivered.
    pub fn has_listing<F, P, E, C>(
        self,
        has_listing: C,
    ) -> Operation<R, S, O, I, PageSteps<M, Set<C>, X>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        C: FnMut(&P) -> bool,
    {
        self.with_page_steps(
            |PageSteps {
                 more_results,
                 error,
                 ..
             }| PageSteps {
                more_results,
                has_listing: Set(has_listing),
                error,
            },
        )
    }

    /// Sets how the error that a successful response may carry is read, `None` if it carries none.
    ///
    /// If there is an error the page is not delivered and the listing fails with
    /// [`Error::Operation`](crate::Error::Operation), whose source is the error converted to the declared `Error`.
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// #[derive(Clone)]
    /// struct Response {
    ///     ok: bool,
    ///     error: Option<&'static str>,
    ///     channels: Vec<&'static str>,
    /// }
    ///
    /// fn channels() -> impl Paginator<Item = &'static str, Error = String> {
    ///     let response = Response { ok: false, error: Some("ratelimited"), channels: vec![] };
    ///     operation(response)
    ///         .send(async |response| Ok::<_, &str>(response))
    ///         .output_token(|_| None::<String>)
    ///         .input_token(|request, _| request)
    ///         .error(|page| (!page.ok).then(|| page.error.unwrap_or("no reason given")))
    ///         .items(|page| page.channels)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let error = channels().items().try_next().await.unwrap_err();
    /// assert_eq!(error, Error::Operation { page: 1, source: "ratelimited".to_owned() });
    /// # }
    /// ```
    pub fn error<F, P, E, Source, C>(
        self,
        error: C,
    ) -> Operation<R, S, O, I, PageSteps<M, L, Set<C>>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        C: FnMut(&P) -> Option<Source>,
    {
        self.with_page_steps(
            |PageSteps {
                 more_results,
                 has_listing,
                 ..
             }| PageSteps {
                more_results,
                has_listing,
                error: Set(error),
            },
        )
    }
}

impl<R, S, O, I, P> Operation<R, S, O, I, P> {
    /// Sets what the listing does with a repeated token.
    pub fn repeated_token(self, repeated_token: RepeatedTokenPolicy) -> Self {
        Operation {
            repeated_token,
            ..self
        }
    }

    /// Sets what is listed on a page: anything that can be iterated, each element [`Into`] the declared `Item`.
    ///
    /// This makes the paginator. Its `Item` and its `Error` are those of the return type that it is
    /// used for.
    pub fn items<F, Page, E, T, X, C, Item, Error>(
        self,
        items: X,
    ) -> impl Paginator<Page = Page, Item = Item, Token = T, Error = Error>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<Page, E>>,
        O: FnMut(&Page) -> Option<T>,
        T: Clone + PartialEq,
        I: FnMut(R, T) -> R,
        P: PageClosures<Page, Error>,
        X: FnMut(Page) -> C,
        C: IntoIterator<Item: Into<Item>>,
        Error: From<E>,
    {
        let repeated_token = self.repeated_token;
        Listing::new(Closures::new(self, items), repeated_token)
    }

    fn with_page_steps<Q>(self, set: impl FnOnce(P) -> Q) -> Operation<R, S, O, I, Q> {
        Operation {
            request: self.request,
            send: self.send,
            output_token: self.output_token,
            input_token: self.input_token,
            page: set(self.page),
            repeated_token: self.repeated_token,
        }
    }
}
