use std::slice;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote_spanned};

use super::parts;
use crate::expand::send::with_error;
use crate::parse::function::parameters::{Kind, Parameter, Parameters};
use crate::parse::function::pattern::{has_underscore, use_variables, variables};
use crate::parse::function::return_type::DeclaredType;
use crate::span::mixed_site_at;
use crate::tokens::body::{mentions, replace_self};

// move |(registry, last)| async move { body }
//
// As in an `async fn`, the arguments live as long as the body runs: those that the body does not mention are moved into
// the future, too.
pub(crate) fn send(
    parameters: &Parameters,
    body: &TokenTree,
    error: Option<&DeclaredType>,
) -> TokenStream {
    let span = mixed_site_at(body.span());
    let this = Ident::new("this", span);
    let mut replaces_self = false;
    let mut patterns = Vec::new();
    let mut statements = TokenStream::new();
    for (position, parameter) in parts(parameters).enumerate() {
        let argument = format_ident!("argument_{position}", span = span);
        match (&parameter.kind, parameter.pattern.as_slice()) {
            (Kind::Receiver { .. }, [mutability @ .., _]) => {
                replaces_self = true;
                let span = match mutability.first() {
                    Some(keyword) => mixed_site_at(keyword.span()),
                    None => span,
                };
                patterns.push(quote_spanned!(span=> #(#mutability)* #this));
                statements.extend(quote_spanned!(span=> let _ = &#this;));
            }
            (_, pattern) if is_captured_by(body, parameter) => {
                patterns.push(pattern.iter().cloned().collect());
            }
            _ => {
                patterns.push(argument.to_token_stream());
                let moved = quote_spanned!(span=> let #argument = #argument;);
                statements.extend(parameter.with_attributes(&moved));
                if !is_unused(body, parameter) {
                    statements.extend(parameter.bind(&argument.to_token_stream()));
                }
            }
        }
        if parameter.is_captured && !matches!(parameter.kind, Kind::Receiver { .. }) {
            let used = use_variables(&variables(&parameter.pattern));
            statements.extend(parameter.with_attributes(&used));
        }
    }
    let body = if replaces_self {
        replace_self(slice::from_ref(body), &this)
    } else {
        body.to_token_stream()
    };
    let future = if statements.is_empty() {
        quote_spanned!(span=> async move #body)
    } else {
        quote_spanned!(span=> async move { #statements #body })
    };
    let future = with_error(&future, error, span);
    quote_spanned!(span=> move |(#(#patterns,)*)| #future)
}

/// Returns whether the future captures a parameter by its name, because the body or `use_variables` uses the name.
fn is_captured_by(body: &TokenTree, parameter: &Parameter) -> bool {
    let is_used = |name| is_used(body, name) || parameter.is_captured && !has_underscore(name);
    !parameter.has_attributes() && parameter.name().is_some_and(is_used)
}

/// Returns whether a parameter such as `_permit` is not used by the body, and need not be bound to its name.
fn is_unused(body: &TokenTree, parameter: &Parameter) -> bool {
    let is_unused = |name| has_underscore(name) && !is_used(body, name);
    parameter.name().is_some_and(is_unused)
}

fn is_used(body: &TokenTree, name: &Ident) -> bool {
    mentions(slice::from_ref(body), &name.to_string())
}
