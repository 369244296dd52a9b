//! What the expansion of `#[paginate]` requires of the types that it meets. Not public API: it changes
//! without notice, and is named apart from the rest of that because rustc names it where a type does not fit.

use core::marker::PhantomData;

use crate::__private::OptionalCollection;
use crate::closures::PageClosures;
use crate::operation::{PageSteps, Set};
use crate::{Operation, Paginator, operation};

#[derive(Debug)]
pub struct Applies;

#[derive(Debug)]
pub struct NeverApplies;

pub trait NeverImplemented {}

/// Implements a trait, and once more for nothing: an only implementation rustc would take for granted, and
/// speak of what follows from the mistake. This way that has no type, and nothing is said of it.
macro_rules! twice {
    (impl [$($generic:ident),*] $name:ident<$($argument:ident,)*> for $type:ident where [$($bounds:tt)*] $body:tt) => {
        #[diagnostic::do_not_recommend]
        impl<$($generic),*> $name<$($argument,)* Applies> for $type where $($bounds)* $body

        #[diagnostic::do_not_recommend]
        impl<$($generic),*> $name<$($argument,)* NeverApplies> for $type where $type: NeverImplemented, $($bounds)* $body
    };
}

#[diagnostic::on_unimplemented(
    message = "`{Self}` is sent more than once, and it is not `Clone`",
    label = "a request is sent once a page, so it must be `Clone`",
    note = "build a tuple of what `{Self}` is made of, and make it of that in `send = |(…)| …`"
)]
pub trait Request<Applies>: Sized {
    type Operation;

    fn operation(self) -> Self::Operation;
}

twice! {
    impl [R] Request<> for R where [R: Clone] {
        type Operation = Operation<R>;

        fn operation(self) -> Operation<R> {
            operation(self)
        }
    }
}

/// What sending a request returns: `Answer::sent(operation, send)` is `operation.send(send)`.
#[diagnostic::on_unimplemented(
    message = "what sends the request returns `{Self}`",
    label = "expected a future of a `Result`, found `{Self}`",
    note = "name the method that sends it, as in `send = \"send\"`, or take a closure of which the future gives a `Result`"
)]
pub trait Answer<Applies>: Sized {
    type Checked<T>;

    fn sent<R: Clone, S: FnMut(R) -> Self>(
        operation: Operation<R>,
        send: S,
    ) -> Self::Checked<Operation<R, S>>;
}

twice! {
    impl [F, P, E] Answer<> for F where [F: Future<Output = Result<P, E>>] {
        type Checked<T> = T;

        fn sent<R: Clone, S: FnMut(R) -> F>(operation: Operation<R>, send: S) -> Operation<R, S> {
            operation.send(send)
        }
    }
}

#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a token",
    label = "a token must be `Clone` and `PartialEq`, which `{Self}` is not",
    note = "name a member of it that is, like `output_token = \"a.b\"`, or take a closure: `output_token = |page| …`"
)]
pub trait AsToken<Applies>: Sized {
    type Checked<T>;

    fn of(member: Option<&Self>) -> Self::Checked<Option<Self>>;

    /// For a token that is read by a closure.
    fn check<R, S, O, F, P, E>(operation: Operation<R, S, O>) -> Self::Checked<Operation<R, S, O>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        O: FnMut(&P) -> Option<Self>;
}

twice! {
    impl [T] AsToken<> for T where [T: Clone + PartialEq] {
        type Checked<U> = U;

        fn of(member: Option<&T>) -> Option<T> {
            member.cloned()
        }

        fn check<R, S, O, F, P, E>(operation: Operation<R, S, O>) -> Operation<R, S, O>
        where
            S: FnMut(R) -> F,
            F: Future<Output = Result<P, E>>,
            O: FnMut(&P) -> Option<T>,
        {
            operation
        }
    }
}

/// A flag that says whether there is more: absent, it says no.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say whether there is more",
    label = "expected a `bool` or an `Option<bool>`, found `{Self}`",
    note = "name a flag of the response, or take a closure: `more_results = |page| …`"
)]
pub trait AsFlag {
    fn of(member: Option<&Self>) -> bool;
}

#[diagnostic::do_not_recommend]
impl AsFlag for bool {
    fn of(member: Option<&bool>) -> bool {
        member.is_some_and(|flag| *flag)
    }
}

/// An error in a successful response, read by a path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read as an error by a path",
    label = "an error that is read by a path must be `Clone`, which `{Self}` is not",
    note = "take a closure: `error = |page| …`"
)]
pub trait AsError<Applies>: Sized {
    type Checked<T>;

    fn of(member: Option<&Self>) -> Self::Checked<Option<Self>>;
}

twice! {
    impl [X] AsError<> for X where [X: Clone] {
        type Checked<T> = T;

        fn of(member: Option<&X>) -> Option<X> {
            member.cloned()
        }
    }
}

