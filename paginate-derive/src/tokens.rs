//! Tokens as they are written. Nearly all of them are only passed on, so no syntax tree is made of them: that
//! would take most of the time of the attribute.

use proc_macro2::{Delimiter, TokenTree};

pub(crate) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(name) if name == word)
}

pub(crate) fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

pub(crate) fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

pub(crate) fn is_block(token: &TokenTree) -> bool {
    is_group(token, Delimiter::Brace)
}

/// The tokens, and in place of what a `macro_rules!` passes on as one token what that is.
pub(crate) fn flat(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut flattened = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                flattened.append(&mut flat(&inner));
            }
            token => flattened.push(token.clone()),
        }
    }
    flattened
}

/// How many tokens `<…>` takes, or what comes first if that is not it: one, or two for `->`.
pub(crate) fn width(tokens: &[TokenTree]) -> usize {
    match tokens {
        [first, then, ..] if is_sign(first, '-') && is_sign(then, '>') => 2,
        [first, rest @ ..] if is_sign(first, '<') => {
            let inner = until(rest, |tokens| is_sign(&tokens[0], '>'));
            (inner + 2).min(tokens.len())
        }
        _ => 1,
    }
}

/// How many tokens come before the first that `ends` them, outside of `<…>`. It is given what is left.
pub(crate) fn until<'a>(
    tokens: &'a [TokenTree],
    mut ends: impl FnMut(&'a [TokenTree]) -> bool,
) -> usize {
    let mut at = 0;
    while at < tokens.len() && !ends(&tokens[at..]) {
        at += width(&tokens[at..]);
    }
    at.min(tokens.len())
}
