use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::{Error, LitInt, LitStr, Result, Token, bracketed, token};

use crate::errors::Errors;
use crate::parse::arguments::closure::Closure;
use crate::parse::arguments::crate_path::CratePath;
use crate::parse::arguments::source::{Source, is_list};
use crate::tokens::display::{display_next_token, display_tokens};
use crate::tokens::without_completion_marker;

/// The value of an argument.
pub(crate) enum Value {
    /// `"next_token"`, or without quotes `next_token`, `edges[].node` or `0`
    Source(Source),
    /// `["key_marker", "version_id_marker"]`, with at least one source
    List(Vec<Source>),
    /// `-1`
    Negative(LitInt),
    /// `|page| …`
    Closure(Closure),
    /// `my_sdk::paginate_core`
    Path(CratePath),
}

/// A value that is parsed from one or more sources, or a closure.
pub(crate) enum StringOrClosure<T> {
    String(T, Span),
    Closure(Closure),
}

impl Value {
    /// Parses a value, or returns `None` if the input begins with none.
    pub(crate) fn parse(input: ParseStream) -> Result<Option<Self>> {
        if input.peek(LitStr) {
            return Ok(Some(Value::Source(input.parse::<LitStr>()?.into())));
        }
        if input.peek(Token![-]) && input.peek(LitInt) {
            return Ok(Some(Value::Negative(input.parse()?)));
        }
        if input.peek(Token![|]) || input.peek(Token![move]) || input.peek(Token![async]) {
            return Ok(Some(Value::Closure(Closure::parse(input)?)));
        }
        if input.peek(token::Bracket) && is_list(input) {
            return Ok(Some(Value::List(parse_list(input)?)));
        }
        let ahead = input.fork();
        match Source::parse_unquoted(&ahead)? {
            Some(source) if !ahead.peek(Token![::]) => {
                input.advance_to(&ahead);
                Ok(Some(Value::Source(source)))
            }
            _ => Ok(input.parse().ok().map(Value::Path)),
        }
    }

    pub(crate) fn string<T>(
        self,
        expected: &str,
        parse: fn(&mut Source) -> Result<T>,
    ) -> Result<T> {
        match self {
            Value::Source(mut source) => parse(&mut source),
            value => Err(value.unexpected(expected)),
        }
    }

    /// Parses one or more sources, and returns the errors of all of them.
    pub(crate) fn strings<T>(
        self,
        expected: &str,
        parse: fn(&mut Source) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut sources = match self {
            Value::Source(source) => vec![source],
            Value::List(sources) => sources,
            value => return Err(value.unexpected(expected)),
        };
        let mut errors = Errors::default();
        let parsed = sources
            .iter_mut()
            .filter_map(|source| errors.ok(parse(source)));
        let parsed = parsed.collect();
        errors.or(parsed)
    }

    pub(crate) fn string_or_closure<T>(
        self,
        expected: &str,
        parse: fn(&mut Source) -> Result<T>,
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
        parse: fn(&mut Source) -> Result<T>,
    ) -> Result<StringOrClosure<Vec<T>>> {
        let span = self.span();
        Ok(match self {
            Value::Closure(closure) => StringOrClosure::Closure(closure),
            value => StringOrClosure::String(value.strings(expected, parse)?, span),
        })
    }

    pub(crate) fn integer(self, expected: &str) -> Result<LitInt> {
        let literal = match self {
            Value::Negative(literal) => return Ok(literal),
            Value::Source(ref source) => syn::parse2(source.to_token_stream()).ok(),
            _ => None,
        };
        literal.ok_or_else(|| self.unexpected(expected))
    }

    pub(crate) fn closure(self, expected: &str) -> Result<Closure> {
        match self {
            Value::Closure(closure) => Ok(closure),
            value => Err(value.unexpected(expected)),
        }
    }

    pub(crate) fn crate_path(self, expected: &str) -> Result<CratePath> {
        let path = match self {
            Value::Path(path) => return Ok(path),
            Value::Source(ref source) => CratePath::parse_source(source),
            _ => None,
        };
        path.ok_or_else(|| self.unexpected(expected))
    }

    /// Returns the error for a value that the argument does not accept.
    fn unexpected(&self, expected: &str) -> Error {
        let found = match self {
            Value::Source(source) => source.to_token_stream(),
            Value::List(sources) => quote!([#(#sources),*]),
            Value::Negative(literal) => literal.to_token_stream(),
            Value::Path(path) => path.to_token_stream(),
            Value::Closure(_) => TokenStream::new(),
        };
        let found: Vec<TokenTree> = found.into_iter().collect();
        let found = match found.as_slice() {
            [] => "a closure".into(),
            found => format!("`{}`", without_completion_marker(&display_tokens(found))),
        };
        let message = format!("expected {expected}, found {found}");
        match self {
            Value::Source(source) => source.error(&message),
            value => Error::new(value.span(), message),
        }
    }

    fn span(&self) -> Span {
        match self {
            Value::Source(source) => source.span(),
            Value::List(sources) => sources.first().map_or_else(Span::call_site, Source::span),
            Value::Negative(literal) => literal.span(),
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

/// Parses `["a", "b"]`, whose elements may be written without quotes. After an error the rest of the list is skipped.
fn parse_list(input: ParseStream) -> Result<Vec<Source>> {
    let content;
    bracketed!(content in input);
    let mut sources = Vec::new();
    let result = loop {
        if content.is_empty() {
            break Ok(());
        }
        if content.peek(LitStr) {
            sources.push(content.parse::<LitStr>()?.into());
        } else if let Some(source) = Source::parse_unquoted(&content)? {
            sources.push(source);
        } else {
            break unexpected_token(&content, "a string");
        }
        if !content.is_empty() && content.parse::<Token![,]>().is_err() {
            break unexpected_token(&content, "`,`");
        }
    };
    content.parse::<TokenStream>()?;
    result?;
    Ok(sources)
}

/// Returns the error for the next token of a list of strings.
fn unexpected_token(content: ParseStream, expected: &str) -> Result<()> {
    let found = display_next_token(content);
    Err(content.error(format_args!(
        "expected {expected}, found {found}: write a list of strings, like `[\"contents\", \"common_prefixes\"]`"
    )))
}
