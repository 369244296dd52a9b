use proc_macro2::{Delimiter, TokenTree};
use syn::parse::ParseStream;

use crate::tokens::{generics_len, is_ident, is_punct};

/// Prints tokens on one line, formatted like rustfmt does. The arguments of `Paginator<…>` are elided.
pub(crate) fn display_tokens(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if needs_space(&tokens[..at], token) {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.extend([open, &display_tokens(&inner), close]);
            }
            token => text.push_str(&token.to_string()),
        }
        at += 1;
        let arguments = generics_len(&tokens[at..]);
        if is_ident(token, "Paginator") && arguments > 1 {
            text.push_str("<…>");
            at += arguments;
        }
    }
    text
}

/// Prints the next token of the input, for error messages.
pub(crate) fn display_next_token(input: ParseStream) -> String {
    match input.fork().parse() {
        Ok(token) => format!("`{}`", display_tokens(&[token])),
        Err(_) => "nothing".into(),
    }
}

/// Returns whether a space separates a token from the tokens before it.
fn needs_space(before: &[TokenTree], token: &TokenTree) -> bool {
    let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
    match (before, token) {
        ([], _) => false,
        ([.., dash, angle], _) if is_punct(dash, '-') && is_punct(angle, '>') => true,
        ([.., last], _)
            if [',', '=', '+', ';']
                .iter()
                .any(|char| is_punct(last, *char)) =>
        {
            true
        }
        ([..], TokenTree::Punct(punct)) => ['=', '+', '-'].contains(&punct.as_char()),
        ([.., last], token) => is_word(last) && is_word(token),
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    use super::display_tokens;
    use crate::tests::bounded;

    #[test]
    fn display_tokens_formats_like_rustfmt() {
        bounded(|| {
            for code in [
                "Box<dyn Paginator<…> + Send>",
                "impl Future<Output = (impl Paginator<…>, &'a str)>",
                "Box<dyn Fn(u8) -> [u8; 4]>",
                "concat!(\"next\", \"_token\")",
                "things::<String, String>()",
            ] {
                let tokens = code.replace('…', "Item = String, Error = Error");
                let tokens: Vec<TokenTree> =
                    tokens.parse::<TokenStream>().unwrap().into_iter().collect();
                assert_eq!(display_tokens(&tokens), code);
            }
        });
    }
}
