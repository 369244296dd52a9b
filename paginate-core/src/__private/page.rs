//! Checks of the type of a page in the page form, whose members paths read.

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

/// An operation whose page is known: `Fetched(operation).__paginate_fetched()` returns the operation.
///
/// The inherent method applies to a page that is indexed with strings and consists of pages, such as a `serde_json::Value`, and
/// [`PageWithMembers`] to all other types.
#[derive(Debug)]
pub struct Fetched<O>(pub O);

impl<R, S, P: Index<&'static str, Output = P>, E> Fetched<Operation<R, Sender<S, P, E>>> {
    /// Returns an unknown type, so that rustc reports no further errors.
    pub fn __paginate_fetched<Unknown>(self) -> Unknown
    where
        P: HasMembers,
    {
        unreachable!("the type is an error")
    }
}

pub trait PageWithMembers {
    type Operation;

    fn __paginate_fetched(self) -> Self::Operation;
}

impl<O> PageWithMembers for Fetched<O> {
    type Operation = O;

    fn __paginate_fetched(self) -> O {
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

/// A page whose items are moved out of it: `Page(page).__paginate_page()` returns the page.
///
/// The inherent method applies to shared pointers, and [`PlainPage`] to all other types.
#[derive(Debug)]
pub struct Page<P>(pub P);

/// A pointer out of which nothing can be moved.
pub trait SharedPointer {
    type Page;
}

impl<P> SharedPointer for Arc<P> {
    type Page = P;
}

impl<P> SharedPointer for Rc<P> {
    type Page = P;
}

impl<P: SharedPointer> Page<P> {
    pub fn __paginate_page(self) -> P::Page
    where
        P: OwnedPage,
    {
        unreachable!("the type is an error")
    }
}

pub trait PlainPage {
    type Page;

    fn __paginate_page(self) -> Self::Page;
}

impl<P> PlainPage for Page<P> {
    type Page = P;

    #[inline]
    fn __paginate_page(self) -> P {
        self.0
    }
}
