//! What the expansion of `#[paginate]` requires of the types that it meets. Not public API: it changes
//! without notice, and is named apart from the rest of that because rustc names it where a type does not fit.

// Most traits here have a second implementation, which never applies: rustc would take an only one for
// granted and speak of what follows from the mistake. This way that has no type, and nothing is said of it.

use crate::__private::Items;
use crate::{Operation, operation};

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
pub trait AsToken<Applies> {
    type Token;

    fn of(member: Option<&Self>) -> Option<Self::Token>;
}

#[diagnostic::do_not_recommend]
impl<T: Clone + PartialEq> AsToken<Applies> for T {
    type Token = T;

    fn of(member: Option<&T>) -> Option<T> {
        member.cloned()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Never> AsToken<NeverApplies> for T {
    type Token = T;

    fn of(_: Option<&T>) -> Option<T> {
        None
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

/// An element, converted to the declared `Item`.
#[diagnostic::on_unimplemented(
    message = "what is listed is `{Self}`, and `Item` is declared to be `{Item}`",
    label = "this is not `From<{Self}>`",
    note = "declare `Item = {Self}`, or write `impl From<{Self}> for {Item}`"
)]
pub trait ListedAs<Item> {
    fn listed_as(self) -> Item;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Item>, Item> ListedAs<Item> for T {
    #[inline]
    fn listed_as(self) -> Item {
        self.into()
    }
}

/// What the operation fails with, converted to the declared `Error`.
#[diagnostic::on_unimplemented(
    message = "the operation fails with `{Self}`, and `Error` is declared to be `{Error}`",
    label = "this is not `From<{Self}>`",
    note = "declare `Error = {Self}`, or write `impl From<{Self}> for {Error}`"
)]
pub trait FailsAs<Error> {
    fn fails_as(self) -> Error;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Error>, Error> FailsAs<Error> for T {
    fn fails_as(self) -> Error {
        self.into()
    }
}
