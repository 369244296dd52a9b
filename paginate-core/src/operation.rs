// In the order of the steps, which is also the order in the documentation.
mod send;

mod tokens;

pub use self::send::Sender;

mod numbers;

mod optional;

pub(crate) mod recover;

mod items;

pub(crate) mod advance;
mod closures;
pub(crate) mod number;
pub(crate) mod optional_steps;

use core::fmt;

use crate::RepeatedTokenPolicy;
use crate::operation::optional_steps::With;
use crate::trace::Trace;

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
        advance: (),
        steps: (),
        repeated_token: RepeatedTokenPolicy::default(),
        trace: Trace::default(),
    }
}

/// Builds the paginator of one operation, step by step. [`operation`] returns it without steps, and
/// [`items`](Operation::items) returns the paginator.
///
/// The steps come in one order, so that the compiler knows the types of each closure's arguments from the steps before
/// it:
///
/// 1. [`send`](Operation::send).
/// 2. How the listing advances to the next page: [`output_token`](Operation::output_token) or
///    [`output_token_after`](Operation::output_token_after), and then [`input_token`](Operation::input_token); or
///    [`page_number`](Operation::page_number); or [`offset`](Operation::offset).
/// 3. The optional steps, in any order: [`more_results`](Operation::more_results),
///    [`total_pages`](Operation::total_pages), [`total_items`](Operation::total_items),
///    [`item_count`](Operation::item_count), [`has_data`](Operation::has_data), [`error`](Operation::error) and
///    [`repeated_token`](Operation::repeated_token).
/// 4. What requests a page again after a failure: [`page_size`](Operation::page_size) and
///    [`fresh_token`](Operation::fresh_token). They come after the total of items, and before or after the other optional steps.
/// 5. [`items`](Operation::items).
///
/// [`name`](Operation::name) can be set at any step.
///
/// `R` is the request. The other parameters are the types of the steps that are set, which are not part of the API: name
/// the paginator as `impl Paginator`.
#[derive(Clone)]
#[must_use = "an operation is a paginator only when `items` is set"]
pub struct Operation<R, S = (), A = (), Steps = ()> {
    pub(crate) request: R,
    pub(crate) send: S,
    pub(crate) advance: A,
    pub(crate) steps: Steps,
    repeated_token: RepeatedTokenPolicy,
    trace: Trace,
}

impl<R, S, A, Steps> Operation<R, S, A, Steps> {
    fn with_advance<B>(self, advance: impl FnOnce(A) -> B) -> Operation<R, S, B, Steps> {
        Operation {
            request: self.request,
            send: self.send,
            advance: advance(self.advance),
            steps: self.steps,
            repeated_token: self.repeated_token,
            trace: self.trace,
        }
    }

    pub(crate) fn with_request(self, set: impl FnOnce(R) -> R) -> Self {
        Operation {
            request: set(self.request),
            ..self
        }
    }

    fn with_step<Step>(self, step: Step) -> Operation<R, S, A, With<Step, Steps>> {
        Operation {
            request: self.request,
            send: self.send,
            advance: self.advance,
            steps: With {
                step,
                before: self.steps,
            },
            repeated_token: self.repeated_token,
            trace: self.trace,
        }
    }
}

impl<R, S, A, Steps> fmt::Debug for Operation<R, S, A, Steps> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation").finish_non_exhaustive()
    }
}
