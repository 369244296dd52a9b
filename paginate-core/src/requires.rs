//! What the expansion of `#[paginate]` requires of the types that it meets. Not public API: it changes
//! without notice, and is named apart from the rest of that because rustc names it where a type does not fit.

// Most traits here have a second implementation, which never applies: rustc would take an only one for
// granted and speak of what follows from the mistake. This way that has no type, and nothing is said of it.

use crate::__private::Items;
use crate::fetch::Source;
use crate::listing::Listing;
use crate::operation::{Closures, MoreResults};
use crate::{Operation, Paginator, RepeatedToken, operation};

#[derive(Debug)]
pub struct Applies;

#[derive(Debug)]
pub struct NeverApplies;

pub trait Never {}

#[diagnostic::on_unimplemented(
    message = "`{Self}` is sent more than once, and it is not `Clone`",
    label = "a request is sent once a page, so it must be `Clone`",
    note = "build a tuple of what `{Self}` is made of, and make it of that in `send = |(…)| …`"
)]
pub trait Request<Applies>: Sized {
    type Operation;

    fn operation(self) -> Self::Operation;
}

#[diagnostic::do_not_recommend]
impl<R: Clone> Request<Applies> for R {
    type Operation = Operation<R>;

    fn operation(self) -> Operation<R> {
        operation(self)
    }
}

#[diagnostic::do_not_recommend]
impl<R: Never> Request<NeverApplies> for R {
    type Operation = R;

    fn operation(self) -> R {
        self
    }
}

#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a token",
    label = "a token must be `Clone` and `PartialEq`, which `{Self}` is not",
    note = "name a member of it that is, like `output_token = \"a.b\"`, or take a closure: `output_token = |page| …`"
)]
pub trait AsToken<Applies>: Sized {
    type Token;
    type Checked<T>;

    fn of(member: Option<&Self>) -> Option<Self::Token>;

    fn told<R, S, O, I, M, F, P, E, X, C>(
        operation: Operation<R, S, O, I, M>,
        items: X,
    ) -> Self::Checked<Told<Closures<R, S, O, I, M, X>>>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        O: FnMut(&P) -> Option<Self>,
        I: FnMut(R, Self) -> R,
        M: MoreResults<P>,
        X: FnMut(P) -> C,
        C: IntoIterator;
}

#[diagnostic::do_not_recommend]
impl<T: Clone + PartialEq> AsToken<Applies> for T {
    type Token = T;
    type Checked<U> = U;

    fn of(member: Option<&T>) -> Option<T> {
        member.cloned()
    }

    fn told<R, S, O, I, M, F, P, E, X, C>(
        operation: Operation<R, S, O, I, M>,
        items: X,
    ) -> Told<Closures<R, S, O, I, M, X>>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        O: FnMut(&P) -> Option<T>,
        I: FnMut(R, T) -> R,
        M: MoreResults<P>,
        X: FnMut(P) -> C,
        C: IntoIterator,
    {
        Told::new(operation, items)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Never + Clone + PartialEq> AsToken<NeverApplies> for T {
    type Token = T;
    type Checked<U> = U;

    fn of(_: Option<&T>) -> Option<T> {
        None
    }

    fn told<R, S, O, I, M, F, P, E, X, C>(
        operation: Operation<R, S, O, I, M>,
        items: X,
    ) -> Told<Closures<R, S, O, I, M, X>>
    where
        R: Clone,
        S: FnMut(R) -> F,
        F: Future<Output = Result<P, E>>,
        O: FnMut(&P) -> Option<T>,
        I: FnMut(R, T) -> R,
        M: MoreResults<P>,
        X: FnMut(P) -> C,
        C: IntoIterator,
    {
        Told::new(operation, items)
    }
}

/// A flag that says whether there is more: absent, it says no.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say whether there is more",
    label = "expected a `bool` or an `Option<bool>`, found `{Self}`",
    note = "name a flag of the response, or take a closure: `more_results = |page| …`"
)]
pub trait Flag {
    fn of(member: Option<&Self>) -> bool;
}

