use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::tokens::expression_end::{closure_len, expression_len};
use crate::tokens::{is_ident, is_punct};

/// An argument as the user has written it, which may be half typed.
pub(crate) struct Written {
    pub(crate) key: Ident,
    pub(crate) value: Vec<TokenTree>,
}

impl Written {
    /// Splits the arguments of the attribute.
    pub(crate) fn parse_all(arguments: TokenStream) -> Vec<Self> {
        let tokens: Vec<TokenTree> = arguments.into_iter().collect();
        let mut rest = tokens.as_slice();
        let mut arguments = Vec::new();
        while let [first, after @ ..] = rest {
            rest = after;
            let TokenTree::Ident(key) = first else {
                continue;
            };
            let mut value = &[][..];
            if let [equals, after @ ..] = rest {
                if is_punct(equals, '=') {
                    (value, rest) = after.split_at(value_len(after));
                }
            }
            arguments.push(Written {
                key: key.clone(),
                value: value.to_vec(),
            });
            rest = &rest[expression_len(rest)..];
        }
        arguments
    }
}

fn value_len(tokens: &[TokenTree]) -> usize {
    let is_keyword = |token: &&TokenTree| is_ident(token, "async") || is_ident(token, "move");
    let keywords = tokens.iter().take_while(is_keyword).count();
    match &tokens[keywords..] {
        closure @ [pipe, ..] if is_punct(pipe, '|') => {
            (keywords + closure_len(closure)).min(tokens.len())
        }
        _ => expression_len(tokens),
    }
}
