use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Result, Token, bracketed, token};

use crate::crate_path::CratePath;
use crate::tokens::{closure_width, text};

/// The value of an argument, as it is written.
pub(crate) enum Value {
    /// `"next_token"`
    Text(LitStr),
    /// `["key_marker", "version_id_marker"]`: at least one
    List(Vec<LitStr>),
    /// `|page| …`
    Closure(Closure),
    /// `my::paginate_core`
    Path(CratePath),
}

/// A closure of the user's. It is not looked into, only made to own what it captures: it outlives
/// the function.
pub(crate) struct Closure {
    asyncness: Option<Token![async]>,
    movement: Token![move],
    rest: TokenStream,
}

impl Value {
    /// Reads a value, `None` if what stands there is none.
    pub(crate) fn parse(input: ParseStream) -> Result<Option<Self>> {
        let value = if input.peek(LitStr) {
            Value::Text(input.parse()?)
        } else if input.peek(token::Bracket) {
            Value::List(list(input)?)
        } else if input.peek(Token![|]) || input.peek(Token![move]) || input.peek(Token![async]) {
            Value::Closure(closure(input)?)
        } else {
            match input.parse() {
                Ok(path) => Value::Path(path),
                Err(_) => return Ok(None),
            }
        };
        Ok(Some(value))
    }

    /// The value as an error message names it.
    pub(crate) fn found(&self) -> String {
        let tokens = match self {
            Value::Text(literal) => literal.to_token_stream(),
            Value::List(literals) => quote!([#(#literals),*]),
            Value::Closure(_) => return "a closure".into(),
            Value::Path(path) => path.to_token_stream(),
        };
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        format!("`{}`", text(&tokens))
    }

    pub(crate) fn span(&self) -> Span {
        match self {
            Value::Text(literal) => literal.span(),
            Value::List(literals) => literals.first().map_or_else(Span::call_site, LitStr::span),
            Value::Closure(closure) => closure.span(),
            Value::Path(path) => path.span(),
        }
    }
}

impl Closure {
    pub(crate) fn span(&self) -> Span {
        self.movement.span
    }
}

impl ToTokens for Closure {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Closure {
            asyncness,
            movement,
            rest,
        } = self;
        tokens.extend(quote!(#asyncness #movement #rest));
    }
}

fn list(input: ParseStream) -> Result<Vec<LitStr>> {
    let content;
    let bracket = bracketed!(content in input);
    let literals = content.call(Punctuated::<LitStr, Token![,]>::parse_terminated);
    // What follows a mistake has nothing to add to it.
    content.parse::<TokenStream>()?;
    match literals {
        Ok(literals) if literals.is_empty() => Err(Error::new(
            bracket.span.join(),
            "an empty list names nothing",
        )),
        Ok(literals) => Ok(literals.into_iter().collect()),
        Err(mistake) => Err(Error::new(
            mistake.span(),
            "expected a string, like those of `[\"contents\", \"common_prefixes\"]`",
        )),
    }
}

fn closure(input: ParseStream) -> Result<Closure> {
    let asyncness = input.parse()?;
    let movement: Option<Token![move]> = input.parse()?;
    if !input.peek(Token![|]) {
        return Err(input.error("expected a closure, like `|page| …`"));
    }
    let movement = movement.unwrap_or_else(|| Token![move](input.span()));
    let following: Vec<TokenTree> = input.fork().parse::<TokenStream>()?.into_iter().collect();
    let rest = (0..closure_width(&following))
        .map(|_| input.parse::<TokenTree>())
        .collect::<Result<_>>()?;
    Ok(Closure {
        asyncness,
        movement,
        rest,
    })
}
