//! Traits with error messages for the types of an operation.
//!
//! The expansion calls a method of one of these traits for each type, at the span of the argument that the type comes
//! from. If the type does not fit, rustc prints the message of `#[diagnostic::on_unimplemented]` there.
//!
//! Each trait has two implementations. If a trait has only one, rustc selects it before it checks the bounds: the
//! associated type `Checked` is known even if the type does not fit, and rustc reports more errors in the code that
//! depends on it. So [`impl_with_decoy!`] adds a second implementation, for another type parameter [`Decoy`] and with a
//! bound that no type satisfies. Then rustc selects the actual implementation only if its bounds are met. If they are
//! not, `Checked` is unknown, and rustc prints only the message of the trait.

use super::OptionalCollection;
use crate::operation::Sender;
use crate::operation::advance::OutputToken;
use crate::{Operation, operation};

/// Marks the implementation of a trait that applies if its bounds are met.
#[derive(Debug)]
pub struct Actual;

/// Marks the implementation of a trait that never applies.
#[derive(Debug)]
pub struct Decoy;

/// A bound that no type satisfies.
pub trait Unsatisfiable {}

/// Implements a trait, and adds a second implementation that never applies.
macro_rules! impl_with_decoy {
    (impl [$($generic:ident),*] $name:ident<$($argument:ident,)*> for $type:ty where [$($bounds:tt)*] $body:tt) => {
        #[diagnostic::do_not_recommend]
        impl<$($generic),*> $name<$($argument,)* Actual> for $type where $($bounds)* $body

        #[diagnostic::do_not_recommend]
        impl<$($generic),*> $name<$($argument,)* Decoy> for $type where $type: Unsatisfiable, $($bounds)* $body
    };
}

pub(super) use impl_with_decoy;

/// A request, which is cloned for every page.
#[diagnostic::on_unimplemented(
    message = "expected a request that implements `Clone`, found `{Self}`",
    label = "`{Self}` is not `Clone`, but a clone of the request is sent for every page",
    note = "if `{Self}` is a future of a page, make the function `async` and mark the parameter that takes the token: `#[token] token: Option<…>`",
    note = "otherwise return a tuple of the parts of `{Self}`, and build the request in a closure: `send = |(…)| …`"
)]
pub trait Request<Impl>: Sized {
    type Operation;

    fn operation(self, name: &'static str) -> Self::Operation;
}

impl_with_decoy! {
    impl [R] Request<> for R where [R: Clone] {
        type Operation = Operation<R>;

        fn operation(self, name: &'static str) -> Operation<R> {
            operation(self).name(name)
        }
    }
}

/// The future that `send` returns: `ResponseFuture::send(operation, send)` is `operation.send(send)`.
#[diagnostic::on_unimplemented(
    message = "`send` must return a future of a `Result`, found `{Self}`",
    label = "`{Self}` is not a future of a `Result`",
    note = "name the method that sends the request, like `send = \"send\"`, or use a closure: `send = |request| request.send()`"
)]
pub trait ResponseFuture<Impl>: Sized {
    type Sent<R, S>;

    fn send<R: Clone, S: FnMut(R) -> Self>(operation: Operation<R>, send: S) -> Self::Sent<R, S>;
}

impl_with_decoy! {
    impl [F, P, E] ResponseFuture<> for F where [F: Future<Output = Result<P, E>>] {
        type Sent<R, S> = Operation<R, Sender<S, P, E>>;

        fn send<R: Clone, S: FnMut(R) -> F>(
            operation: Operation<R>,
            send: S,
        ) -> Operation<R, Sender<S, P, E>> {
            operation.send(send)
        }
    }
}

/// A token.
#[diagnostic::on_unimplemented(
    message = "expected a token that implements `Clone` and `PartialEq`, found `{Self}`",
    label = "`{Self}` cannot be used as a token",
    note = "if `{Self}` is a type of yours, write `#[derive(Clone, PartialEq)]`; if it contains the token, name its member, like `output_token = \"a.b\"`",
    note = "otherwise convert it to a token in a closure, such as to a string: `output_token = |page| …`"
)]
pub trait Token<Impl> {
    type Checked<T>;
    type Read;

    /// Reads a token at the end of a path.
    fn read(member: Option<&Self>) -> Self::Read;

