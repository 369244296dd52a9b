//! Finds the end of a closure or another expression in a list of arguments `key = value`, without parsing it.
//!
//! All functions return a number of tokens.

use proc_macro2::{Spacing, TokenTree};

use crate::tokens::{generics_len, is_block, is_ident, is_punct};

/// Returns the length of the closure `|…| …` that the tokens begin with.
///
/// A comma ends the closure if `key =` or nothing follows, except in the arguments of a type, such as
/// `dyn Rows<u8, Item = String>`. `<` begins the arguments of a type between the pipes, after `->`, after `::` and after
/// `as`. Elsewhere it is an operator.
pub(crate) fn closure_len(tokens: &[TokenTree]) -> usize {
    let mut at = closure_parameters_len(tokens) - 1;
    if let [pipe, dash, angle, ..] = &tokens[at..] {
        if is_punct(pipe, '|') && is_punct(dash, '-') && is_punct(angle, '>') {
            at += 1 + type_len(&tokens[at + 1..], is_block);
        }
    }
    while at < tokens.len() && !is_next_argument(&tokens[at..]) {
        at += operand_len(&tokens[at..]);
    }
    at
}

/// Returns the length of the parameters `|…|` of the closure that the tokens begin with.
pub(crate) fn closure_parameters_len(tokens: &[TokenTree]) -> usize {
    2 + type_len(&tokens[1..], |token| is_punct(token, '|'))
}

/// Returns the length of an expression, which ends at the first comma outside of the arguments of a type.
pub(crate) fn expression_len(tokens: &[TokenTree]) -> usize {
    let mut at = 0;
    while at < tokens.len() && !is_punct(&tokens[at], ',') {
        at += operand_len(&tokens[at..]);
    }
    at
}

/// Returns the length of the type arguments `::<…>` or the cast `as T` that an expression begins with, or else 1.
fn operand_len(tokens: &[TokenTree]) -> usize {
    match tokens {
        [first, second, angle, ..]
            if is_punct(first, ':') && is_punct(second, ':') && is_punct(angle, '<') =>
        {
            2 + closed_generics_len(&tokens[2..])
        }
        [keyword, cast @ ..] if is_ident(keyword, "as") => {
            let is_pointer = |token: &&TokenTree| is_punct(token, '&') || is_punct(token, '*');
            let pointers = cast.iter().take_while(is_pointer).count();
            let may_continue = |token: &TokenTree| {
                matches!(token, TokenTree::Ident(_)) || is_punct(token, ':') || is_punct(token, '<')
            };
            1 + pointers + type_len(&cast[pointers..], |token| !may_continue(token))
        }
        _ => 1,
    }
}

/// Returns the length of a type, which ends before the first token for which `ends` returns `true`, or before the next
/// argument.
fn type_len(tokens: &[TokenTree], ends: impl Fn(&TokenTree) -> bool) -> usize {
    let mut at = 0;
    while at < tokens.len() && !ends(&tokens[at]) && !is_next_argument(&tokens[at..]) {
        at += closed_generics_len(&tokens[at..]);
    }
    at
}

/// Like [`generics_len`], but returns 1 for a `<` that is not closed.
fn closed_generics_len(tokens: &[TokenTree]) -> usize {
    let len = generics_len(tokens);
    if is_punct(&tokens[len - 1], '>') {
        len
    } else {
        1
    }
}

/// Returns whether the tokens begin with a comma, followed by `key =` or nothing.
fn is_next_argument(tokens: &[TokenTree]) -> bool {
    match tokens {
        [comma] => is_punct(comma, ','),
        [
            comma,
            TokenTree::Ident(_),
            TokenTree::Punct(equals),
            rest @ ..,
        ] => {
            let is_operator = equals.spacing() == Spacing::Joint
                && rest
                    .first()
                    .is_some_and(|punct| is_punct(punct, '=') || is_punct(punct, '>'));
            is_punct(comma, ',') && equals.as_char() == '=' && !is_operator
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    use super::{closure_len, expression_len};
    use crate::tests::bounded;

    fn tokens(code: &str) -> Vec<TokenTree> {
        code.parse::<TokenStream>().unwrap().into_iter().collect()
    }

    #[test]
    fn closure_ends_before_the_next_argument() {
        bounded(|| {
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
                "|page| page as Rows<u8, Item = String>",
                "|page: Page<u8",
                "|page",
            ];
            for closure in closures {
                let len = tokens(closure).len();
                for next in [
                    "",
                    ",",
                    ", send = |request| -> Sent<u8> { request }",
                    ", r#in = \"a\"",
                    ", send =|request| request",
                ] {
                    let tokens = tokens(&format!("{closure}{next}"));
                    assert_eq!(closure_len(&tokens), len, "{closure}{next}");
                }
            }
            assert_eq!(closure_len(&tokens("|a| a, b == c, d => e, f")), 16);
        });
    }

    #[test]
    fn comparison_does_not_reach_the_next_argument() {
        bounded(|| {
            for closure in ["|page| page.number < limit", "|page| page > limit - a < b"] {
                let width = tokens(closure).len();
                let tokens = tokens(&format!("{closure}, more_results = |page| page.number > 1"));
                assert_eq!(closure_len(&tokens), width, "{closure}");
            }
        });
    }

    #[test]
    fn expression_ends_at_a_comma_outside_of_type_arguments() {
        bounded(|| {
            assert_eq!(expression_len(&tokens("a::<B, C>(), d")), 9);
            assert_eq!(expression_len(&tokens("a < b, c > d")), 3);
        });
    }
}