/// A list with a last element, for `[-1]`. No type implements this trait: lists are found by their methods, and only
/// what is no list is required to implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no last element",
    label = "expected a list before `[-1]`, found `{Self}`",
    note = "name a list, like `output_token = \"contents[-1].key\"`, or take a closure: `output_token = |page| …`"
)]
pub trait HasLastElement {
    type Element: 'static;
}

/// A collection that may be absent: `List::of(option).__paginate_read()` iterates it, or nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be listed",
    label = "expected a list, a map or whatever can be iterated, found `{Self}`",
    note = "name a member of it that can, like `items = \"a.b\"`, or take a closure: `items = |page| …`"
)]
pub trait List<Applies>: Sized {
    type Items;

    fn of(member: Option<Self>) -> Self::Items;
}

twice! {
    impl [C] List<> for C where [C: IntoIterator] {
        type Items = OptionalCollection<C>;

        fn of(member: Option<C>) -> OptionalCollection<C> {
            OptionalCollection(member)
        }
    }
}

/// An operation with a closure for its items, which lists elements of type `V`.
#[derive(Debug)]
pub struct Listed<O, X, V> {
    operation: O,
    items: X,
    elements: PhantomData<fn() -> V>,
}

impl<R, S, O, I, Steps> Operation<R, S, O, I, Steps> {
    #[doc(hidden)]
    pub fn listed<F, P, E, X, C>(self, items: X) -> Listed<Self, X, C::Item>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        X: FnMut(P) -> C,
        C: IntoIterator,
    {
        Listed {
            operation: self,
            items,
            elements: PhantomData,
        }
    }
}

impl<R, S, O, I, Steps, X, V> Listed<Operation<R, S, O, I, Steps>, X, V> {
    pub fn paginator<F, P, E, T, C, Item, Error>(
        self,
    ) -> impl Paginator<Page = P, Item = Item, Token = T, Error = Error>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        O: FnMut(&P) -> Option<T>,
        T: Clone + PartialEq,
        I: FnMut(R, T) -> R,
        Steps: PageClosures<P, Error>,
        X: FnMut(P) -> C,
        C: IntoIterator<Item = V>,
        V: Into<Item>,
        Error: From<E>,
    {
        self.operation.items(self.items)
    }
}

/// An element is converted to the declared `Item`.
#[diagnostic::on_unimplemented(
    message = "what is listed is `{Self}`, and `Item` is declared to be `{Item}`",
    label = "this is not `From<{Self}>`",
    note = "declare `Item = {Self}`, or write `impl From<{Self}> for {Item}`"
)]
pub trait ListedAs<Item, Applies>: Sized {
    type Checked<T>;

    fn check<I: Iterator<Item = Self>>(items: I) -> Self::Checked<I>;

    /// For items that are a closure's.
    fn check_closure<O, X>(listed: Listed<O, X, Self>) -> Self::Checked<Listed<O, X, Self>>;

    fn listed_as(self) -> Item;
}

twice! {
    impl [V, Item] ListedAs<Item,> for V where [V: Into<Item>] {
        type Checked<T> = T;

        #[inline]
        fn check<I: Iterator<Item = V>>(items: I) -> I {
            items
        }

        fn check_closure<O, X>(listed: Listed<O, X, V>) -> Listed<O, X, V> {
            listed
        }

        #[inline]
        fn listed_as(self) -> Item {
            self.into()
        }
    }
}

/// An error of the operation, or one that a page carries, is converted to the declared `Error`.
#[diagnostic::on_unimplemented(
    message = "the operation fails with `{Self}`, and `Error` is declared to be `{Error}`",
    label = "this is not `From<{Self}>`",
    note = "declare `Error = {Self}`, or write `impl From<{Self}> for {Error}`"
)]
pub trait FailsAs<Error, Applies>: Sized {
    type Checked<T>;

    fn check<R, S, F, P>(operation: Operation<R, S>) -> Self::Checked<Operation<R, S>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, Self>>;

    /// For an error that a page carries.
    fn check_page<R, S, F, P, E, O, I, M, L, C>(
        operation: Operation<R, S, O, I, PageSteps<M, L, Set<C>>>,
    ) -> Self::Checked<Operation<R, S, O, I, PageSteps<M, L, Set<C>>>>
    where
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        C: FnMut(&P) -> Option<Self>;
}

twice! {
    impl [E, Error] FailsAs<Error,> for E where [E: Into<Error>] {
        type Checked<T> = T;

        fn check<R, S, F, P>(operation: Operation<R, S>) -> Operation<R, S>
        where
            S: FnMut(R) -> F,
            F: Future<Output = Result<P, E>>,
        {
            operation
        }

        fn check_page<R, S, F, P, X, O, I, M, L, C>(
            operation: Operation<R, S, O, I, PageSteps<M, L, Set<C>>>,
        ) -> Operation<R, S, O, I, PageSteps<M, L, Set<C>>>
        where
            S: FnMut(R) -> F,
            F: Future<Output = Result<P, X>>,
            C: FnMut(&P) -> Option<E>,
        {
            operation
        }
    }
}
