//! The variables of a pattern, which is not parsed.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::span::mixed_site_at;
use crate::tokens::{is_ident, is_punct};

/// A variable that a pattern binds.
pub(crate) struct Variable {
    pub(crate) name: Ident,
    pub(crate) is_mutable: bool,
}

/// Returns the variables of a pattern. Names of fields, functions and paths are not variables, and neither are names in upper
/// case.
pub(crate) fn variables(pattern: &[TokenTree]) -> Vec<Variable> {
    let mut found = Vec::new();
    for (at, token) in pattern.iter().enumerate() {
        let (before, after) = (&pattern[..at], &pattern[at + 1..]);
        match token {
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                found.append(&mut variables(&inner));
            }
            TokenTree::Ident(name) if is_variable(name, before, after) => found.push(Variable {
                name: name.clone(),
                is_mutable: is_mutable(before),
            }),
            _ => {}
        }
    }
    found
}

fn is_variable(name: &Ident, before: &[TokenTree], after: &[TokenTree]) -> bool {
    // syn parses no keyword as an identifier, nor `_`.
    let is_keyword = syn::parse2::<Ident>(TokenTree::from(name.clone()).into()).is_err();
    let is_path =
        matches!(before, [.., colon, last] if is_punct(colon, ':') && is_punct(last, ':'));
    let is_path = is_path
        || after.first().is_some_and(|next| match next {
            TokenTree::Group(_) => true,
            next => is_punct(next, ':') || is_punct(next, '!'),
        });
    !is_keyword && !is_path && !name.to_string().starts_with(char::is_uppercase)
}

/// Returns whether a variable after these tokens is `mut a`, not `&mut a` or `ref mut a`.
fn is_mutable(before: &[TokenTree]) -> bool {
    match before {
        [.., outer, _] if is_punct(outer, '&') || is_ident(outer, "ref") => false,
        [.., last] => is_ident(last, "mut"),
        [] => false,
    }
}

/// Returns whether the name of a variable begins with an underscore: rustc does not report it as unused, but Clippy its use.
pub(crate) fn has_underscore(name: &Ident) -> bool {
    name.to_string().starts_with('_')
}

// let _ = (&a, &mut b);
//
// rustc does not report that these variables are unused, or that they need not be `mut`.
pub(crate) fn use_variables(variables: &[Variable]) -> TokenStream {
    let reported = variables
        .iter()
        .filter(|variable| !has_underscore(&variable.name));
    let references = reported.map(|variable| {
        let name = &variable.name;
        let span = mixed_site_at(name.span());
        let mutability = variable.is_mutable.then(|| quote_spanned!(span=> mut));
        quote_spanned!(span=> &#mutability #name)
    });
    quote_spanned!(mixed_site_at(proc_macro2::Span::call_site())=> let _ = (#(#references,)*);)
}

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    use super::variables;
    use crate::tests::bounded;

    #[test]
    fn variables_are_found_in_patterns() {
        bounded(|| {
            for (pattern, expected) in [
                ("a", "a"),
                ("mut a", "mut a"),
                ("_", ""),
                ("(a, (mut b, _), [c, ..])", "a mut b c"),
                ("&a", "a"),
                ("&mut a", "a"),
                ("ref a", "a"),
                ("ref mut a", "a"),
                ("Q { a, b: c, mut d, .. }", "a c mut d"),
                ("q::Q(a)", "a"),
                ("a @ q::Q { b: q::NONE }", "a"),
                ("(Q | R)", ""),
                ("(a, true, box b, r#type)", "a b r#type"),
            ] {
                let tokens: Vec<TokenTree> = pattern
                    .parse::<TokenStream>()
                    .unwrap()
                    .into_iter()
                    .collect();
                let found: Vec<String> = variables(&tokens)
                    .iter()
                    .map(|variable| {
                        let keyword = if variable.is_mutable { "mut " } else { "" };
                        format!("{keyword}{}", variable.name)
                    })
                    .collect();
                assert_eq!(found.join(" "), expected, "{pattern}");
            }
        });
    }
}
