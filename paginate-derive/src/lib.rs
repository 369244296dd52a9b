//! The `#[paginate]` attribute of `paginate-core`, which re-exports it and documents it: depend on that.

// One file a step: `args` and `function` parse what is written, `value`, `path`, `crate_path` and `returns` what
// is in it; `check` makes a model of it or tells every mistake; `expand`, `read`, `hush`, `docs` and `code` write
// the code and cannot fail.

use proc_macro::TokenStream;

mod args;
mod check;
mod code;
mod crate_path;
mod docs;
mod expand;
mod function;
#[cfg(test)]
mod half_typed;
mod hush;
mod mistakes;
mod near;
mod path;
mod read;
mod returns;
#[cfg(test)]
mod snapshots;
mod tokens;
mod value;

#[expect(
    missing_docs,
    reason = "it is documented where paginate-core re-exports it"
)]
#[proc_macro_attribute]
pub fn paginate(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::paginate(arguments.into(), item.into()).into()
}
