//! The modules of paginate-derive, because only rustc can call a procedural macro.

use proc_macro2::TokenStream;

#[path = "../paginate-derive/src"]
mod derive {
    pub(crate) mod accessors;
    pub(crate) mod argument;
    pub(crate) mod arguments;
    pub(crate) mod body;
    pub(crate) mod builder;
    pub(crate) mod captures;
    pub(crate) mod check;
    pub(crate) mod closure;
    pub(crate) mod crate_path;
    pub(crate) mod display;
    pub(crate) mod docs;
    pub(crate) mod errors;
    pub(crate) mod expand;
    pub(crate) mod expression_end;
    pub(crate) mod fallback;
    pub(crate) mod function;
    pub(crate) mod items_path;
    pub(crate) mod key;
    pub(crate) mod member;
    pub(crate) mod operation;
    pub(crate) mod page_form;
    pub(crate) mod parameters;
    pub(crate) mod path;
    pub(crate) mod pattern;
    pub(crate) mod return_type;
    pub(crate) mod suggest;
    pub(crate) mod tokens;
    pub(crate) mod value;
}

// The modules refer to each other by paths that begin with `crate`.
pub(crate) use derive::*;

/// Expands the attribute with these arguments on this item.
pub fn paginate(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::paginate(arguments, item)
}
