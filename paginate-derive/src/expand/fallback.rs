//! Keeps an item with errors in its attribute for the rest of the program, so that rustc reports no consequential
//! errors.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use crate::errors::Errors;
use crate::expand::{editor, page_form};
use crate::parse::arguments::crate_path::CratePath;
use crate::parse::arguments::written::Written;
use crate::parse::function::parameters::Parameters;
use crate::parse::function::return_type::{PaginatorBound, parse_impl_paginator};
use crate::parse::function::{Function, InnerAttributes};
use crate::span::Host;
use crate::tokens::{is_block, is_ident, is_punct};

/// Returns the paginator of a function with errors in its arguments. It has the declared types. In an editor, all paths are read,
/// so that they lead to members and complete.
pub(crate) fn fallback_paginator(
    arguments: &[Written],
    function: &Function,
    parameters: Option<&Parameters>,
    bound: &PaginatorBound,
) -> TokenStream {
    let [page, item, token, error] = bound.page_item_token_error();
    let span = Span::mixed_site();
    let fetch =
        parameters.map(|parameters| page_form::send(parameters, &function.body, bound.error()));
    let body = match fetch {
        fetch if Host::is_editor() => editor::read_arguments(arguments, fetch),
        Some(fetch) => quote_spanned!(span=> __paginate::fallback_fetch(&request, #fetch);),
        None => TokenStream::new(),
    };
    quote_spanned! {span=>
        #body
        __paginate::fallback_paginator::<#page, #item, #token, #error, _>(request)
    }
}

/// Returns a function with an error in its return type or in the path of paginate-core, so that there is no paginator:
/// `fn things(…) -> … { let _ = || { body }; errors }`.
///
/// The errors are the tail expression, which makes rustc accept any return type, and report no type of the body that it
/// cannot infer.
pub(crate) fn fallback_function(
    function: Function,
    parameters: Option<&Parameters>,
    names: Option<&TokenStream>,
    errors: &Errors,
) -> TokenStream {
    let Function {
        attributes,
        is_async,
        signature,
        inner_attributes,
        body,
        ..
    } = function;
    let inner_attributes = inner_attributes.tokens;
    let body = match parameters {
        Some(parameters) => unused_page_body(parameters, &body),
        None => unused_body(&body, is_async),
    };
    quote_spanned! {Span::mixed_site()=>
        #(#attributes)*
        #(#signature)* {
            #(#inner_attributes)*
            #names
            let _ = #body;
            #errors
        }
    }
}

// Returns an item that the attribute does not apply to, such as an `impl` block. In all its functions that return a
// paginator,
//
// fn things(…) -> Option<impl Paginator<…>> { body }
//
// becomes
//
// fn things(…) -> Option<FallbackPaginator<…>> { let _ = || { body }; loop {} }
pub(crate) fn fallback_item(krate: &CratePath, item: TokenStream) -> TokenStream {
    let item: Vec<TokenTree> = item.into_iter().collect();
    let mut output = TokenStream::new();
    let mut is_async = false;
    let mut returns_paginator = false;
    let mut at = 0;
    while at < item.len() {
        if let Some((paginator, len)) = fallback_return_type(krate, &item[at..]) {
            returns_paginator = true;
            output.extend(paginator);
            at += len;
            continue;
        }
        match &item[at] {
            body @ TokenTree::Group(_) if returns_paginator => {
                let (attributes, body) = InnerAttributes::split_off(body.clone());
                let attributes = attributes.tokens;
                let body = unused_body(&body, is_async);
                output.extend(quote_spanned! {Span::mixed_site()=>
                    { #(#attributes)* let _ = #body; loop {} }
                });
                (is_async, returns_paginator) = (false, false);
            }
            TokenTree::Group(block) if block.delimiter() == Delimiter::Brace => {
                let mut group = Group::new(Delimiter::Brace, fallback_item(krate, block.stream()));
                group.set_span(block.span());
                group.to_tokens(&mut output);
                is_async = false;
            }
            token => {
                is_async |= is_ident(token, "async");
                token.to_tokens(&mut output);
            }
        }
        at += 1;
    }
    output
}

/// Returns the type that replaces an `impl Paginator<…>`, and the number of tokens that it replaces. Returns `None`
/// if the tokens begin with another type, or are not followed by a body.
fn fallback_return_type(krate: &CratePath, tokens: &[TokenTree]) -> Option<(TokenStream, usize)> {
    let (bound, len) = parse_impl_paginator(tokens)?;
    let mut rest = tokens[len..].iter();
    // `impl Paginator for …`, or a method that a trait only declares.
    let is_end =
        |token: &&TokenTree| is_block(token) || is_punct(token, ';') || is_ident(token, "for");
    rest.find(is_end).filter(|token| is_block(token))?;
    let types = bound.page_item_token_error();
    let span = Span::mixed_site();
    let paginator = quote_spanned!(span=> #krate::__private::FallbackPaginator<#(#types),*>);
    Some((paginator, len))
}

/// Returns an expression that contains a body, so that rustc checks it, but never runs it.
fn unused_body(body: &TokenTree, is_async: bool) -> TokenStream {
    if is_async {
        quote!(async #body)
    } else {
        quote!(|| #body)
    }
}

/// Like [`unused_body`], for a body in the page form.
fn unused_page_body(parameters: &Parameters, body: &TokenTree) -> TokenStream {
    // A marked `self` has no type. An error was reported for it.
    let marked = parameters.marked();
    let marked = marked.filter(|(parameter, _)| !parameter.ty().is_empty());
    let marked = marked.map(|(parameter, _)| {
        let (pattern, ty) = (&parameter.pattern, parameter.ty());
        quote!(#(#pattern)* : #(#ty)*)
    });
    quote!(|#(#marked),*| async move #body)
}
