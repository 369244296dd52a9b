use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::{
    Error, GenericArgument, PathArguments, PathSegment, Result, Token, Type, TypeParamBound,
};

use crate::function::Function;

const EXPECTED: &str = "expected `impl Paginator<Item = …, Error = …>` or a `Result` of it";

/// What the annotated function returns, which says what it lists.
pub(crate) struct Returns {
    /// `Result<_, E>` for a `Result<impl Paginator<…>, E>`.
    pub(crate) fallible: Option<TokenStream>,
    /// `Paginator<…>`.
    pub(crate) paginator: PathSegment,
}

impl Returns {
    pub(crate) fn parse(function: &Function) -> Result<Self> {
        let Function { name, output, .. } = function;
        if output.is_empty() {
            return Err(Error::new(
                name.span(),
                format_args!("`{name}` returns nothing, {EXPECTED}"),
            ));
        }
        let read = |input: ParseStream| {
            let mut before = Vec::new();
            while !input.is_empty() && !input.peek(Token![impl]) {
                before.push(input.parse::<TokenTree>()?);
            }
            let paginator = impl_paginator(input)?;
            let after: TokenStream = input.parse()?;
            let fallible = match before.as_slice() {
                [] => None,
                [.., TokenTree::Ident(name), TokenTree::Punct(_)]
                    if name.to_string().ends_with("Result") =>
                {
                    Some(quote!(#(#before)* _ #after))
                }
                _ => return Ok(None),
            };
            Ok(paginator.map(|paginator| Returns {
                fallible,
                paginator,
            }))
        };
        read.parse2(output.clone())?
            .ok_or_else(|| Error::new_spanned(output, EXPECTED))
    }

    /// `T` of `impl Paginator<Name = T>`.
    pub(crate) fn associated(&self, name: &str) -> Option<&Type> {
        associated(&self.paginator, name)
    }
}

/// `T` of `Paginator<Name = T>`.
pub(crate) fn associated<'a>(paginator: &'a PathSegment, name: &str) -> Option<&'a Type> {
    let PathArguments::AngleBracketed(arguments) = &paginator.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(associated) if associated.ident == name => Some(&associated.ty),
        _ => None,
    })
}

/// Reads `impl A + B + use<…>` and finds the bound that is a `Paginator`.
pub(crate) fn impl_paginator(input: ParseStream) -> Result<Option<PathSegment>> {
    let mut paginator = None;
    if input.parse::<Option<Token![impl]>>()?.is_none() {
        return Ok(None);
    }
    loop {
        if input.peek(Token![use]) {
            skip_captures(input)?;
        } else if let TypeParamBound::Trait(bound) = input.parse()? {
            paginator = paginator.or(bound
                .path
                .segments
                .into_iter()
                .next_back()
                .filter(|name| name.ident == "Paginator"));
        }
        if input.parse::<Option<Token![+]>>()?.is_none() {
            return Ok(paginator);
        }
    }
}

/// `use<'a, T>`, which syn reads only when it is built in full.
fn skip_captures(input: ParseStream) -> Result<()> {
    input.parse::<Token![use]>()?;
    while input.parse::<Option<Token![>]>>()?.is_none() {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
