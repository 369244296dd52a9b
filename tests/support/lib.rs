//! What the tests share: an operation that answers as a script says, a service to be listed again and
//! again, and an SDK in miniature.
//!
//! The Rust of the READMEs and of paginate-core's guide is compiled here, too: it lists with real SDKs.

pub mod script;
pub mod sdk;
pub mod server;

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../paginate-core/README.md")]
struct CoreReadme;

#[cfg(doctest)]
#[doc = include_str!("../../paginate-derive/README.md")]
struct DeriveReadme;

#[cfg(doctest)]
#[doc = include_str!("../../paginate-core/docs/arguments.md")]
struct Arguments;

#[cfg(doctest)]
#[doc = include_str!("../../paginate-core/docs/comparison.md")]
struct Comparison;

#[cfg(doctest)]
#[doc = include_str!("../../paginate-core/docs/faq.md")]
struct Faq;

#[cfg(doctest)]
#[doc = include_str!("../../paginate-core/docs/migration.md")]
struct Migration;