    /// Checks a token that is read by a closure.
    fn check<O: OperationWithToken<Token = Self>>(operation: O) -> Self::Checked<O>;
}

impl_with_decoy! {
    impl [T] Token<> for T where [T: Clone + PartialEq] {
        type Checked<U> = U;
        type Read = Option<T>;

        fn read(member: Option<&T>) -> Option<T> {
            member.cloned()
        }

        fn check<O: OperationWithToken<Token = T>>(operation: O) -> O {
            operation
        }
    }
}

/// An operation with the step `output_token`.
pub trait OperationWithToken {
    type Token: ?Sized;
}

impl<R, S, O, T> OperationWithToken for Operation<R, S, OutputToken<O, T>> {
    type Token = T;
}

/// An error in a successful response, at the end of a path.
#[diagnostic::on_unimplemented(
    message = "expected an error that implements `Clone`, found `{Self}`",
    label = "`{Self}` is not `Clone`, but an error at the end of a path is cloned",
    note = "use a closure: `error = |page| …`"
)]
pub trait PageError<Impl> {
    type Read;

    fn read(member: Option<&Self>) -> Self::Read;
}

impl_with_decoy! {
    impl [X] PageError<> for X where [X: Clone] {
        type Read = Option<X>;

        fn read(member: Option<&X>) -> Option<X> {
            member.cloned()
        }
    }
}

/// A list, before `[-1]` in a path. No type implements this trait: the accessors find lists by their methods, and
/// require this trait only of types that are not lists.
#[diagnostic::on_unimplemented(
    message = "expected a list before `[-1]`, found `{Self}`",
    label = "`{Self}` has no last element",
    note = "name a list, like `output_token = \"contents[-1].key\"`, or use a closure: `output_token = |page| …`"
)]
pub trait HasLastElement {
    type Element: 'static;
}

/// The collection of items at the end of a path.
#[diagnostic::on_unimplemented(
    message = "expected a collection, found `{Self}`",
    label = "`{Self}` is not a collection: it does not implement `IntoIterator`",
    note = "name a member of `{Self}`, like `items = \"a.b\"`, or use a closure: `items = |page| …`"
)]
pub trait Collection<Impl>: Sized {
    type Optional;

    fn read(member: Option<Self>) -> Self::Optional;
}

impl_with_decoy! {
    impl [C] Collection<> for C where [C: IntoIterator] {
        type Optional = OptionalCollection<C>;

        fn read(member: Option<C>) -> OptionalCollection<C> {
            OptionalCollection(member)
        }
    }
}

/// A request with a setter for the token. No type implements this trait: it is required of a request without the setter.
#[diagnostic::on_unimplemented(
    message = "expected a setter for the token on `{Self}`, found none",
    label = "`{Self}` has no setter of this name that takes an `Option`",
    note = "check the name, or set the token in a closure: `input_token = |request, token| …`",
    note = "or fetch each page in an `async fn` with a parameter that takes the token: `#[token] token: Option<…>`"
)]
pub trait HasTokenSetter {}

/// Like [`HasTokenSetter`], for a page number or an offset.
#[diagnostic::on_unimplemented(
    message = "expected a setter for the number on `{Self}`, found none",
    label = "`{Self}` has no setter of this name that takes an `Option`",
    note = "check the name, or set the number in a closure: `page_number = |request, number| …`",
    note = "or fetch each page in an `async fn` with a parameter that takes the number: `#[page_number] page: u32`"
)]
pub trait HasNumberSetter {}

/// Like [`HasTokenSetter`], for a page size.
#[diagnostic::on_unimplemented(
    message = "expected a setter for the page size on `{Self}`, found none",
    label = "`{Self}` has no setter of this name that takes an `Option`",
    note = "check the name, or set the page size in a closure: `page_size = |request, size| …`",
    note = "or fetch each page in an `async fn` with a parameter that takes the page size: `#[page_size] size: u32`"
)]
pub trait HasPageSizeSetter {}

/// A request with a getter for the page size. No type implements this trait: it is required of a request without the getter.
#[diagnostic::on_unimplemented(
    message = "expected a getter for the page size on `{Self}`, found none",
    label = "`{Self}` has no getter of this name that returns an `Option`",
    note = "check the name, or write the size of the first page: `first_page_size = 100`"
)]
pub trait HasPageSizeGetter {}
