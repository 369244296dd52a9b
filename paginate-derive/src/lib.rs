//! The `#[paginate]` attribute of `paginate-core`, which re-exports it and documents it: depend on that.
//!
//! One file a step: the arguments ([`args`], [`path`]) and the function ([`function`]) are parsed as
//! they are written, [`check`] makes one model of them or tells every mistake, and [`expand`], which
//! cannot fail, writes the code.

use proc_macro::TokenStream;

mod args;
mod check;
mod expand;
mod function;
mod mistakes;
mod near;
mod path;
mod returns;

/// Makes a paginator of a function that builds a request.
#[proc_macro_attribute]
pub fn paginate(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::paginate(arguments.into(), &item.into()).into()
}
