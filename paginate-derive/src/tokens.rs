//! Functions on lists of tokens. The macro builds no syntax tree: most tokens are only passed on, and parsing them would
//! take most of its time.

pub(crate) mod body;
pub(crate) mod display;
pub(crate) mod expression_end;

use std::borrow::Cow;
use std::iter;

use proc_macro2::{Delimiter, TokenTree};

/// What rust-analyzer inserts at the cursor, into a name or as a name, to expand the code that it completes.
const COMPLETION_MARKER: &str = "raCompletionMarker";

/// Returns the text without the completion marker. An expansion must differ from that without the marker only by the marker.
pub(crate) fn without_completion_marker(text: &str) -> Cow<'_, str> {
    if text.contains(COMPLETION_MARKER) {
        text.replace(COMPLETION_MARKER, "").into()
    } else {
        text.into()
    }
}

pub(crate) fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}

pub(crate) fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

pub(crate) fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

pub(crate) fn is_block(token: &TokenTree) -> bool {
    is_group(token, Delimiter::Brace)
}

/// Replaces groups without delimiters by their content. A `macro_rules!` passes on its arguments, such as `$t:ty`, in them.
pub(crate) fn flatten_invisible_groups(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut flattened = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                flattened.append(&mut flatten_invisible_groups(&inner));
            }
            token => flattened.push(token.clone()),
        }
    }
    flattened
}

/// Returns the length of the `<…>` that the tokens begin with, or else of the first token: 1, or 2 for `->`.
pub(crate) fn generics_len(tokens: &[TokenTree]) -> usize {
    match tokens {
        [first, then, ..] if is_punct(first, '-') && is_punct(then, '>') => 2,
        [first, rest @ ..] if is_punct(first, '<') => {
            let inner = position_outside_generics(rest, |tokens| is_punct(&tokens[0], '>'));
            (inner + 2).min(tokens.len())
        }
        _ => 1,
    }
}

/// Returns the position of the first token outside of `<…>` for which `ends` returns `true`, or else the number of tokens.
///
/// `ends` is called with that token and all that follow.
pub(crate) fn position_outside_generics<'a>(
    tokens: &'a [TokenTree],
    mut ends: impl FnMut(&'a [TokenTree]) -> bool,
) -> usize {
    let mut at = 0;
    while at < tokens.len() && !ends(&tokens[at..]) {
        at += generics_len(&tokens[at..]);
    }
    at.min(tokens.len())
}

/// Splits tokens at the commas outside of `<…>`.
pub(crate) fn split_at_commas(tokens: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    let mut rest = tokens;
    iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let comma = position_outside_generics(rest, |tokens| is_punct(&tokens[0], ','));
        let (first, after) = rest.split_at(comma);
        rest = after.get(1..).unwrap_or_default();
        Some(first)
    })
}
