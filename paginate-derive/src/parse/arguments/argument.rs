use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::{Error, Ident, Result, Token};

use crate::errors::Errors;
use crate::parse::arguments::closure::Closure;
use crate::parse::arguments::value::{StringOrClosure, Value};
use crate::tokens::display::display_tokens;
use crate::tokens::expression_end::expression_len;

/// An argument `key = value`.
#[derive(Default)]
pub(crate) enum Argument<T> {
    #[default]
    Absent,
    /// An error has been reported for the argument, so it is not reported as missing. The key is `None` if it is misspelt.
    Invalid {
        key: Option<Span>,
    },
    Valid {
        key: Span,
        value: T,
    },
}

impl<T> Argument<T> {
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Argument::Absent)
    }

    /// Returns the span of the key.
    pub(crate) fn key(&self) -> Option<Span> {
        match self {
            Argument::Absent => None,
            Argument::Invalid { key } => *key,
            Argument::Valid { key, .. } => Some(*key),
        }
    }

    pub(crate) fn value(self) -> Option<T> {
        match self {
            Argument::Valid { value, .. } => Some(value),
            Argument::Absent | Argument::Invalid { .. } => None,
        }
    }

    pub(crate) fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Argument::Valid { value, .. } => Some(value),
            Argument::Absent | Argument::Invalid { .. } => None,
        }
    }

    /// Notes that an error has been reported for a misspelt key, which was most likely meant to be this one.
    pub(crate) fn set_misspelt(&mut self) {
        if self.is_absent() {
            *self = Argument::Invalid { key: None };
        }
    }

    /// Parses `= value`, where `expected` says what the argument accepts. Returns an error if no value was parsed; other errors
    /// are reported to `errors`.
    pub(crate) fn parse(
        &mut self,
        expected: &str,
        name: &Ident,
        input: ParseStream,
        errors: &mut Errors,
        convert: fn(Value, &str) -> Result<T>,
    ) -> Result<()> {
        if let Some(first) = self.key() {
            let mut error = Error::new(name.span(), format_args!("duplicate argument `{name}`"));
            error.combine(Error::new(first, format_args!("first `{name}` is here")));
            return Err(error);
        }
        *self = Argument::Invalid {
            key: Some(name.span()),
        };
        let value = parse_value(expected, name, input)?;
        if let Some(value) = errors.ok(convert(value, expected)) {
            let key = name.span();
            *self = Argument::Valid { key, value };
        }
        Ok(())
    }
}

impl<T> Argument<StringOrClosure<T>> {
    pub(crate) fn closure_mut(&mut self) -> Option<&mut Closure> {
        match self {
            Argument::Valid {
                value: StringOrClosure::Closure(closure),
                ..
            } => Some(closure),
            _ => None,
        }
    }
}

fn parse_value(expected: &str, name: &Ident, input: ParseStream) -> Result<Value> {
    let missing = |span| Error::new(span, format_args!("expected {expected}"));
    let equals: Token![=] = input.parse().map_err(|_| missing(name.span()))?;
    if input.is_empty() || input.peek(Token![,]) {
        return Err(missing(equals.span));
    }
    let ahead = input.fork();
    let value = Value::parse(&ahead)?;
    match value {
        Some(value) if is_end_of_value(&ahead) => {
            input.advance_to(&ahead);
            Ok(value)
        }
        _ => {
            let found = parse_expression(input)?;
            let message = format!("expected {expected}, found `{}`", display_tokens(&found));
            Err(Error::new_spanned(quote!(#(#found)*), message))
        }
    }
}

/// Returns whether the next token does not belong to the value. Without a comma it belongs to the next argument, or is
/// a semicolon.
fn is_end_of_value(input: ParseStream) -> bool {
    input.is_empty()
        || input.peek(Token![,])
        || input.peek(Token![;])
        || input.peek(Ident::peek_any) && input.peek2(Token![=])
}

/// Parses the tokens up to the next comma outside of `::<…>`.
fn parse_expression(input: ParseStream) -> Result<Vec<TokenTree>> {
    let rest: Vec<TokenTree> = input.fork().parse::<TokenStream>()?.into_iter().collect();
    (0..expression_len(&rest)).map(|_| input.parse()).collect()
}
