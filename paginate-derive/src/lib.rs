//! The `#[paginate]` attribute of `paginate-core`, which re-exports and documents it: depend on `paginate-core`.

// `attribute` expands the attribute in three stages, each with a folder:
//
// 1. `parse` turns the arguments and the item into structs.
// 2. `check` reports what is missing or in conflict, and returns an `Operation`, which is valid.
// 3. `expand` writes the function with its new body. This stage cannot fail.
//
// The first two stages collect all errors in `errors`. If there are any, the expansion reports them all, and keeps the item for
// the rest of the program. `tokens` has functions on lists of tokens, and `span` chooses the spans of the expansion.

use proc_macro::TokenStream;

mod attribute;
mod check;
mod errors;
mod expand;
mod parse;
mod span;
mod suggest;
#[cfg(test)]
mod tests;
mod tokens;

use crate::span::Host;

#[expect(
    missing_docs,
    reason = "it is documented where paginate-core re-exports it"
)]
#[proc_macro_attribute]
pub fn paginate(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(Host::of_process(), arguments.into(), item.into()).into()
}
