//! Explains the arguments, answers frequent questions, and compares this crate with others.
//!
//! - [`arguments`]: every argument of the attribute, with an example.
//! - [`recipes`]: a function for each kind of pagination, from page numbers to Redis.
//! - [`large_listings`]: how to list millions of items or many listings fast, and how to resume after the process was killed.
//! - [`faq`]: "How do I …" questions, with an example for each.
//! - [`migration`]: how to replace the paginators of botocore, the AWS SDK for Rust, google-cloud-gax and page-turner.
//! - [`comparison`]: the features of this crate and of others, in one table.

// The examples use real SDKs, so the packages `paginate-docs-tests` and `paginate-sdks-recipes` compile them.

#[cfg_attr(not(doctest), doc = include_str!("../docs/arguments.md"))]
pub mod arguments {}

#[cfg_attr(not(doctest), doc = include_str!("../docs/recipes.md"))]
pub mod recipes {}

#[cfg_attr(not(doctest), doc = include_str!("../docs/large_listings.md"))]
pub mod large_listings {}

#[cfg_attr(not(doctest), doc = include_str!("../docs/faq.md"))]
pub mod faq {}

#[cfg_attr(not(doctest), doc = include_str!("../docs/migration.md"))]
pub mod migration {}

#[cfg_attr(not(doctest), doc = include_str!("../docs/comparison.md"))]
pub mod comparison {}
