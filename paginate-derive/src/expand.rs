//! The third stage: writes the function with its new body. This stage cannot fail.
//!
//! - In: an [`Operation`](crate::check::operation::Operation) and the function, or the errors.
//! - Out: tokens. [`function`] writes the function, [`builder`] the paginator with the closures of [`accessors`], [`send`] and
//!   [`page_form`], and [`docs`] the section on pagination. [`captures`] gives the closures of the attribute the arguments of the
//!   function. If there are errors, [`fallback`] keeps the item. [`editor`] writes what only an editor needs.

pub(crate) mod accessors;
pub(crate) mod builder;
pub(crate) mod captures;
pub(crate) mod docs;
pub(crate) mod editor;
pub(crate) mod fallback;
pub(crate) mod function;
pub(crate) mod page_form;
mod send;
