use std::slice;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::{Error, LitInt, LitStr, Result, Token, bracketed, token};

use crate::errors::Errors;
use crate::parse::arguments::closure::Closure;
use crate::parse::arguments::crate_path::CratePath;
use crate::tokens::display::{display_next_token, display_tokens};

/// The value of an argument.
pub(crate) enum Value {
    /// `"next_token"`
    String(LitStr),
    /// `["key_marker", "version_id_marker"]`, with at least one string
    List(Vec<LitStr>),
    /// `0`
    Integer(LitInt),
    /// `|page| …`
    Closure(Closure),
    /// `my_sdk::paginate_core`
    Path(CratePath),
}

/// A value that is parsed from one or more strings, or a closure.
pub(crate) enum StringOrClosure<T> {
    String(T, Span),
    Closure(Closure),
}

impl Value {
    /// Parses a value, or returns `None` if the input begins with none.
    pub(crate) fn parse(input: ParseStream) -> Result<Option<Self>> {
        let value = if input.peek(LitStr) {
            Value::String(input.parse()?)
        } else if input.peek(LitInt) {
            Value::Integer(input.parse()?)
        } else if input.peek(token::Bracket) {
            Value::List(parse_list(input)?)
        } else if input.peek(Token![|]) || input.peek(Token![move]) || input.peek(Token![async]) {
            Value::Closure(Closure::parse(input)?)
        } else {
            match input.parse() {
                Ok(path) => Value::Path(path),
                Err(_) => return Ok(None),
            }
        };
        Ok(Some(value))
    }

    pub(crate) fn string<T>(self, expected: &str, parse: fn(&LitStr) -> Result<T>) -> Result<T> {
        match &self {
            Value::String(literal) => parse(literal),
            _ => Err(self.unexpected(expected)),
        }
    }

    /// Parses one or more strings, and returns the errors of all of them.
    pub(crate) fn strings<T>(
        self,
        expected: &str,
        parse: fn(&LitStr) -> Result<T>,
    ) -> Result<Vec<T>> {
        let literals = match &self {
            Value::String(literal) => slice::from_ref(literal),
            Value::List(literals) => literals,
            _ => return Err(self.unexpected(expected)),
        };
        let mut errors = Errors::default();
        let parsed = literals
            .iter()
            .filter_map(|literal| errors.ok(parse(literal)));
        let parsed = parsed.collect();
        errors.or(parsed)
    }

    pub(crate) fn string_or_closure<T>(
        self,
        expected: &str,
        parse: fn(&LitStr) -> Result<T>,
    ) -> Result<StringOrClosure<T>> {
        let span = self.span();
        Ok(match self {
            Value::Closure(closure) => StringOrClosure::Closure(closure),
            value => StringOrClosure::String(value.string(expected, parse)?, span),
        })
    }

    pub(crate) fn strings_or_closure<T>(
        self,
        expected: &str,
        parse: fn(&LitStr) -> Result<T>,
    ) -> Result<StringOrClosure<Vec<T>>> {
        let span = self.span();
        Ok(match self {
            Value::Closure(closure) => StringOrClosure::Closure(closure),
            value => StringOrClosure::String(value.strings(expected, parse)?, span),
        })
    }

    pub(crate) fn integer(self, expected: &str) -> Result<LitInt> {
        match self {
            Value::Integer(literal) => Ok(literal),
            value => Err(value.unexpected(expected)),
        }
    }

    pub(crate) fn crate_path(self, expected: &str) -> Result<CratePath> {
        let path = match self {
            Value::Path(path) => return Ok(path),
            Value::String(ref literal) => CratePath::parse_string(literal),
            _ => None,
        };
        path.ok_or_else(|| self.unexpected(expected))
    }

    /// Returns the error for a value that the argument does not accept.
    fn unexpected(&self, expected: &str) -> Error {
        let found = match self {
            Value::String(literal) => literal.to_token_stream(),
            Value::List(literals) => quote!([#(#literals),*]),
            Value::Integer(literal) => literal.to_token_stream(),
            Value::Path(path) => path.to_token_stream(),
            Value::Closure(_) => TokenStream::new(),
        };
        let found: Vec<TokenTree> = found.into_iter().collect();
        let found = match found.as_slice() {
            [] => "a closure".into(),
            found => format!("`{}`", display_tokens(found)),
        };
        Error::new(
            self.span(),
            format_args!("expected {expected}, found {found}"),
        )
    }

    fn span(&self) -> Span {
        match self {
            Value::String(literal) => literal.span(),
            Value::List(literals) => literals.first().map_or_else(Span::call_site, LitStr::span),
            Value::Integer(literal) => literal.span(),
            Value::Closure(closure) => closure.span(),
            Value::Path(path) => path.span(),
        }
    }
}

impl<T> StringOrClosure<T> {
    pub(crate) fn span(&self) -> Span {
        match self {
            StringOrClosure::String(_, span) => *span,
            StringOrClosure::Closure(closure) => closure.span(),
        }
    }
}

/// Parses `["a", "b"]`. After an error the rest of the list is skipped.
fn parse_list(input: ParseStream) -> Result<Vec<LitStr>> {
    let content;
    let bracket = bracketed!(content in input);
    let mut literals = Vec::new();
    let result = loop {
        if content.is_empty() {
            break Ok(());
        }
        // A failed parse of another literal would consume it.
        if !content.peek(LitStr) {
            break unexpected_token(&content, "a string");
        }
        literals.push(content.parse()?);
        if !content.is_empty() && content.parse::<Token![,]>().is_err() {
            break unexpected_token(&content, "`,`");
        }
    };
    content.parse::<TokenStream>()?;
    result?;
    if literals.is_empty() {
        let message = "expected at least one string, found an empty list";
        return Err(Error::new(bracket.span.join(), message));
    }
    Ok(literals)
}

/// Returns the error for the next token of a list of strings.
fn unexpected_token(content: ParseStream, expected: &str) -> Result<()> {
    let found = display_next_token(content);
    Err(content.error(format_args!(
        "expected {expected}, found {found}: write a list of strings, like `[\"contents\", \"common_prefixes\"]`"
    )))
}
