use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::ParseStream;
use syn::{Result, Token};

use crate::span::mixed_site_at;
use crate::tokens::body::{mentions, replace_self};
use crate::tokens::display::display_next_token;
use crate::tokens::expression_end::{closure_len, closure_parameters_len};
use crate::tokens::{is_punct, position_outside_generics};

/// A closure as opaque tokens. It is made a `move` closure: it outlives the function, so it must own its captures.
pub(crate) struct Closure {
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) movability: Token![move],
    /// The parameters `|…|`.
    pub(crate) parameters: Vec<TokenTree>,
    /// The tokens after the parameters, which may begin with `-> T`.
    pub(crate) body: Vec<TokenTree>,
    /// Statements before the closure, which bind its own clones of the arguments of the function.
    bindings: TokenStream,
}

impl Closure {
    pub(crate) fn parse(input: ParseStream) -> Result<Self> {
        let asyncness = input.parse()?;
        let movability: Option<Token![move]> = input.parse()?;
        if !input.peek(Token![|]) {
            let found = display_next_token(input);
            return Err(input.error(format_args!(
                "expected a closure, like `|page| …`, found {found}"
            )));
        }
        let movability = movability.unwrap_or_else(|| Token![move](input.span()));
        let rest: Vec<TokenTree> = input.fork().parse::<TokenStream>()?.into_iter().collect();
        let mut parameters = (0..closure_len(&rest))
            .map(|_| input.parse::<TokenTree>())
            .collect::<Result<Vec<_>>>()?;
        let body = parameters.split_off(closure_parameters_len(&rest).min(parameters.len()));
        Ok(Closure {
            asyncness,
            movability,
            parameters,
            body,
            bindings: TokenStream::new(),
        })
    }

    /// Returns whether the closure may use a variable of the function.
    pub(crate) fn mentions(&self, variable: &str) -> bool {
        !mentions(&self.parameters, variable) && mentions(&self.body, variable)
    }

    /// Adds statements before the closure.
    pub(crate) fn bind(&mut self, statements: TokenStream) {
        self.bindings.extend(statements);
    }

    /// Replaces `self` in the closure by a variable.
    pub(crate) fn replace_self(&mut self, variable: &Ident) {
        self.body = replace_self(&self.body, variable).into_iter().collect();
    }

    /// Returns a closure with the statements before it.
    pub(crate) fn with_bindings(&self, closure: TokenStream) -> TokenStream {
        if self.bindings.is_empty() {
            return closure;
        }
        let bindings = &self.bindings;
        quote_spanned!(mixed_site_at(self.span())=> { #bindings #closure })
    }

    pub(crate) fn span(&self) -> Span {
        self.movability.span
    }

    pub(crate) fn parameter_count(&self) -> usize {
        let mut count = 0;
        let mut rest = self.parameters.get(1..).unwrap_or_default();
        while !rest.is_empty() && !is_punct(&rest[0], '|') {
            count += 1;
            let is_end =
                |tokens: &[TokenTree]| is_punct(&tokens[0], ',') || is_punct(&tokens[0], '|');
            let end = position_outside_generics(rest, is_end);
            rest = rest.get(end..).unwrap_or_default();
            if rest.first().is_some_and(|token| is_punct(token, ',')) {
                rest = &rest[1..];
            }
        }
        count
    }
}

impl ToTokens for Closure {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Closure {
            asyncness,
            movability,
            parameters,
            body,
            ..
        } = self;
        let closure = quote!(#asyncness #movability #(#parameters)* #(#body)*);
        tokens.extend(self.with_bindings(closure));
    }
}
