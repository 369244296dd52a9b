use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::{Error, Result, Token};

use crate::parse::function::Function;
use crate::tokens::display::display_tokens;
use crate::tokens::{
    flatten_invisible_groups, generics_len, is_block, is_group, is_ident, is_punct,
    position_outside_generics,
};

const EXPECTED: &str = "expected `impl Paginator<Item = …, Error = …>` or a `Result` of it";

/// The return type of an annotated function.
pub(crate) struct ReturnType {
    /// `Result<_, E>` for a `Result<impl Paginator<…>, E>`.
    pub(crate) fallible: Option<TokenStream>,
    pub(crate) paginator: PaginatorBound,
}

/// The bound `Paginator<Item = …, Error = …>`.
pub(crate) struct PaginatorBound {
    pub(crate) name: Ident,
    associated_types: Vec<(String, DeclaredType)>,
}

/// The type that the user declares for an associated type.
pub(crate) struct DeclaredType(pub(crate) Vec<TokenTree>);

impl ReturnType {
    pub(crate) fn parse(function: &Function) -> Result<Self> {
        let tokens = flatten_invisible_groups(function.return_type());
        if tokens.is_empty() {
            return Err(Error::new(
                function.name.span(),
                format_args!("{EXPECTED}, found no return type"),
            ));
        }
        let unexpected = || {
            let found = display_tokens(&tokens);
            let help = help(function, &tokens);
            Error::new_spanned(
                quote!(#(#tokens)*),
                format_args!("{EXPECTED}, found `{found}`{help}"),
            )
        };
        let start = tokens.iter().position(|token| is_ident(token, "impl"));
        let (before, from_impl) = tokens.split_at(start.ok_or_else(unexpected)?);
        let (paginator, len) = parse_impl_paginator(from_impl).ok_or_else(unexpected)?;
        let after = replace_impl(&from_impl[len..]);
        let fallible = match before {
            [] => None,
            [path @ .., TokenTree::Ident(name), TokenTree::Punct(_)]
                if name.to_string().ends_with("Result")
                    && position_outside_generics(path, is_unclosed) == path.len() =>
            {
                Some(quote!(#(#before)* _ #after))
            }
            _ => return Err(unexpected()),
        };
        Ok(ReturnType {
            fallible,
            paginator,
        })
    }
}

/// Returns whether the tokens begin with a `<` that is not closed.
fn is_unclosed(tokens: &[TokenTree]) -> bool {
    is_punct(&tokens[0], '<') && !is_punct(&tokens[generics_len(tokens) - 1], '>')
}

/// Replaces each `impl Trait` by `_`, for the type of a variable.
fn replace_impl(tokens: &[TokenTree]) -> TokenStream {
    let mut replaced = TokenStream::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            token if is_ident(token, "impl") => {
                Token![_](token.span()).to_tokens(&mut replaced);
                at += position_outside_generics(&tokens[at..], |tokens| {
                    is_punct(&tokens[0], ',') || is_punct(&tokens[0], '>')
                });
                continue;
            }
            TokenTree::Group(tuple) => {
                let inner: Vec<TokenTree> = tuple.stream().into_iter().collect();
                let inner = replace_impl(&inner);
                let mut group = Group::new(tuple.delimiter(), inner);
                group.set_span(tuple.span());
                replaced.append(group);
            }
            token => token.to_tokens(&mut replaced),
        }
        at += 1;
    }
    replaced
}

/// Returns what to write instead of a return type that is not accepted.
fn help(function: &Function, return_type: &[TokenTree]) -> String {
    let name = &function.name;
    if !contains(return_type, |word| word == "Paginator") {
        String::new()
    } else if contains(return_type, |word| word.ends_with("Future")) && !function.is_async {
        format!(": make the function `async`, like `async fn {name}(…) -> impl Paginator<…>`")
    } else if contains(return_type, |word| word == "dyn") {
        format!(": return `impl Paginator<…>`, and box the paginator that `{name}` returns")
    } else if is_group(&return_type[0], Delimiter::Parenthesis) {
        ": write one function per paginator".into()
    } else if is_ident(&return_type[0], "impl") {
        String::new()
    } else {
        ": write `Result<impl Paginator<…>, …>`, or an alias whose name ends with `Result`".into()
    }
}

/// Returns whether an identifier matches, even within groups.
fn contains(tokens: &[TokenTree], matches: fn(&str) -> bool) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Ident(ident) => matches(&ident.to_string()),
        TokenTree::Group(group) => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            contains(&inner, matches)
        }
        _ => false,
    })
}

