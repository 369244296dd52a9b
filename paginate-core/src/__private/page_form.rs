//! The parts of the page form: the body of the annotated function fetches a page, with clones of the arguments of the
//! function and with the token of the previous page.

use super::diagnostics::{Actual, Decoy, Unsatisfiable, impl_with_decoy};
use crate::Operation;

/// An argument of the function.
#[diagnostic::on_unimplemented(
    message = "expected an argument that implements `Clone`, found `{Self}`",
    label = "`{Self}` is not `Clone`, but every page is fetched with a clone of the arguments",
    note = "take a reference, like `&{Self}`"
)]
pub trait Argument<Impl>: Sized {
    type Checked;

    fn check(self) -> Self::Checked;
}

impl_with_decoy! {
    impl [A] Argument<> for A where [A: Clone] {
        type Checked = A;

        fn check(self) -> A {
            self
        }
    }
}

/// The type of a parameter `#[token]`.
#[diagnostic::on_unimplemented(
    message = "expected a `#[token]` parameter of type `Option<…>`, found `{Self}`",
    label = "`{Self}` is not an `Option`, but the first page is fetched without a token",
    note = "take `Option<{Self}>`, which is `None` for the first page"
)]
pub trait TokenParameter<Impl>: Sized {
    type Token;
    type Parameter;

    /// Returns the parameter for the first page.
    fn first_page() -> Self::Parameter;

    /// Returns the parameter for a page that follows another.
    fn next_page(token: Self::Token) -> Self::Parameter;
}

impl_with_decoy! {
    impl [T] TokenParameter<> for Option<T> where [] {
        type Token = T;
        type Parameter = Option<T>;

        fn first_page() -> Option<T> {
            None
        }

        fn next_page(token: T) -> Option<T> {
            Some(token)
        }
    }
}

/// What the body of the function evaluates to: `PageResult::send(operation, send)` is `operation.send(send)`.
#[diagnostic::on_unimplemented(
    message = "expected a `Result` of a page, found `{Self}`",
    label = "`{Self}` is not a `Result`, but the body of the function fetches a page",
    note = "end the body with the result of the request, like `client.list(token).await`, or with `Ok(page)`"
)]
pub trait PageResult<Impl>: Sized {
    type Checked<T>;

    fn send<R: Clone, S: FnMut(R) -> F, F: Future<Output = Self>>(
        operation: Operation<R>,
        send: S,
    ) -> Self::Checked<Operation<R, S>>;
}

impl_with_decoy! {
    impl [P, E] PageResult<> for Result<P, E> where [] {
        type Checked<T> = T;

        fn send<R: Clone, S: FnMut(R) -> F, F: Future<Output = Result<P, E>>>(
            operation: Operation<R>,
            send: S,
        ) -> Operation<R, S> {
            operation.send(send)
        }
    }
}

/// Fixes the error type of a future whose body uses `?`, which converts to any error.
pub fn with_error<E, P, F: Future<Output = Result<P, E>>>(future: F) -> F {
    future
}

/// Sets how the token of type `T` is read.
pub fn output_token<T, R, S, F, P, E, O>(
    operation: Operation<R, S>,
    output_token: O,
) -> Operation<R, S, O>
where
    S: FnMut(R) -> F,
    F: Future<Output = Result<P, E>>,
    O: FnMut(&P) -> Option<T>,
{
    operation.output_token(output_token)
}
