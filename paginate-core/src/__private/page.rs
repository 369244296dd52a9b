//! Checks of the type of a page in the page form, whose members paths read.
//!
//! The checks cost compile time, so the macro writes each of them only if the body of the function names a type that fails it.

use alloc::rc::Rc;
use alloc::sync::Arc;
use core::ops::Index;

use crate::Operation;
use crate::operation::Sender;

/// A page with members. No type implements this trait: it is required of a page that is indexed with strings.
#[diagnostic::on_unimplemented(
    message = "expected a page with members, found `{Self}`",
    label = "a path such as `data.users` reads members of a struct, and `{Self}` has none",
    note = "deserialize the page to a struct: `#[derive(Deserialize)] struct Page {{ users: Vec<User>, next: Option<String> }}`",
    note = "or return a tuple of the token and of a list, and read them with `output_token = \"0\"` and `items = \"1\"`"
)]
pub trait HasMembers {}

/// An operation with paths: `WithPaths(operation).__paginate_members()` returns the operation.
///
/// The inherent method applies to a page that is indexed with strings and consists of pages, such as a `serde_json::Value`, and
/// [`PageWithMembers`] to all other types.
#[derive(Debug)]
pub struct WithPaths<O>(pub O);

impl<R, S, P: Index<&'static str, Output = P>, E> WithPaths<Operation<R, Sender<S, P, E>>> {
    /// Returns an unknown type, so that rustc reports no further errors.
    pub fn __paginate_members<Unknown>(self) -> Unknown
    where
        P: HasMembers,
    {
        unreachable!("the type is an error")
    }
}

pub trait PageWithMembers {
    type Operation;

    fn __paginate_members(self) -> Self::Operation;
}

impl<O> PageWithMembers for WithPaths<O> {
    type Operation = O;

    fn __paginate_members(self) -> O {
        self.0
    }
}

/// A page that owns its items. No type implements this trait: it is required of a page behind a shared pointer.
#[diagnostic::on_unimplemented(
    message = "expected a page that owns its items, found `{Self}`",
    label = "the items cannot be moved out of `{Self}`, which shares the page",
    note = "clone them in a closure, like `items = |page| page.users.clone()`"
)]
pub trait OwnedPage {}

/// An operation whose items are moved out of the page: `WithItemsPath(operation).__paginate_owned()` returns the operation.
///
/// The inherent method applies to shared pointers, and [`PageOwnsItems`] to all other types.
#[derive(Debug)]
pub struct WithItemsPath<O>(pub O);

/// A pointer out of which nothing can be moved.
pub trait SharedPointer {}

impl<P: ?Sized> SharedPointer for Arc<P> {}

impl<P: ?Sized> SharedPointer for Rc<P> {}

impl<R, S, P: SharedPointer, E> WithItemsPath<Operation<R, Sender<S, P, E>>> {
    /// Returns an unknown type, so that rustc reports no further errors.
    pub fn __paginate_owned<Unknown>(self) -> Unknown
    where
        P: OwnedPage,
    {
        unreachable!("the type is an error")
    }
}

pub trait PageOwnsItems {
    type Operation;

    fn __paginate_owned(self) -> Self::Operation;
}

impl<O> PageOwnsItems for WithItemsPath<O> {
    type Operation = O;

    fn __paginate_owned(self) -> O {
        self.0
    }
}
