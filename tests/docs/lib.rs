//! The Rust code blocks of the crates' READMEs and of paginate-core's guide are doc tests of this crate, because they use SDKs
//! that paginate-core does not depend on. The test `readme` runs those of the main README.

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
#[doc = include_str!("../../paginate-core/docs/large_listings.md")]
struct LargeListings;

#[cfg(doctest)]
#[doc = include_str!("../../paginate-core/docs/migration.md")]
struct Migration;
