use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::{Error, Result, Token};

use crate::code::group;
use crate::function::Function;
use crate::tokens::{flat, is_block, is_group, is_sign, is_word, text, until, width};

const EXPECTED: &str = "expected `impl Paginator<Item = …, Error = …>` or a `Result` of it";

/// What the annotated function returns, which says what it lists.
pub(crate) struct Returns {
    /// `Result<_, E>` for a `Result<impl Paginator<…>, E>`.
    pub(crate) fallible: Option<TokenStream>,
    pub(crate) paginator: Bound,
}

/// `Paginator<…>`.
pub(crate) struct Bound {
    pub(crate) name: Ident,
    associated: Vec<Associated>,
}

/// `Name = T`.
struct Associated {
    name: String,
    declared: Declared,
}

/// A type that the user wrote.
pub(crate) struct Declared(pub(crate) Vec<TokenTree>);

impl Returns {
    pub(crate) fn parse(function: &Function) -> Result<Self> {
        let name = &function.name;
        let output = flat(function.output());
        if output.is_empty() {
            return Err(Error::new(
                name.span(),
                format_args!("`{name}` returns nothing, {EXPECTED}"),
            ));
        }
        let unexpected = || {
            let found = text(&output);
            let help = help(function, &output);
            Error::new_spanned(
                quote!(#(#output)*),
                format_args!("{EXPECTED}, found `{found}`{help}"),
            )
        };
        let start = output.iter().position(|token| is_word(token, "impl"));
        let (before, from_impl) = output.split_at(start.ok_or_else(unexpected)?);
        let (paginator, taken) = impl_paginator(from_impl).ok_or_else(unexpected)?;
        let after = without_impl(&from_impl[taken..]);
        let fallible = match before {
            [] => None,
            [path @ .., TokenTree::Ident(name), TokenTree::Punct(_)]
                if name.to_string().ends_with("Result") && until(path, is_open) == path.len() =>
            {
                Some(quote!(#(#before)* _ #after))
            }
            _ => return Err(unexpected()),
        };
        Ok(Returns {
            fallible,
            paginator,
        })
    }
}

/// Whether `<` comes first, and is not closed.
fn is_open(tokens: &[TokenTree]) -> bool {
    is_sign(&tokens[0], '<') && !is_sign(&tokens[width(tokens) - 1], '>')
}

/// The tokens of a type with `_` for each `impl Trait`, as a variable needs it.
fn without_impl(tokens: &[TokenTree]) -> TokenStream {
    let mut replaced = TokenStream::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            token if is_word(token, "impl") => {
                Token![_](token.span()).to_tokens(&mut replaced);
                at += until(&tokens[at..], |tokens| {
                    is_sign(&tokens[0], ',') || is_sign(&tokens[0], '>')
                });
                continue;
            }
            TokenTree::Group(tuple) => {
                let inner: Vec<TokenTree> = tuple.stream().into_iter().collect();
                let inner = without_impl(&inner);
                replaced.append(group(tuple.delimiter(), inner, tuple.span()));
            }
            token => token.to_tokens(&mut replaced),
        }
        at += 1;
    }
    replaced
}

/// How to mend a return type that is none of those expected.
fn help(function: &Function, output: &[TokenTree]) -> String {
    let name = &function.name;
    if !contains(output, |word| word == "Paginator") {
        String::new()
    } else if contains(output, |word| word.ends_with("Future")) && !function.is_async {
        format!(
            ": make the function `async` instead, like `async fn {name}(…) -> impl Paginator<…>`"
        )
    } else if contains(output, |word| word == "dyn") {
        format!(": return `impl Paginator<…>`, and box the paginator that `{name}` returns")
    } else if is_group(&output[0], Delimiter::Parenthesis) {
        ": write one function for each paginator".into()
    } else if is_word(&output[0], "impl") {
        String::new()
    } else {
        ": write `Result<impl Paginator<…>, …>`, or an alias whose name ends with `Result`".into()
    }
}

/// Whether one of the words is `wanted`, also within brackets.
fn contains(tokens: &[TokenTree], wanted: fn(&str) -> bool) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Ident(word) => wanted(&word.to_string()),
        TokenTree::Group(group) => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            contains(&inner, wanted)
        }
        _ => false,
    })
}

impl Bound {
    /// `T` of `Paginator<Name = T>`.
    pub(crate) fn associated(&self, name: &str) -> Option<&Declared> {
        let mut associated = self.associated.iter();
        let found = associated.find(|associated| associated.name == name)?;
        Some(&found.declared)
    }
}

impl Declared {
    /// At its name, without what leads there and what that takes in `<…>`.
    pub(crate) fn place(&self) -> Span {
        let Declared(tokens) = self;
        let mut names = None;
        let path = until(tokens, |tokens| match &tokens[0] {
            TokenTree::Ident(name) => {
                names = Some(name.span());
                false
            }
            token => !is_sign(token, ':') && !is_sign(token, '<'),
        });
        let first = || tokens.first().map_or_else(Span::call_site, TokenTree::span);
        names.filter(|_| path == tokens.len()).unwrap_or_else(first)
    }
}

impl ToTokens for Declared {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.0);
    }
}

/// Reads `impl A + B + use<…>` and finds the bound that is a `Paginator`, and how many tokens all of it takes.
pub(crate) fn impl_paginator(tokens: &[TokenTree]) -> Option<(Bound, usize)> {
    if !tokens.first().is_some_and(|token| is_word(token, "impl")) {
        return None;
    }
    let mut found = None;
    let end = until(tokens, |tokens| match tokens {
        [TokenTree::Ident(word), rest @ ..] => match word.to_string().as_str() {
            "Paginator" => {
                found = found.take().or_else(|| Some((word.clone(), rest)));
                false
            }
            "for" => !rest.first().is_some_and(|token| is_sign(token, '<')),
            word => word == "where",
        },
        [token, ..] => is_block(token) || [',', ';', '>'].iter().any(|sign| is_sign(token, *sign)),
        [] => true,
    });
    let (name, rest) = found?;
    let arguments = match rest {
        [first, ..] if is_sign(first, '<') => rest.get(1..width(rest) - 1),
        _ => None,
    };
    let associated = associated(arguments.unwrap_or_default());
    Some((Bound { name, associated }, end))
}

/// Reads `A, Name = T, Other = U`.
fn associated(mut arguments: &[TokenTree]) -> Vec<Associated> {
    let mut associated = Vec::new();
    while !arguments.is_empty() {
        let comma = until(arguments, |tokens| is_sign(&tokens[0], ','));
        if let [TokenTree::Ident(name), equals, declared @ ..] = &arguments[..comma] {
            if is_sign(equals, '=') {
                associated.push(Associated {
                    name: name.to_string(),
                    declared: Declared(declared.to_vec()),
                });
            }
        }
        arguments = arguments.get(comma + 1..).unwrap_or_default();
    }
    associated
}
