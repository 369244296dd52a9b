//! Code that is put into brackets. It is moved there: to interpolate it would copy it, by way of the compiler.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::TokenStreamExt;

/// `function(arguments)`
pub(crate) fn call(function: TokenStream, arguments: TokenStream, span: Span) -> TokenStream {
    let mut call = function;
    call.append(group(Delimiter::Parenthesis, arguments, span));
    call
}

pub(crate) fn group(delimiter: Delimiter, tokens: TokenStream, span: Span) -> Group {
    let mut group = Group::new(delimiter, tokens);
    group.set_span(span);
    group
}