#[diagnostic::do_not_recommend]
impl Flag for bool {
    fn of(member: Option<&bool>) -> bool {
        member.is_some_and(|flag| *flag)
    }
}

/// A collection that may be absent: `List::of(option).read()` iterates it, or nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be listed",
    label = "expected a list, a map or whatever can be iterated, found `{Self}`",
    note = "name a member of it that can, like `items = \"a.b\"`, or take a closure: `items = |page| …`"
)]
pub trait List<Applies>: Sized {
    type Items;

    fn of(member: Option<Self>) -> Self::Items;
}

#[diagnostic::do_not_recommend]
impl<C: IntoIterator> List<Applies> for C {
    type Items = Items<C>;

    fn of(member: Option<C>) -> Items<C> {
        Items(member)
    }
}

#[diagnostic::do_not_recommend]
impl<C: Never> List<NeverApplies> for C {
    type Items = Option<C>;

    fn of(member: Option<C>) -> Option<C> {
        member
    }
}

/// An operation of which all is told, but not yet what it is declared to list.
#[derive(Debug)]
pub struct Told<S> {
    source: S,
    repeated_token: RepeatedToken,
}

impl<R, S, O, I, M, X> Told<Closures<R, S, O, I, M, X>> {
    fn new(operation: Operation<R, S, O, I, M>, items: X) -> Self {
        let (source, repeated_token) = operation.with(items);
        Told {
            source,
            repeated_token,
        }
    }
}

impl<S: Source> Told<S> {
    pub fn paginator<P, Item, T, Error>(
        self,
    ) -> impl Paginator<Page = P, Item = Item, Token = T, Error = Error>
    where
        S: Source<Page = P, Token = T, Items: IntoIterator<Item: Into<Item>>>,
        Error: From<S::Error>,
    {
        Listing::new(self.source, self.repeated_token)
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

    fn check<S>(told: Told<S>) -> Self::Checked<Told<S>>
    where
        S: Source<Items: IntoIterator<Item = Self>>;

    fn listed_as(self) -> Item;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Item>, Item> ListedAs<Item, Applies> for T {
    type Checked<U> = U;

    fn check<S>(told: Told<S>) -> Told<S>
    where
        S: Source<Items: IntoIterator<Item = T>>,
    {
        told
    }

    #[inline]
    fn listed_as(self) -> Item {
        self.into()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Never + Into<Item>, Item> ListedAs<Item, NeverApplies> for T {
    type Checked<U> = U;

    fn check<S>(told: Told<S>) -> Told<S>
    where
        S: Source<Items: IntoIterator<Item = T>>,
    {
        told
    }

    fn listed_as(self) -> Item {
        self.into()
    }
}

/// What the operation fails with is converted to the declared `Error`.
#[diagnostic::on_unimplemented(
    message = "the operation fails with `{Self}`, and `Error` is declared to be `{Error}`",
    label = "this is not `From<{Self}>`",
    note = "declare `Error = {Self}`, or write `impl From<{Self}> for {Error}`"
)]
pub trait FailsAs<Error, Applies>: Sized {
    type Checked<T>;

    fn check<S: Source<Error = Self>>(told: Told<S>) -> Self::Checked<Told<S>>;
}

#[diagnostic::do_not_recommend]
impl<E: Into<Error>, Error> FailsAs<Error, Applies> for E {
    type Checked<U> = U;

    fn check<S: Source<Error = E>>(told: Told<S>) -> Told<S> {
        told
    }
}

#[diagnostic::do_not_recommend]
impl<E: Never, Error> FailsAs<Error, NeverApplies> for E {
    type Checked<U> = U;

    fn check<S: Source<Error = E>>(told: Told<S>) -> Told<S> {
        told
    }
}