impl PaginatorBound {
    pub(crate) fn item(&self) -> Option<&DeclaredType> {
        self.associated_type("Item")
    }

    pub(crate) fn error(&self) -> Option<&DeclaredType> {
        self.associated_type("Error")
    }

    /// Returns the declared types of a paginator, `()` for those that are not declared.
    pub(crate) fn page_item_token_error(&self) -> [TokenStream; 4] {
        ["Page", "Item", "Token", "Error"].map(|name| {
            let declared = self.associated_type(name);
            declared.map_or_else(|| quote!(()), ToTokens::to_token_stream)
        })
    }

    fn associated_type(&self, name: &str) -> Option<&DeclaredType> {
        let mut types = self.associated_types.iter();
        let (_, declared) = types.find(|(declared, _)| declared == name)?;
        Some(declared)
    }
}

impl DeclaredType {
    /// Returns the span of the last name of a path, such as `Error` of `io::Error`, or else of the first token.
    pub(crate) fn span(&self) -> Span {
        let DeclaredType(tokens) = self;
        let mut last_name = None;
        let path_len = position_outside_generics(tokens, |tokens| match &tokens[0] {
            TokenTree::Ident(name) => {
                last_name = Some(name.span());
                false
            }
            token => !is_punct(token, ':') && !is_punct(token, '<'),
        });
        let first = || tokens.first().map_or_else(Span::call_site, TokenTree::span);
        last_name
            .filter(|_| path_len == tokens.len())
            .unwrap_or_else(first)
    }
}

impl ToTokens for DeclaredType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.0);
    }
}

/// Parses `impl A + Paginator<…> + use<…>`, and returns the bound and the number of tokens of the whole type.
pub(crate) fn parse_impl_paginator(tokens: &[TokenTree]) -> Option<(PaginatorBound, usize)> {
    if !tokens.first().is_some_and(|token| is_ident(token, "impl")) {
        return None;
    }
    let mut found = None;
    let end = position_outside_generics(tokens, |tokens| match tokens {
        [TokenTree::Ident(word), rest @ ..] => match word.to_string().as_str() {
            "Paginator" => {
                found = found.take().or_else(|| Some((word.clone(), rest)));
                false
            }
            "for" => !rest.first().is_some_and(|token| is_punct(token, '<')),
            word => word == "where",
        },
        [token, ..] => is_block(token) || [',', ';', '>'].iter().any(|char| is_punct(token, *char)),
        [] => true,
    });
    let (name, rest) = found?;
    let arguments = match rest {
        [first, ..] if is_punct(first, '<') => rest.get(1..generics_len(rest) - 1),
        _ => None,
    };
    let associated_types = parse_associated_types(arguments.unwrap_or_default());
    let bound = PaginatorBound {
        name,
        associated_types,
    };
    Some((bound, end))
}

/// Parses `A, Name = T, Other = U`.
fn parse_associated_types(mut arguments: &[TokenTree]) -> Vec<(String, DeclaredType)> {
    let mut associated_types = Vec::new();
    while !arguments.is_empty() {
        let comma = position_outside_generics(arguments, |tokens| is_punct(&tokens[0], ','));
        if let [TokenTree::Ident(name), equals, declared @ ..] = &arguments[..comma] {
            if is_punct(equals, '=') {
                let declared = DeclaredType(declared.to_vec());
                associated_types.push((name.to_string(), declared));
            }
        }
        arguments = arguments.get(comma + 1..).unwrap_or_default();
    }
    associated_types
}
