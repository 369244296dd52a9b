//! What the tests share: an operation that answers as a script says, and an SDK in miniature.
//!
//! The README's Rust is compiled here, too.

pub mod script;
pub mod sdk;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
