//! The parts of the page form: the body of the annotated function fetches a page, with clones of the arguments of the
//! function and with the token of the previous page.

use core::marker::PhantomData;

use super::diagnostics::{Actual, Decoy, Unsatisfiable, impl_with_decoy};
use crate::operation::Sender;
use crate::operation::advance::{FromPage, FromPageAndToken, OutputToken};
use crate::{Operation, operation};

/// An argument of the function.
#[diagnostic::on_unimplemented(
    message = "expected an argument that implements `Clone`, found `{Self}`",
    label = "`{Self}` is not `Clone`, but every page is fetched with a clone of the arguments",
    note = "take a shared reference, or a handle that implements `Clone`, like an `Arc`"
)]
pub trait Argument<Impl>: Sized {
    type Checked<T>;

    /// Returns the value, which is of the type `Self`.
    ///
    /// If `Self` were the type of the value, rustc would suggest to borrow the name of the parameter.
    fn check<T>(argument: PhantomData<Self>, value: T) -> Self::Checked<T>;
}

impl_with_decoy! {
    impl [A] Argument<> for A where [A: Clone] {
        type Checked<T> = T;

        fn check<T>(_: PhantomData<A>, value: T) -> T {
            value
        }
    }
}

/// Clones an argument that a closure of the attribute may use as well.
pub fn cloned<A: Clone>(argument: &A) -> A {
    argument.clone()
}

/// Returns the type of a value.
pub fn type_of<T>(_: &T) -> PhantomData<T> {
    PhantomData
}

/// The type of a parameter `#[token]`. No type implements this trait: it is required of a type that is not an `Option`.
#[diagnostic::on_unimplemented(
    message = "expected a `#[token]` parameter of type `Option<…>`, found `{Self}`",
    label = "`{Self}` is not an `Option`, but the first page is fetched without a token",
    note = "take `Option<{Self}>`, which is `None` for the first page"
)]
pub trait TokenParameter {}

/// The type of a parameter `#[token]`: `ParameterType::<Option<T>>::NEW.__paginate_first_page()` returns the value of the
/// parameter for the first page.
///
/// The inherent methods apply to an `Option`, and some only to an `Option` of a token. [`OtherParameter`] applies to all other
/// types.
#[derive(Debug)]
pub struct ParameterType<T>(PhantomData<fn() -> T>);

impl<T> ParameterType<T> {
    pub const NEW: Self = ParameterType(PhantomData);
}

impl<T> ParameterType<Option<T>> {
    pub fn __paginate_first_page(self) -> Option<T> {
        None
    }
}

impl<T: Clone + PartialEq> ParameterType<Option<T>> {
    pub fn __paginate_next_page<U: TokenOf<T>>(self, token: U) -> Option<T> {
        token.into_parameter()
    }

    /// Returns the type of the token.
    pub fn __paginate_token(self) -> PhantomData<T> {
        PhantomData
    }
}

/// A parameter that is not an `Option` of a token. Only the first method reports an error. A type that cannot be a token is
/// reported where the token is read.
pub trait OtherParameter<T> {
    fn __paginate_first_page(self) -> T
    where
        T: TokenParameter;

    fn __paginate_next_page<U>(self, token: U) -> T;

    fn __paginate_token<U>(self) -> PhantomData<U>;
}

impl<T> OtherParameter<T> for ParameterType<T> {
    fn __paginate_first_page(self) -> T
    where
        T: TokenParameter,
    {
        unreachable!("the type is an error")
    }

    fn __paginate_next_page<U>(self, _: U) -> T {
        unreachable!("the type is an error")
    }

    fn __paginate_token<U>(self) -> PhantomData<U> {
        PhantomData
    }
}

/// The token of a page, which a parameter `#[token] token: Option<T>` takes.
#[diagnostic::on_unimplemented(
    message = "expected a `#[token]` parameter of type `Option<{Self}>`, found `Option<{Declared}>`",
    label = "the token of a page is of type `{Self}`",
    note = "take `Option<{Self}>`, or convert the token in a closure: `output_token = |page| …`"
)]
pub trait TokenOf<Declared> {
    fn into_parameter(self) -> Option<Declared>;
}

