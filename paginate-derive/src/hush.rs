use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::token::Brace;
use syn::{Path, Result, Token};

use crate::returns::{associated, impl_paginator};

/// An item on which the attribute does not go, for the rest of the program: what its functions return is
/// a paginator without their doing, so rustc does not add that their bodies are none.
pub(crate) fn hush(krate: &Path, item: &TokenStream) -> TokenStream {
    let hushed = (|input: ParseStream| functions(krate, input)).parse2(item.clone());
    hushed.unwrap_or_else(|_| item.clone())
}

// fn things(…) -> Option<impl Paginator<…>> { body }
//
// fn things(…) -> Option<Unfinished<…>> { let _ = || { body }; loop {} }
fn functions(krate: &Path, input: ParseStream) -> Result<TokenStream> {
    let mut hushed = TokenStream::new();
    let mut asynchronous = false;
    let mut returns_one = false;
    while !input.is_empty() {
        if let Some(unfinished) = returned(krate, input)? {
            returns_one = true;
            hushed.extend(unfinished);
            continue;
        }
        match input.parse()? {
            TokenTree::Group(body) if returns_one => {
                let body = if asynchronous {
                    quote!(async #body)
                } else {
                    quote!(|| #body)
                };
                hushed.extend(quote_spanned!(Span::mixed_site()=> { let _ = #body; loop {} }));
                (asynchronous, returns_one) = (false, false);
            }
            TokenTree::Group(inner) if inner.delimiter() == Delimiter::Brace => {
                let content = (|input: ParseStream| functions(krate, input)).parse2(inner.stream());
                let mut group = Group::new(Delimiter::Brace, content?);
                group.set_span(inner.span());
                group.to_tokens(&mut hushed);
                asynchronous = false;
            }
            token => {
                asynchronous |= matches!(&token, TokenTree::Ident(word) if word == "async");
                token.to_tokens(&mut hushed);
            }
        }
    }
    Ok(hushed)
}

/// The type that stands for an `impl Paginator<…>`, if that comes next and a body follows.
fn returned(krate: &Path, input: ParseStream) -> Result<Option<TokenStream>> {
    let ahead = input.fork();
    let Ok(Some(paginator)) = impl_paginator(&ahead) else {
        return Ok(None);
    };
    let after = ahead.fork();
    while !after.peek(Brace) {
        // `impl Paginator for …`, or a method that its trait only declares.
        if after.is_empty() || after.peek(Token![for]) || after.peek(Token![;]) {
            return Ok(None);
        }
        after.parse::<TokenTree>()?;
    }
    input.advance_to(&ahead);
    let declared = ["Page", "Item", "Token", "Error"].map(|name| {
        associated(&paginator, name).map_or_else(|| quote!(()), ToTokens::to_token_stream)
    });
    Ok(Some(
        quote_spanned!(Span::mixed_site()=> #krate::__private::Unfinished<#(#declared),*>),
    ))
}
