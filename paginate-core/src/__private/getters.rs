//! Getters in a path, such as `"kvs()"`: what they return is a value or a reference.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::diagnostics::{Actual, OperationWithToken, PageError, Token};

/// What a getter returns: `Referent(&value).__paginate_borrow()` is the value if that is a reference, or else `&value`.
///
/// The inherent method applies to references, and [`OwnedReferent`] to all other types.
#[derive(Debug)]
pub struct Referent<'r, T>(pub &'r T);

impl<'a, T: ?Sized> Referent<'_, &'a T> {
    pub fn __paginate_borrow(self) -> &'a T {
        self.0
    }
}

pub trait OwnedReferent<'r> {
    type Value;

    fn __paginate_borrow(self) -> &'r Self::Value;
}

impl<'r, T> OwnedReferent<'r> for Referent<'r, T> {
    type Value = T;

    fn __paginate_borrow(self) -> &'r T {
        self.0
    }
}

/// The items that a getter returns: `Taken(items).__paginate_take()` returns them.
///
/// The inherent method applies to a reference, which is reported as an error by [`OwnedItems`], and [`TakenByValue`] to all other
/// types.
#[derive(Debug)]
pub struct Taken<T>(pub T);

impl<'a, T: ?Sized> Taken<&'a T> {
    /// Returns an unknown type, so that rustc reports no further errors.
    pub fn __paginate_take<Unknown>(self) -> Option<Unknown>
    where
        &'a T: OwnedItems,
    {
        unreachable!("the type is an error")
    }
}

pub trait TakenByValue {
    type Items;

    fn __paginate_take(self) -> Self::Items;
}

impl<T> TakenByValue for Taken<T> {
    type Items = T;

    fn __paginate_take(self) -> T {
        self.0
    }
}

/// Items that a getter returns by value. No type implements this trait: it is required of references.
#[diagnostic::on_unimplemented(
    message = "expected a getter that returns the items by value, found one that returns `{Self}`",
    label = "the items cannot be moved out of `{Self}`",
    note = "call a getter that takes `self` or `&mut self`, like `items = \"take_items()\"`, or clone the items in a closure: `items = |page| …`"
)]
pub trait OwnedItems {}

/// A getter may return a token or an error as a `&str` or a slice, which is copied.
macro_rules! read_unsized {
    ($(impl [$($bounds:tt)*] $type:ty => $owned:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($bounds)*> Token<Actual> for $type {
            type Checked<U> = U;
            type Read = Option<$owned>;

            fn read(member: Option<&$type>) -> Option<$owned> {
                member.map(ToOwned::to_owned)
            }

            fn check<O: OperationWithToken<Token = $type>>(operation: O) -> O {
                operation
            }
        }
    )*};
}

read_unsized! {
    impl [] str => String;
    impl [T: Clone + PartialEq] [T] => Vec<T>;
}

#[diagnostic::do_not_recommend]
impl PageError<Actual> for str {
    type Read = Option<String>;

    fn read(member: Option<&str>) -> Option<String> {
        member.map(ToOwned::to_owned)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Clone> PageError<Actual> for [T] {
    type Read = Option<Vec<T>>;

    fn read(member: Option<&[T]>) -> Option<Vec<T>> {
        member.map(ToOwned::to_owned)
    }
}