#[diagnostic::do_not_recommend]
impl<T> TokenOf<T> for T {
    fn into_parameter(self) -> Option<T> {
        Some(self)
    }
}

/// A part of the token in a parameter `#[token] token: Option<(A, B)>`.
#[diagnostic::on_unimplemented(
    message = "expected a token whose part is of type `{Value}`, found `{Self}`",
    label = "this part of the token of a page is of type `{Value}`",
    note = "take `{Value}` in the tuple, or `Option<{Value}>` if it may be absent, or convert the token in a closure: `output_token = |page| …`"
)]
pub trait TokenPart<Value>: Sized {
    /// Returns the part, or `None` if it is absent but needed for the next request.
    fn part(value: Option<Value>) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T> TokenPart<T> for T {
    fn part(value: Option<T>) -> Option<T> {
        value
    }
}

#[diagnostic::do_not_recommend]
impl<T> TokenPart<T> for Option<T> {
    fn part(value: Option<T>) -> Option<Option<T>> {
        Some(value)
    }
}

/// What the body of the function evaluates to: `PageResult::send(request, name, send)` is
/// `operation(request).name(name).send(send)`.
#[diagnostic::on_unimplemented(
    message = "expected a `Result` of a page, found `{Self}`",
    label = "`{Self}` is not a `Result`, but the body of the function fetches a page",
    note = "end the body with the result of the request, like `client.list(token).await`, or with `Ok(page)`"
)]
pub trait PageResult<Impl>: Sized {
    type Sent<R, S>;

    fn send<R: Clone, S: FnMut(R) -> F, F: Future<Output = Self>>(
        request: R,
        name: &'static str,
        send: S,
    ) -> Self::Sent<R, S>;
}

impl_with_decoy! {
    impl [P, E] PageResult<> for Result<P, E> where [] {
        type Sent<R, S> = Operation<R, Sender<S, P, E>>;

        fn send<R: Clone, S: FnMut(R) -> F, F: Future<Output = Result<P, E>>>(
            request: R,
            name: &'static str,
            send: S,
        ) -> Operation<R, Sender<S, P, E>> {
            operation(request).name(name).send(send)
        }
    }
}

/// The future of a body, whose error type may be open: `Ok(…)`, `?` and `.map_err(Into::into)` convert to any error.
///
/// `with_error::<E, _>(future).__paginate_future()` returns the future. The inherent method applies if the error is `E` or
/// open, and then fixes it to be `E`. [`OtherError`] applies to futures of all other types.
#[derive(Debug)]
pub struct WithError<E, F> {
    future: F,
    error: PhantomData<fn() -> E>,
}

pub fn with_error<E, F>(future: F) -> WithError<E, F> {
    WithError {
        future,
        error: PhantomData,
    }
}

impl<P, E, F: Future<Output = Result<P, E>>> WithError<E, F> {
    pub fn __paginate_future(self) -> F {
        self.future
    }
}

pub trait OtherError {
    type Future;

    fn __paginate_future(self) -> Self::Future;
}

impl<E, F> OtherError for WithError<E, F> {
    type Future = F;

    fn __paginate_future(self) -> F {
        self.future
    }
}

/// Sets how the token of type `T` is read.
pub fn output_token<R, S, P, E, O, T>(
    operation: Operation<R, Sender<S, P, E>>,
    _: PhantomData<T>,
    output_token: O,
) -> Operation<R, Sender<S, P, E>, OutputToken<FromPage<O>, T>>
where
    O: FnMut(&P) -> Option<T>,
{
    operation.output_token(output_token)
}

/// Like [`output_token`], for a closure that also gets the token that the page was requested with.
pub fn output_token_after<R, S, P, E, O, T>(
    operation: Operation<R, Sender<S, P, E>>,
    _: PhantomData<T>,
    output_token: O,
) -> Operation<R, Sender<S, P, E>, OutputToken<FromPageAndToken<O>, T>>
where
    O: FnMut(&P, Option<&T>) -> Option<T>,
{
    operation.output_token_after(output_token)
}
