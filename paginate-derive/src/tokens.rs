//! Tokens as they are written. Nearly all of them are only passed on, so no syntax tree is made of them: that
//! would take most of the time of the attribute.

use proc_macro2::{Delimiter, Spacing, TokenTree};

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

/// The tokens in one line, as rustfmt would write them. The arguments of `Paginator<…>` are left out.
pub(crate) fn text(tokens: &[TokenTree]) -> String {
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
                text.extend([open, &self::text(&inner), close]);
            }
            token => text.push_str(&token.to_string()),
        }
        at += 1;
        let arguments = width(&tokens[at..]);
        if is_word(token, "Paginator") && arguments > 1 {
            text.push_str("<…>");
            at += arguments;
        }
    }
    text
}

/// Whether a space comes between the tokens before and this one.
fn needs_space(before: &[TokenTree], token: &TokenTree) -> bool {
    let is_name = |token: &TokenTree| matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
    match (before, token) {
        ([], _) => false,
        ([.., dash, angle], _) if is_sign(dash, '-') && is_sign(angle, '>') => true,
        ([.., last], _) if [',', '=', '+', ';'].iter().any(|sign| is_sign(last, *sign)) => true,
        ([..], TokenTree::Punct(sign)) => ['=', '+', '-'].contains(&sign.as_char()),
        ([.., last], token) => is_name(last) && is_name(token),
    }
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

/// How many tokens the closure `|…| …` takes that stands in a list of `key = value`.
///
/// A comma ends the closure where another `key =` follows, or nothing. In a type, such as
/// `dyn Rows<u8, Item = String>`, the same tokens do not end it. `<` begins the arguments of a type between the pipes,
/// after `->`, after `::` and after `as`. Elsewhere it is an operator.
pub(crate) fn closure_width(tokens: &[TokenTree]) -> usize {
    let mut at = 1;
    at += type_width(&tokens[at..], |token| is_sign(token, '|'));
    if let [pipe, dash, angle, ..] = &tokens[at..] {
        if is_sign(pipe, '|') && is_sign(dash, '-') && is_sign(angle, '>') {
            at += 1 + type_width(&tokens[at + 1..], is_block);
        }
    }
    while at < tokens.len() && !at_next_argument(&tokens[at..]) {
        at += operand_width(&tokens[at..]);
    }
    at
}

/// How many tokens come before the first comma of an expression that is not one of a type.
pub(crate) fn expression_width(tokens: &[TokenTree]) -> usize {
    let mut at = 0;
    while at < tokens.len() && !is_sign(&tokens[at], ',') {
        at += operand_width(&tokens[at..]);
    }
    at
}

/// How many tokens an expression begins with that belong to one type, or else one.
fn operand_width(tokens: &[TokenTree]) -> usize {
    match tokens {
        [first, second, angle, ..]
            if is_sign(first, ':') && is_sign(second, ':') && is_sign(angle, '<') =>
        {
            2 + closed_width(&tokens[2..])
        }
        [word, cast @ ..] if is_word(word, "as") => {
            let is_pointer = |token: &&TokenTree| is_sign(token, '&') || is_sign(token, '*');
            let pointers = cast.iter().take_while(is_pointer).count();
            let may_continue = |token: &TokenTree| {
                matches!(token, TokenTree::Ident(_)) || is_sign(token, ':') || is_sign(token, '<')
            };
            1 + pointers + type_width(&cast[pointers..], |token| !may_continue(token))
        }
        _ => 1,
    }
}

/// How many tokens come before the first that `ends` a type, or before the next argument.
fn type_width(tokens: &[TokenTree], ends: impl Fn(&TokenTree) -> bool) -> usize {
    let mut at = 0;
    while at < tokens.len() && !ends(&tokens[at]) && !at_next_argument(&tokens[at..]) {
        at += closed_width(&tokens[at..]);
    }
    at
}

/// Like [`width`], but only one token for a `<` that is not closed.
fn closed_width(tokens: &[TokenTree]) -> usize {
    let width = width(tokens);
    if is_sign(&tokens[width - 1], '>') {
        width
    } else {
        1
    }
}

/// Whether a comma comes first, and `key =` or nothing after it.
fn at_next_argument(tokens: &[TokenTree]) -> bool {
    match tokens {
        [comma] => is_sign(comma, ','),
        [
            comma,
            TokenTree::Ident(_),
            TokenTree::Punct(equals),
            rest @ ..,
        ] => {
            let is_operator = equals.spacing() == Spacing::Joint
                && rest
                    .first()
                    .is_some_and(|sign| is_sign(sign, '=') || is_sign(sign, '>'));
            is_sign(comma, ',') && equals.as_char() == '=' && !is_operator
        }
        _ => false,
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

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    use super::{closure_width, expression_width, text};

    fn tokens(code: &str) -> Vec<TokenTree> {
        code.parse::<TokenStream>().unwrap().into_iter().collect()
    }

    #[test]
    fn closure_ends_at_the_next_argument() {
        let closures = [
            "|page| page.things",
            "|| 1",
            "|page, token| token",
            "|page| -> Box<dyn Rows<u8, Item = String>> { page.rows }",
            "|page: Page<u8, Item = String>| page.rows",
            "|page: fn(u8) -> Page<u8, Item = String>| page",
            "|page| list::<dyn Rows<u8, Item = String>>(page)",
            "|page| &page as &dyn Rows<u8, Item = String>",
            "|page| page.number as usize * 2 < limit",
            "|page| page.number < limit && Limit::MAX > limit",
            "|page| page.number << 1 >= limit",
            "|page| collect::<Result<Vec<_>, _>>(page)",
            "|page| a == b",
            "|page: Page<u8",
            "|page",
        ];
        for closure in closures {
            let width = tokens(closure).len();
            for next in [
                "",
                ",",
                ", send = |request| -> Sent<u8> { request }",
                ", r#in = \"a\"",
            ] {
                let tokens = tokens(&format!("{closure}{next}"));
                assert_eq!(closure_width(&tokens), width, "{closure}{next}");
            }
        }
        assert_eq!(closure_width(&tokens("|a| a, b == c, d => e, f")), 16);
    }

    #[test]
    fn expression_ends_at_a_comma_outside_of_type_arguments() {
        assert_eq!(expression_width(&tokens("a::<B, C>(), d")), 9);
        assert_eq!(expression_width(&tokens("a < b, c > d")), 3);
    }

    #[test]
    fn text_is_written_like_code() {
        for code in [
            "Box<dyn Paginator<…> + Send>",
            "impl Future<Output = (impl Paginator<…>, &'a str)>",
            "Box<dyn Fn(u8) -> [u8; 4]>",
            "concat!(\"next\", \"_token\")",
            "things::<String, String>()",
        ] {
            let tokens = tokens(&code.replace('…', "Item = String, Error = Error"));
            assert_eq!(text(&tokens), code);
        }
    }
}
