//! The future that fetches a page, with the declared error.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::parse::arguments::closure::Closure;
use crate::parse::function::return_type::DeclaredType;
use crate::span::mixed_site_at;
use crate::tokens::{is_block, is_punct};

/// Returns the closure for `send`: `|request| future`. If the error type of the future is open, it is the declared one.
pub(crate) fn closure(closure: &Closure, error: Option<&DeclaredType>) -> TokenStream {
    let declares_output = (closure.body.first()).is_some_and(|token| is_punct(token, '-'));
    if declares_output {
        return closure.to_token_stream();
    }
    let span = mixed_site_at(closure.span());
    let body = &closure.body;
    let future = match (&closure.asyncness, body.as_slice()) {
        (None, body) => quote!(#(#body)*),
        // The future of an `async` closure borrows what the closure captures, so the paginator cannot hold both.
        (Some(keyword), [block]) if is_block(block) => quote_spanned!(span=> #keyword move #block),
        (Some(keyword), body) => quote_spanned!(span=> #keyword move { #(#body)* }),
    };
    let future = with_error(&future, error, span);
    let (movability, parameters) = (&closure.movability, &closure.parameters);
    closure.with_bindings(quote!(#movability #(#parameters)* #future))
}

/// Returns a future whose error is the declared one, unless it is of another type.
pub(crate) fn with_error(
    future: &TokenStream,
    error: Option<&DeclaredType>,
    span: Span,
) -> TokenStream {
    quote_spanned!(span=> __paginate::with_error::<#error, _>(#future).__paginate_future())
}
