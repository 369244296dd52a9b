//! Conversions to the `Item` and the `Error` that the return type of an annotated function declares.

use core::marker::PhantomData;

use super::diagnostics::{Actual, Decoy, Unsatisfiable, impl_with_decoy};
use crate::operation::Sender;
use crate::operation::advance::Advance;
use crate::operation::optional_steps::{CarriedError, ErrorStep, Step, With};
use crate::{Operation, Paginator};

/// An item, which is converted to the declared `Item`.
#[diagnostic::on_unimplemented(
    message = "expected items that convert to `{Item}`, found `{Self}`",
    label = "`{Item}` does not implement `From<{Self}>`",
    note = "declare `Item = {Self}`, or write `impl From<{Self}> for {Item}`"
)]
pub trait IntoItem<Item, Impl>: Sized {
    type Checked<T>;

    /// Checks the items of a collection at the end of a path.
    fn check<I: Iterator<Item = Self>>(items: I) -> Self::Checked<I>;

    /// Checks the items that a closure returns.
    fn check_closure<O, X>(
        operation: WithItems<O, X, Self>,
    ) -> Self::Checked<WithItems<O, X, Self>>;

    fn into_item(self) -> Item;
}

impl_with_decoy! {
    impl [V, Item] IntoItem<Item,> for V where [V: Into<Item>] {
        type Checked<T> = T;

        #[inline]
        fn check<I: Iterator<Item = V>>(items: I) -> I {
            items
        }

        fn check_closure<O, X>(operation: WithItems<O, X, V>) -> WithItems<O, X, V> {
            operation
        }

        #[inline]
        fn into_item(self) -> Item {
            self.into()
        }
    }
}

/// An error of the operation or of a page, which is converted to the declared `Error`.
#[diagnostic::on_unimplemented(
    message = "expected an error that converts to `{Error}`, found `{Self}`",
    label = "`{Error}` does not implement `From<{Self}>`",
    note = "declare `Error = {Self}`, or write `impl From<{Self}> for {Error}`"
)]
pub trait IntoError<Error, Impl>: Sized {
    type Checked<T>;

    /// Checks the error of a failed request.
    fn check<O: SentOperation<Error = Self>>(operation: O) -> Self::Checked<O>;

    /// Checks the error in a successful response.
    fn check_page<R, S, P, E, A, Steps, C>(
        operation: Operation<R, Sender<S, P, E>, A, With<CarriedError<C>, Steps>>,
    ) -> Self::Checked<Operation<R, Sender<S, P, E>, A, With<CarriedError<C>, Steps>>>
    where
        C: FnMut(&P) -> Option<Self>;
}

impl_with_decoy! {
    impl [E, Error] IntoError<Error,> for E where [E: Into<Error>] {
        type Checked<T> = T;

        fn check<O: SentOperation<Error = E>>(operation: O) -> O {
            operation
        }

        fn check_page<R, S, P, X, A, Steps, C>(
            operation: Operation<R, Sender<S, P, X>, A, With<CarriedError<C>, Steps>>,
        ) -> Operation<R, Sender<S, P, X>, A, With<CarriedError<C>, Steps>>
        where
            C: FnMut(&P) -> Option<E>,
        {
            operation
        }
    }
}

/// An operation with the step `send`.
///
/// If the type of an error were part of the type of the argument, rustc would report the error for the argument.
pub trait SentOperation {
    type Error;
}

impl<R, S, P, E> SentOperation for Operation<R, Sender<S, P, E>> {
    type Error = E;
}

/// An operation with a closure that returns the items of a page, each of type `V`, before `V` is checked.
#[derive(Debug)]
pub struct WithItems<O, X, V> {
    operation: O,
    items: X,
    item: PhantomData<fn() -> V>,
}

/// Sets the closure that returns the items of a page.
///
/// `Operation::items` requires that the items convert to the declared `Item`. [`IntoItem::check_closure`] is called
/// before, and has the better error message.
pub fn with_items<R, S, P, E, A, Steps, X, C>(
    operation: Operation<R, Sender<S, P, E>, A, Steps>,
    items: X,
) -> WithItems<Operation<R, Sender<S, P, E>, A, Steps>, X, C::Item>
where
    X: FnMut(P) -> C,
    C: IntoIterator,
{
    WithItems {
        operation,
        items,
        item: PhantomData,
    }
}

impl<R, S, P, E, A, Steps, X, V> WithItems<Operation<R, Sender<S, P, E>, A, Steps>, X, V> {
    pub fn paginator<F, T, C, Item, Error>(
        self,
    ) -> impl Paginator<Page = P, Item = Item, Token = T, Error = Error>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        A: Advance<R, P, Steps, Error, Token = T>,
        Steps: Step<P> + ErrorStep<P, Error>,
        T: Clone,
        X: FnMut(P) -> C,
        C: IntoIterator<Item = V>,
        V: Into<Item>,
        Error: From<E>,
    {
        self.operation.items(self.items)
    }
}
