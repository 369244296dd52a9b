//! The code blocks of the guide's recipes are doc tests of this crate, because they use clients that paginate-core does not
//! depend on.

#[cfg(doctest)]
#[doc = include_str!("../../../paginate-core/docs/recipes.md")]
struct Recipes;
