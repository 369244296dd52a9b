use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Result, Token};

use crate::parse::arguments::member::is_identifier;
use crate::parse::arguments::source::Source;

/// The path of paginate-core in the scope of the annotated function.
pub(crate) struct CratePath {
    leading_colon: Option<Token![::]>,
    names: Punctuated<Ident, Token![::]>,
}

impl Default for CratePath {
    fn default() -> Self {
        let mut names = Punctuated::new();
        names.push(Ident::new("paginate_core", Span::call_site()));
        CratePath {
            leading_colon: Some(<Token![::]>::default()),
            names,
        }
    }
}

impl CratePath {
    /// Parses a path, or returns `None` if the source is not one.
    pub(crate) fn parse_source(source: &Source) -> Option<Self> {
        if !source.is_quoted() {
            return syn::parse2(source.to_token_stream()).ok();
        }
        let path = source.text().trim();
        let mut names = path.strip_prefix("::").unwrap_or(path).split("::");
        if !names.all(|name| is_identifier(name.trim())) {
            return None;
        }
        syn::parse2::<LitStr>(source.to_token_stream())
            .ok()?
            .parse()
            .ok()
    }

    pub(crate) fn span(&self) -> Span {
        self.names.first().map_or_else(Span::call_site, Ident::span)
    }
}

impl Parse for CratePath {
    fn parse(input: ParseStream) -> Result<Self> {
        let name = |input: ParseStream| {
            if input.peek(Token![crate]) || input.peek(Token![self]) || input.peek(Token![super]) {
                input.call(Ident::parse_any)
            } else {
                input.parse()
            }
        };
        Ok(CratePath {
            leading_colon: input.parse()?,
            names: Punctuated::parse_separated_nonempty_with(input, name)?,
        })
    }
}

impl ToTokens for CratePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.leading_colon.to_tokens(tokens);
        self.names.to_tokens(tokens);
    }
}
