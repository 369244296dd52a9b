//! What the tests share: an operation that answers as a script says, a service to be listed again and
//! again, and an SDK in miniature.
//!
//! The README's Rust is compiled here, too.

pub mod script;
pub mod sdk;
pub mod server;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
