//! A paginator for every operation of every SDK.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]

extern crate alloc;

#[doc(hidden)]
pub mod __private;
mod error;
mod items;
mod listing;
mod operation;
mod pages;
mod paginator;
mod token;

pub use error::Error;
pub use items::Items;
pub use operation::{Operation, operation};
pub use pages::Pages;
#[cfg(feature = "derive")]
pub use paginate_derive::paginate;
pub use paginator::Paginator;
