//! Properties of a function body, read from its tokens.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::TokenStreamExt;

use crate::span::Host;
use crate::tokens::{
    is_block, is_group, is_ident, is_punct, position_outside_generics, without_completion_marker,
};

/// Returns whether a body may leave its function early: by `return`, by `?`, or by a macro that expands to one of them.
pub(crate) fn may_return(body: &TokenTree) -> bool {
    let TokenTree::Group(body) = body else {
        return false;
    };
    let mut after_word = false;
    body.stream().into_iter().any(|token| {
        let leaves = match &token {
            TokenTree::Group(_) => may_return(&token),
            TokenTree::Ident(word) => word == "return",
            TokenTree::Punct(punct) => match punct.as_char() {
                '?' => true,
                '!' => after_word,
                _ => false,
            },
            TokenTree::Literal(_) => false,
        };
        after_word = matches!(token, TokenTree::Ident(_));
        leaves
    })
}

/// Returns whether tokens may use a variable, including in a format string. After a dot its name is that of a field or a method.
pub(crate) fn mentions(tokens: &[TokenTree], variable: &str) -> bool {
    let variable = &*without_completion_marker(variable);
    let is_dot = |at: usize| tokens.get(at).is_some_and(|token| is_punct(token, '.'));
    let is_member = |at: usize| at > 0 && is_dot(at - 1) && !(at > 1 && is_dot(at - 2));
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Group(group) => mentions(&content(group), variable),
        TokenTree::Ident(name) => is_variable(name, variable) && !is_member(at),
        TokenTree::Literal(literal) => {
            let literal = literal.to_string();
            literal.contains(&format!("{{{variable}")) || literal.contains(&format!("{variable}$"))
        }
        TokenTree::Punct(_) => false,
    })
}

fn is_variable(name: &Ident, variable: &str) -> bool {
    name == variable
        || Host::is_editor() && *without_completion_marker(&name.to_string()) == *variable
}

/// Replaces `self` by a variable, except in paths such as `self::a`, in visibilities and in items, which have a `self` of
/// their own.
pub(crate) fn replace_self(tokens: &[TokenTree], variable: &Ident) -> TokenStream {
    let mut replaced = TokenStream::new();
    let mut at = 0;
    while at < tokens.len() {
        let kept = kept_len(&tokens[at..]);
        replaced.extend(tokens[at..at + kept].iter().cloned());
        at += kept;
        match tokens.get(at) {
            Some(TokenTree::Group(group)) if kept == 0 => {
                let mut inner =
                    Group::new(group.delimiter(), replace_self(&content(group), variable));
                inner.set_span(group.span());
                replaced.append(inner);
            }
            Some(token) if kept == 0 && is_ident(token, "self") => {
                let span = variable.span().located_at(token.span());
                replaced.append(Ident::new(&variable.to_string(), span));
            }
            Some(token) if kept == 0 => replaced.append(token.clone()),
            _ => continue,
        }
        at += 1;
    }
    replaced
}

/// Returns the length of the item, the visibility or the path that the tokens begin with, or else 0.
fn kept_len(tokens: &[TokenTree]) -> usize {
    let item_len = |is_end: fn(&TokenTree) -> bool| {
        let len = position_outside_generics(tokens, |tokens| is_end(&tokens[0]));
        (len + 1).min(tokens.len())
    };
    let [TokenTree::Ident(word), next, ..] = tokens else {
        return 0;
    };
    match word.to_string().as_str() {
        "impl" | "trait" | "mod" => item_len(is_block),
        // Not the type `fn(…)`.
        "fn" if matches!(next, TokenTree::Ident(_)) => item_len(is_block),
        "use" => item_len(|token| is_punct(token, ';')),
        "pub" if is_group(next, Delimiter::Parenthesis) => 2,
        "self" if is_punct(next, ':') => 1,
        _ => 0,
    }
}

fn content(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Ident, Span, TokenStream, TokenTree};

    use super::{mentions, replace_self};
    use crate::tests::bounded;

    fn tokens(code: &str) -> Vec<TokenTree> {
        code.parse::<TokenStream>().unwrap().into_iter().collect()
    }

    #[test]
    fn replace_self_keeps_paths_and_items() {
        bounded(|| {
            let this = Ident::new("this", Span::call_site());
            for (body, expected) in [
                (
                    "{ self.get(self::URL, [self], Self::new()) }",
                    "{ this.get(self::URL, [this], Self::new()) }",
                ),
                ("use a::{self}; self.b", "use a::{self}; this.b"),
                (
                    "impl A<{ 1 }> { fn b(&self) { self } } self",
                    "impl A<{ 1 }> { fn b(&self) { self } } this",
                ),
                (
                    "struct A { pub(self) b: fn(u8) } self",
                    "struct A { pub(self) b: fn(u8) } this",
                ),
                (
                    "let b: fn(u8) = self.b; fn c(self) -> u8 { self } self",
                    "let b: fn(u8) = this.b; fn c(self) -> u8 { self } this",
                ),
                ("self", "this"),
                ("impl self", "impl self"),
            ] {
                let replaced = replace_self(&tokens(body), &this).to_string();
                let expected: TokenStream = expected.parse().unwrap();
                assert_eq!(replaced, expected.to_string());
            }
        });
    }

    #[test]
    fn mentions_finds_variables_but_no_members() {
        bounded(|| {
            for code in [
                "a",
                "f(a)",
                "..a",
                "f!(\"{a}\")",
                "\"{a:?}\"",
                "\"{:.a$}\"",
                "S { a }",
            ] {
                assert!(mentions(&tokens(code), "a"), "{code}");
            }
            for code in ["b", "b.a", "b.a()", "\"a\"", "f(b).a", "1"] {
                assert!(!mentions(&tokens(code), "a"), "{code}");
            }
        });
    }
}
