//! Conversions to the `Item` and the `Error` that the return type of an annotated function declares.

use core::marker::PhantomData;

use super::diagnostics::{Actual, Decoy, Unsatisfiable, impl_with_decoy};
use crate::advance::Advance;
use crate::optional_steps::{CarriedError, ErrorStep, Step, With};
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
    fn check<R, S, F, P>(operation: Operation<R, S>) -> Self::Checked<Operation<R, S>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, Self>>;

    /// Checks the error in a successful response.
    fn check_page<R, S, F, P, E, A, Steps, C>(
        operation: Operation<R, S, A, With<CarriedError<C>, Steps>>,
    ) -> Self::Checked<Operation<R, S, A, With<CarriedError<C>, Steps>>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        C: FnMut(&P) -> Option<Self>;
}

impl_with_decoy! {
    impl [E, Error] IntoError<Error,> for E where [E: Into<Error>] {
        type Checked<T> = T;

        fn check<R, S, F, P>(operation: Operation<R, S>) -> Operation<R, S>
        where
            S: FnMut(R) -> F,
            F: Future<Output = Result<P, E>>,
        {
            operation
        }

        fn check_page<R, S, F, P, X, A, Steps, C>(
            operation: Operation<R, S, A, With<CarriedError<C>, Steps>>,
        ) -> Operation<R, S, A, With<CarriedError<C>, Steps>>
        where
            S: FnMut(R) -> F,
            F: Future<Output = Result<P, X>>,
            C: FnMut(&P) -> Option<E>,
        {
            operation
        }
    }
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
pub fn with_items<R, S, A, Steps, F, P, E, X, C>(
    operation: Operation<R, S, A, Steps>,
    items: X,
) -> WithItems<Operation<R, S, A, Steps>, X, C::Item>
where
    S: FnMut(R) -> F,
    F: Future<Output = Result<P, E>>,
    X: FnMut(P) -> C,
    C: IntoIterator,
{
    WithItems {
        operation,
        items,
        item: PhantomData,
    }
}

impl<R, S, A, Steps, X, V> WithItems<Operation<R, S, A, Steps>, X, V> {
    pub fn paginator<F, P, E, T, C, Item, Error>(
        self,
    ) -> impl Paginator<Page = P, Item = Item, Token = T, Error = Error>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        A: Advance<R, P, Steps, Token = T>,
        Steps: Step<P> + ErrorStep<P, Error>,
        X: FnMut(P) -> C,
        C: IntoIterator<Item = V>,
        V: Into<Item>,
        Error: From<E>,
    {
        self.operation.items(self.items)
    }
}
