//! The types of the steps of an [`Operation`](crate::Operation), as its type names them.
//!
//! You rarely need them: name the paginator as `impl Paginator` instead.
//!
//! The third type parameter of `Operation` says how a listing advances to the next page: [`Tokens`], [`PageNumbers`] or
//! [`Offsets`]. The fourth lists the optional steps, the latest first: `With<TotalPages<C>, With<ItemCount<D>, ()>>`.

pub use crate::operation::Sender;
pub use crate::operation::advance::{
    FromPage, FromPageAndToken, Offsets, OutputToken, PageNumbers, Tokens,
};
pub use crate::operation::number::Number;
pub use crate::operation::optional_steps::{
    CarriedError, DataFlag, ItemCount, MoreResultsFlag, TotalItems, TotalPages, With,
};
