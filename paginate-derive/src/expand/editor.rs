//! What only an editor needs. It completes a name, and finds its definition, where the name stands in the expansion.
//!
//! The expansion with a completion marker must be the expansion without it, apart from the marker: rust-analyzer looks up the type
//! before the marker at the same position in the other expansion. So half-typed input, such as `items = group.`, is written as it
//! stands.
//!
//! `__paginate` is the name of the hidden module of paginate-core in the expansion.

mod read;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

use self::read::{elements, read_paths};
use crate::parse::arguments::Arguments;
use crate::parse::arguments::crate_path::CratePath;
use crate::parse::arguments::member;
use crate::parse::arguments::written::Written;
use crate::parse::function::Function;
use crate::parse::function::parameters::{Marker, Parameters};
use crate::tokens::{is_ident, is_punct, without_completion_marker};

// let _ = (__paginate::keys::items, __paginate::keys::token, __paginate::markers::page_number, __paginate::markers::token);
//
/// Returns a statement with what documents the keys and the markers that the user has written.
pub(crate) fn names(
    krate: &CratePath,
    arguments: &[Written],
    function: &Function,
    parameters: Option<&Parameters>,
) -> TokenStream {
    let keys = arguments.iter().map(|argument| &argument.key);
    // `crate` is a keyword, so no constant can have this name.
    let keys = keys.filter(|key| *key != "crate");
    let keys = keys.map(|key| known_name(key, Arguments::NAMES));
    // A name that is being completed has the path of the next name in the expansion without it.
    let no_name = Ident::new("token", Span::mixed_site());
    let keys = keys.chain([no_name.clone()]);
    let markers = parameters.into_iter().flat_map(Parameters::marker_names);
    let markers = markers.chain(&function.misspelt_markers);
    let markers = markers.map(|marker| known_name(marker, &Marker::names()));
    let markers = markers.chain([no_name]);
    quote_spanned! {Span::mixed_site()=>
        {
            use #krate::__private as __paginate;
            let _ = (#(__paginate::keys::#keys,)* #(__paginate::markers::#markers,)*);
        }
    }
}

/// Returns the name if it is known or being completed, or else a known name: rust-analyzer would report an unknown one.
fn known_name(name: &Ident, known: &[&str]) -> Ident {
    let text = name.to_string();
    let typed = without_completion_marker(&text);
    if typed.len() < text.len() || known.contains(&&*typed) {
        name.clone()
    } else {
        Ident::new(known[0], Span::mixed_site())
    }
}

// read_page(&request, |request| request.send(), |page| { let _ = Member(&page.group).__paginate_get(); });
//
/// Returns statements that read all paths and use all setters, although there are errors in the arguments. `fetch` is the closure
/// with the body of the page form.
pub(crate) fn read_arguments(arguments: &[Written], fetch: Option<TokenStream>) -> TokenStream {
    let span = Span::mixed_site();
    let mut setters = TokenStream::new();
    let mut paths = TokenStream::new();
    let mut send = fetch;
    for Written { key, value } in arguments {
        let key = key.to_string();
        match &*without_completion_marker(&key) {
            "token" => {
                paths.extend(read_paths(value));
                setters.extend(set(value));
            }
            "input_token" | "page_number" | "offset" | "page_size" => setters.extend(set(value)),
            "items" if is_closure(value) => paths.extend(quote_spanned! {span=>
                __paginate::editor::take(page, #(#value)*);
            }),
            "output_token" | "total_pages" | "total_items" | "more_results" | "error"
                if is_closure(value) =>
            {
                paths.extend(quote_spanned! {span=>
                    __paginate::editor::read(page, #(#value)*);
                });
            }
            "output_token" | "total_pages" | "total_items" | "more_results" | "error" | "items" => {
                paths.extend(read_paths(value));
            }
            "send" if send.is_none() => send = Some(sender(value)),
            _ => {}
        }
    }
    let send = send.unwrap_or_else(|| quote_spanned!(span=> |request| request.send()));
    quote_spanned! {span=>
        __paginate::editor::set(&request, |request| { #setters });
        __paginate::editor::read_page(&request, #send, |page| { #paths });
    }
}

/// Returns statements that call the setters of a request.
fn set(value: &[TokenTree]) -> TokenStream {
    let span = Span::mixed_site();
    if is_closure(value) {
        return quote_spanned!(span=> let _ = #(#value)*;);
    }
    let setters = elements(value).into_iter().map(|element| {
        let setter = element.iter().find_map(|token| match token {
            TokenTree::Ident(name) if name.to_string().starts_with("set_") => Some(name.clone()),
            TokenTree::Ident(name) => Some(member::setter(name)),
            _ => None,
        });
        let setter = setter.unwrap_or_else(|| Ident::new("__paginate_here", span));
        quote_spanned!(span=> let _ = request.#setter(::core::option::Option::None);)
    });
    setters.collect()
}

fn sender(value: &[TokenTree]) -> TokenStream {
    let span = Span::mixed_site();
    match value {
        [TokenTree::Ident(method)] => quote_spanned!(span=> |request| request.#method()),
        [] => quote_spanned!(span=> |request| request.__paginate_here()),
        closure => closure.iter().map(ToTokens::to_token_stream).collect(),
    }
}

fn is_closure(value: &[TokenTree]) -> bool {
    value.first().is_some_and(|first| {
        is_punct(first, '|') || is_ident(first, "move") || is_ident(first, "async")
    })
}
