//! Properties of a function body, read from its tokens.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};

use crate::tokens::{is_ident, is_punct};

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

fn content(group: &TokenTree) -> Vec<TokenTree> {
    match group {
        TokenTree::Group(group) => group.stream().into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Returns whether a body may use a variable, also in a format string.
pub(crate) fn mentions(body: &TokenTree, variable: &Ident) -> bool {
    match body {
        TokenTree::Group(_) => content(body).iter().any(|token| mentions(token, variable)),
        TokenTree::Ident(name) => name == variable,
        TokenTree::Literal(literal) => literal.to_string().contains(&variable.to_string()),
        TokenTree::Punct(_) => false,
    }
}

/// Replaces `self` by a variable, except in paths such as `self::a`.
pub(crate) fn replace_self(tokens: TokenStream, variable: &Ident) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut replaced = TokenStream::new();
    while let Some(token) = tokens.next() {
        let token = match token {
            TokenTree::Group(group) => {
                let mut inner =
                    Group::new(group.delimiter(), replace_self(group.stream(), variable));
                inner.set_span(group.span());
                inner.into()
            }
            token
                if is_ident(&token, "self")
                    && !tokens.peek().is_some_and(|token| is_punct(token, ':')) =>
            {
                let span = variable.span().located_at(token.span());
                Ident::new(&variable.to_string(), span).into()
            }
            token => token,
        };
        replaced.extend([token]);
    }
    replaced
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Ident, Span, TokenStream};

    use super::replace_self;
    use crate::tests::bounded;

    #[test]
    fn replace_self_keeps_paths() {
        bounded(|| {
            let body = "{ self.get(self::URL, [self], Self::new()) }";
            let this = Ident::new("this", Span::call_site());
            let replaced = replace_self(body.parse().unwrap(), &this).to_string();
            let expected = "{ this.get(self::URL, [this], Self::new()) }";
            let expected: TokenStream = expected.parse().unwrap();
            assert_eq!(replaced, expected.to_string());
        });
    }
}
