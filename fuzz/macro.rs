//! The modules of paginate-derive, because only rustc can call a procedural macro.

use proc_macro2::TokenStream;

#[path = "../paginate-derive/src"]
mod derive {
    pub(crate) mod attribute;
    pub(crate) mod check;
    pub(crate) mod errors;
    pub(crate) mod expand;
    pub(crate) mod parse;
    pub(crate) mod span;
    pub(crate) mod suggest;
    pub(crate) mod tokens;
}

// The modules refer to each other by paths that begin with `crate`.
pub(crate) use derive::*;

/// Expands the attribute with these arguments on this item, for an editor and for this process, which counts as a compiler.
pub fn paginate(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(span::Host::Editor, arguments.clone(), item.clone());
    attribute::expand(span::Host::of_process(), arguments, item)
}
