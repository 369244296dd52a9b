//! The types of the steps of an [`Operation`](crate::Operation). They are not part of the API.

pub use crate::operation::Sender;
pub use crate::operation::advance::{
    FromPage, FromPageAndToken, Offsets, OutputToken, PageNumbers, Tokens,
};
pub use crate::operation::optional_steps::{
    CarriedError, DataFlag, ItemCount, MoreResultsFlag, TotalItems, TotalPages, With,
};
pub use crate::operation::recover::{FreshToken, PageSize};
