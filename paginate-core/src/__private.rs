//! The names that the expansion of `#[paginate]` uses. Not public API: they change without notice.
//!
//! - `accessors` reads members of a response, whether they are `Option`s or not.
//! - `recover` holds what page sizes and fresh tokens need.
//! - `diagnostics` and `conversions` hold the traits that the types of an operation must implement, with the error
//!   messages for types that do not.
//! - `getters` reads what a getter in a path returns.
//! - `more_results` reads the member that reports more results.
//! - `numbers` holds what page numbers and offsets need.
//! - `page` checks the type of a page in the page form.
//! - `page_form` holds what only the page form needs.
//! - `editor`, `keys` and `markers` hold what only an editor needs.
//! - `fallback` replaces the paginator of a function with errors in its attribute.
//!
//! All names are re-exported here, because rustc prints the path of a trait that is not implemented:
//! `paginate_core::__private::Request`.
//!
//! The expansion is in the scope of the user, where a blanket trait may implement a method `get` or `last` for all types.
//! So the names of methods called with a dot begin with `__paginate_`, except for those of `Option`.

mod accessors;
mod conversions;
mod diagnostics;
pub mod editor;
mod fallback;
mod getters;
pub mod keys;
pub mod markers;
mod more_results;
mod numbers;
mod page;
mod page_form;
mod recover;

use crate::Operation;
pub use crate::RepeatedTokenPolicy;
use crate::operation::advance::{OutputToken, Tokens};

pub use accessors::{
    LastElement, LastOfDeref, LastOfList, LastOfOther, ListElements, Member, NonEmpty,
    NonEmptyCollection, NonEmptyOther, NonEmptyText, NotFromIterator, OptionalCollection,
    OptionalIter, PlainElements, PlainMember,
};
pub use conversions::{IntoError, IntoItem, SentOperation, WithItems, with_items};
pub use diagnostics::{
    Collection, HasLastElement, HasNumberSetter, HasPageSizeGetter, HasPageSizeSetter,
    HasTokenSetter, OperationWithToken, PageError, Request, ResponseFuture, Token,
};
pub use fallback::{FallbackPaginator, fallback_fetch, fallback_paginator};
pub use getters::{OwnedItems, OwnedReferent, Referent, Taken, TakenByValue};
pub use more_results::{
    Flag, FlagMember, HasMoreResults, ListMember, MoreResults, MoreResultsMember, OtherMember,
    PresentMember,
};
pub use numbers::{
    Elements, ElementsOfDeref, ElementsOfList, ElementsOfOther, HasElements, IntoTotal,
    NumberParameter, Total, total_items, total_pages,
};
pub use page::{
    HasMembers, OwnedPage, PageOwnsItems, PageWithMembers, SharedPointer, WithItemsPath, WithPaths,
};
pub use page_form::{
    Argument, OtherError, OtherParameter, PageResult, ParameterType, TokenOf, TokenParameter,
    TokenPart, WithError, cloned, output_token, output_token_after, type_of, with_error,
};
pub use recover::{SizeMember, SizeParameter, first_page_size, fresh_token, page_size};

/// The traits whose methods the expansion calls with a dot. They are imported without a name, to not conflict with
/// names of the user.
pub mod methods {
    pub use super::{
        ElementsOfDeref as _, ElementsOfList as _, ElementsOfOther as _, FlagMember as _,
        LastOfDeref as _, LastOfList as _, LastOfOther as _, ListMember as _,
        NonEmptyCollection as _, NonEmptyOther as _, NonEmptyText as _, NotFromIterator as _,
        OtherError as _, OtherMember as _, OtherParameter as _, OwnedReferent as _,
        PageOwnsItems as _, PageWithMembers as _, PlainElements as _, PlainMember as _,
        PresentMember as _, TakenByValue as _, editor::Here as _,
    };
}

/// Runs the body of an annotated function as a closure, so that `return` and `?` leave only the body.
pub fn run_body<R>(body: impl FnOnce() -> R) -> R {
    body()
}

/// Sets the input token with a setter that takes an `Option`, such as `set_marker` of a request of the AWS SDK.
///
/// If the expansion called the setter with `Some(token)` and the token had another type, rustc would report the error
/// for `Some` instead of for the setter.
pub fn set_token<R, S, O, T, I>(
    operation: Operation<R, S, OutputToken<O, T>>,
    mut set: I,
) -> Operation<R, S, Tokens<O, impl FnMut(R, T) -> R, T>>
where
    I: FnMut(R, Option<T>) -> R,
{
    operation.input_token(move |request, token| set(request, Some(token)))
}
