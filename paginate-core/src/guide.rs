//! What does not fit in the documentation of one item.
//!
//! - [`arguments`]: every argument of the attribute, with an operation that needs it.
//! - [`faq`]: what is asked, and what has been tripped over.
//! - [`migration`]: from botocore, the AWS SDK for Rust, google-cloud-gax and page-turner.
//! - [`comparison`]: what each of those does of what is promised here.

// The examples list with real SDKs, so they are compiled with the tests of the repository.

#[cfg_attr(not(doctest), doc = include_str!("../docs/arguments.md"))]
pub mod arguments {}

#[cfg_attr(not(doctest), doc = include_str!("../docs/faq.md"))]
pub mod faq {}

#[cfg_attr(not(doctest), doc = include_str!("../docs/migration.md"))]
pub mod migration {}

#[cfg_attr(not(doctest), doc = include_str!("../docs/comparison.md"))]
pub mod comparison {}
