//! The attribute never panics on any tokens, and the expansion of a function that parses is source that parses.
#![no_main]

use libfuzzer_sys::fuzz_target;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{File, ItemFn, MetaNameValue, Token};

/// The parsers recurse into brackets and operators, so the stack limits the depth.
const MAX_NESTING: usize = 200;

fuzz_target!(|source: &str| {
    let brackets = source.matches(['(', '[', '{', '<', '|', '!', '&', '*', '-']);
    if brackets.count() > MAX_NESTING {
        return;
    }
    let Ok(tokens) = source.parse::<TokenStream>() else {
        return;
    };
    let Some((arguments, item)) = take_attribute(tokens) else {
        return;
    };
    let expansion = paginate_fuzz::paginate(arguments.clone(), item.clone());
    assert!(!expansion.is_empty(), "the expansion is empty");

    // The attribute keeps the tokens of closures and of the body, whether they parse or not.
    let arguments = Punctuated::<MetaNameValue, Token![,]>::parse_terminated.parse2(arguments);
    if arguments.is_ok() && is_function(item) {
        if let Err(error) = syn::parse2::<File>(expansion.clone()) {
            panic!("the expansion does not parse: {error}: {expansion}");
        }
    }
});

/// Returns whether the tokens are a function that rustc parses. syn also accepts a parameter without a name, and writes the
/// name `_` for it.
fn is_function(item: TokenStream) -> bool {
    let without_spaces = |tokens: String| tokens.replace(char::is_whitespace, "");
    let source = without_spaces(item.to_string());
    syn::parse2::<ItemFn>(item)
        .is_ok_and(|function| without_spaces(function.to_token_stream().to_string()) == source)
}

/// Returns the arguments of the first `#[paginate(…)]`, and the tokens without it.
fn take_attribute(tokens: TokenStream) -> Option<(TokenStream, TokenStream)> {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let (at, arguments) = tokens
        .windows(2)
        .enumerate()
        .find_map(|(at, pair)| match pair {
            [TokenTree::Punct(hash), TokenTree::Group(attribute)] if hash.as_char() == '#' => {
                Some((at, arguments(attribute.stream())?))
            }
            _ => None,
        })?;
    tokens.drain(at..at + 2);
    Some((arguments, tokens.into_iter().collect()))
}

fn arguments(attribute: TokenStream) -> Option<TokenStream> {
    let mut attribute = attribute.into_iter();
    match (attribute.next()?, attribute.next()) {
        (TokenTree::Ident(name), Some(TokenTree::Group(arguments)))
            if name == "paginate" && arguments.delimiter() == Delimiter::Parenthesis =>
        {
            Some(arguments.stream())
        }
        (TokenTree::Ident(name), None) if name == "paginate" => Some(TokenStream::new()),
        _ => None,
    }
}
