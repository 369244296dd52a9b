use crate::fetch::Source;
use crate::listing::Listing;
use crate::{Paginator, RepeatedToken};

/// Makes a paginator of one operation, step by step.
///
/// This is what [`#[paginate]`](macro@crate::paginate) writes, to be written by hand where the
/// attribute does not reach. The `request` is sent once as it is, and for every further page as a
/// clone with a token set. Nothing is sent here: the paginator is lazy.
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
        more_results: Unsaid,
        repeated_token: RepeatedToken::default(),
    }
}

/// An operation of which some steps are told: made by [`operation`], and a paginator once
/// [`items`](Operation::items) is said.
///
/// The steps come in one order (`send`, `output_token`, `input_token`, and last `items`), so that the
/// compiler knows the types of each closure's arguments from the steps before it.
#[derive(Clone, Debug)]
#[must_use = "an operation is a paginator only when `items` is said"]
pub struct Operation<R, S = (), O = (), I = (), M = Unsaid> {
    request: R,
    send: S,
    output_token: O,
    input_token: I,
    more_results: M,
    repeated_token: RepeatedToken,
}

impl<R: Clone> Operation<R> {
    /// How the request is sent.
    ///
    /// Called once a page. What it returns is polled where the listing is polled.
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
            more_results: Unsaid,
            repeated_token: self.repeated_token,
        }
    }
}

impl<R, S> Operation<R, S> {
    /// The token that a page carries, `None` if the page is the last.
    ///
    /// Several tokens make one tuple of `Option`s.
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
            more_results: Unsaid,
            repeated_token: self.repeated_token,
        }
    }
}

impl<R, S, O> Operation<R, S, O> {
    /// How the request for a page is made, of a clone of the first request and the token of the page
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
            more_results: Unsaid,
            repeated_token: self.repeated_token,
        }
    }

    // What the attribute writes for a setter that takes an `Option`. It is not written out because of a token
    // that does not fit rustc would speak of `Some`, and not of the setter.
    #[doc(hidden)]
    pub fn set_token<F, P, E, T, I>(
        self,
        mut set: I,
    ) -> Operation<R, S, O, impl FnMut(R, T) -> R + use<R, S, O, F, P, E, T, I>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        O: FnMut(&P) -> Option<T>,
        I: FnMut(R, Option<T>) -> R,
    {
        self.input_token(move |request, token| set(request, Some(token)))
    }
}

impl<R, S, O, I> Operation<R, S, O, I> {
    /// Whether a page says that there are more, for an operation that says it apart from the token.
    ///
    /// If there are none the listing ends, whatever the token. If there are and the token is absent,
    /// it is [`Error::MissingToken`](crate::Error::MissingToken).
    pub fn more_results<F, P, E, M>(self, more_results: M) -> Operation<R, S, O, I, Said<M>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        M: FnMut(&P) -> bool,
    {
        Operation {
            request: self.request,
            send: self.send,
            output_token: self.output_token,
            input_token: self.input_token,
            more_results: Said(more_results),
            repeated_token: self.repeated_token,
        }
    }
}

impl<R, S, O, I, M> Operation<R, S, O, I, M> {
    /// What becomes of the listing when a token comes again.
    pub fn repeated_token(self, repeated_token: RepeatedToken) -> Self {
        Operation {
            repeated_token,
            ..self
        }
    }

    /// What is listed on a page: anything that can be iterated, each element [`Into`] the declared `Item`.
    ///
    /// This makes the paginator. Its `Item` and its `Error` are those of the return type that it is
    /// used for.
    pub fn items<F, P, E, T, X, C, Item, Error>(
        self,
        items: X,
    ) -> impl Paginator<Page = P, Item = Item, Token = T, Error = Error>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        O: FnMut(&P) -> Option<T>,
        T: Clone + PartialEq,
        I: FnMut(R, T) -> R,
        M: MoreResults<P>,
        X: FnMut(P) -> C,
        C: IntoIterator<Item: Into<Item>>,
        Error: From<E>,
    {
        let repeated_token = self.repeated_token;
        let closures = Closures {
            operation: self,
            items,
        };
        Listing::new(closures, repeated_token)
    }
}

/// The flag of a page, for an operation that may have none.
pub trait MoreResults<P> {
    fn more_results(&mut self, page: &P) -> Option<bool>;
}

/// The operation has no flag: the token alone tells.
#[derive(Clone, Copy, Debug)]
pub struct Unsaid;

impl<P> MoreResults<P> for Unsaid {
    fn more_results(&mut self, _: &P) -> Option<bool> {
        None
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Said<M>(M);

impl<P, M: FnMut(&P) -> bool> MoreResults<P> for Said<M> {
    fn more_results(&mut self, page: &P) -> Option<bool> {
        Some((self.0)(page))
    }
}

struct Closures<R, S, O, I, M, X> {
    operation: Operation<R, S, O, I, M>,
    items: X,
}

impl<R, S, O, I, M, X, F, P, E, T, C> Source for Closures<R, S, O, I, M, X>
where
    R: Clone,
    S: FnMut(R) -> F,
    F: Future<Output = Result<P, E>>,
    O: FnMut(&P) -> Option<T>,
    T: Clone + PartialEq,
    I: FnMut(R, T) -> R,
    M: MoreResults<P>,
    X: FnMut(P) -> C,
    C: IntoIterator,
{
    type Page = P;
    type Token = T;
    type Error = E;
    type Future = F;
    type Items = C;

    fn send(&mut self, token: Option<T>) -> F {
        let operation = &mut self.operation;
        let request = operation.request.clone();
        (operation.send)(match token {
            None => request,
            Some(token) => (operation.input_token)(request, token),
        })
    }

    fn more_results(&mut self, page: &P) -> Option<bool> {
        self.operation.more_results.more_results(page)
    }

    fn token(&mut self, page: &P) -> Option<T> {
        (self.operation.output_token)(page)
    }

    fn items(&mut self, page: P) -> C {
        (self.items)(page)
    }
}
