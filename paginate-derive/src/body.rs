//! Properties of a function body, read from its tokens.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use crate::tokens::{is_block, is_group, is_ident, is_punct};

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

/// Returns whether the error of a body that gives a `Result` has no type of its own: `?` and `return` convert to any error,
/// and `Ok(…)` has any.
pub(crate) fn has_open_error(body: &[TokenTree]) -> bool {
    let ends_with_ok = match body {
        [block] if is_block(block) => return has_open_error(&content(block)),
        [keyword, block @ ..] if is_ident(keyword, "async") || is_ident(keyword, "move") => {
            return has_open_error(block);
        }
        [.., ok, arguments] => is_ident(ok, "Ok") && is_group(arguments, Delimiter::Parenthesis),
        _ => false,
    };
    ends_with_ok || body.iter().any(leaves)
}

/// Returns whether a token is `?`, `return`, the name of a macro that returns an error, or contains one of them.
fn leaves(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(_) => content(token).iter().any(leaves),
        TokenTree::Ident(word) => ["return", "bail", "ensure"].iter().any(|name| word == name),
        TokenTree::Punct(punct) => punct.as_char() == '?',
        TokenTree::Literal(_) => false,
    }
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
    use proc_macro2::{Ident, Span, TokenStream, TokenTree};

    use super::{has_open_error, replace_self};
    use crate::tests::bounded;

    #[test]
    fn error_is_open_where_the_body_converts_it() {
        bounded(|| {
            let is_open = |body: &str| {
                let body: TokenStream = body.parse().unwrap();
                has_open_error(&body.into_iter().collect::<Vec<TokenTree>>())
            };
            for body in [
                "{ Ok(page) }",
                "{ let page = get()?; page.read() }",
                "{ get(url(a?)).await }",
                "{ if done { return Err(error); } get().await }",
                "{ ensure!(a > 0); get().await }",
                "async move { Ok(page) }",
            ] {
                assert!(is_open(body), "{body}");
            }
            for body in [
                "{ get().await }",
                "{ get(&format!(\"{url}\")).await.map(|page| (Ok(page), 1)) }",
                "{ Ok::<_, Error>(page) }",
                "{}",
            ] {
                assert!(!is_open(body), "{body}");
            }
        });
    }

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
