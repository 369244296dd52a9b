use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use crate::crate_path::CratePath;
use crate::function::InnerAttributes;
use crate::returns::impl_paginator;
use crate::tokens::{is_block, is_sign, is_word};

// fn things(…) -> Option<impl Paginator<…>> { body }
//
// fn things(…) -> Option<Unfinished<…>> { let _ = || { body }; loop {} }

/// An item on which the attribute does not go, for the rest of the program: what its functions return is
/// a paginator without their doing, so rustc does not add that their bodies are none.
pub(crate) fn hush(krate: &CratePath, item: TokenStream) -> TokenStream {
    let item: Vec<TokenTree> = item.into_iter().collect();
    let mut hushed = TokenStream::new();
    let mut asynchronous = false;
    let mut returns_one = false;
    let mut at = 0;
    while at < item.len() {
        if let Some((unfinished, taken)) = returned(krate, &item[at..]) {
            returns_one = true;
            hushed.extend(unfinished);
            at += taken;
            continue;
        }
        match &item[at] {
            body @ TokenTree::Group(_) if returns_one => {
                let (attributes, body) = InnerAttributes::split_off(body.clone());
                let attributes = attributes.tokens;
                let body = if asynchronous {
                    quote!(async #body)
                } else {
                    quote!(|| #body)
                };
                hushed.extend(quote_spanned! {Span::mixed_site()=>
                    { #(#attributes)* let _ = #body; loop {} }
                });
                (asynchronous, returns_one) = (false, false);
            }
            TokenTree::Group(inner) if inner.delimiter() == Delimiter::Brace => {
                let mut group = Group::new(Delimiter::Brace, hush(krate, inner.stream()));
                group.set_span(inner.span());
                group.to_tokens(&mut hushed);
                asynchronous = false;
            }
            token => {
                asynchronous |= is_word(token, "async");
                token.to_tokens(&mut hushed);
            }
        }
        at += 1;
    }
    hushed
}

/// The type that stands for an `impl Paginator<…>`, if the tokens begin with one and a body follows, and how
/// many of them it takes the place of.
fn returned(krate: &CratePath, tokens: &[TokenTree]) -> Option<(TokenStream, usize)> {
    let (paginator, taken) = impl_paginator(tokens)?;
    let mut after = tokens[taken..].iter();
    // `impl Paginator for …`, or a method that its trait only declares.
    let ends = |token: &&TokenTree| is_block(token) || is_sign(token, ';') || is_word(token, "for");
    after.find(ends).filter(|token| is_block(token))?;
    let declared = ["Page", "Item", "Token", "Error"].map(|name| {
        let declared = paginator.associated(name);
        declared.map_or_else(|| quote!(()), ToTokens::to_token_stream)
    });
    let span = Span::mixed_site();
    let unfinished = quote_spanned!(span=> #krate::__private::FallbackPaginator<#(#declared),*>);
    Some((unfinished, taken))
}
