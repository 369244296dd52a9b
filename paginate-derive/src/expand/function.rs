//! The function that the macro writes.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote, quote_spanned};

use crate::parse::arguments::crate_path::CratePath;
use crate::parse::function::Function;
use crate::parse::function::return_type::ReturnType;
use crate::tokens::body::may_return;

/// Returns the request of the request form, which the body of the function builds.
pub(crate) fn request(function: &Function) -> TokenStream {
    let span = Span::mixed_site();
    let body = &function.body;
    if !may_return(body) {
        // `unused_braces` does not apply to the value of a `let`.
        body.to_token_stream()
    } else if function.is_async {
        quote_spanned!(span=> async #body.await)
    } else {
        quote_spanned!(span=> __paginate::run_body(|| #body))
    }
}

/// Returns the function with a new body, which makes the request, and then the paginator.
pub(crate) fn with_body(
    krate: &CratePath,
    docs: Option<String>,
    names: Option<&TokenStream>,
    function: Function,
    return_type: &ReturnType,
    request: &TokenStream,
    paginator: TokenStream,
) -> TokenStream {
    let Function {
        attributes,
        signature,
        inner_attributes,
        ..
    } = function;
    let span = Span::mixed_site();
    let (request_type, paginator) = match &return_type.fallible {
        None => (None, paginator),
        Some(fallible) => (
            Some(quote_spanned!(span=> : #fallible)),
            quote_spanned!(span=> request.map(|request| { #paginator })),
        ),
    };
    let (outer_docs, inner_docs) = match docs {
        // The section comes after all other documentation. rustdoc puts the documentation in the body last.
        Some(section) if inner_attributes.is_documented => (None, Some(quote!(#![doc = #section]))),
        Some(section) => (Some(quote!(#[doc = #section])), None),
        None => (None, None),
    };
    let inner_attributes = inner_attributes.tokens;
    let body = quote_spanned! {span=>
        #(#inner_attributes)*
        #inner_docs
        use #krate::__private as __paginate;
        use __paginate::methods::*;
        #names
        let request #request_type = #request;
        #paginator
    };
    let mut tokens: TokenStream = attributes.into_iter().collect();
    tokens.extend(outer_docs);
    tokens.extend(signature);
    tokens.append(Group::new(Delimiter::Brace, body));
    tokens
}
