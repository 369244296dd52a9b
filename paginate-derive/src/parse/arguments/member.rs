use std::fmt;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Error, Ident, LitStr, Result};

use crate::span::mixed_site_at;

/// A member of a struct or of a tuple, or what a getter returns.
#[derive(Clone)]
pub(crate) enum Member {
    Name(Ident),
    Index(Literal),
    /// `name()`
    Getter(Ident),
}

impl Member {
    /// Parses one member in a string. Its span is that of the whole string, because stable Rust has no spans within a
    /// literal.
    pub(crate) fn parse(member: &str, literal: &LitStr) -> Result<Self> {
        let member = member.trim();
        if let Some(name) = member.strip_suffix("()") {
            return parse_name_in(name, literal).map(Member::Getter);
        }
        if !member.starts_with(|first: char| first.is_ascii_digit()) {
            return parse_name_in(member, literal).map(Member::Name);
        }
        match member.parse() {
            Ok(index) if is_index(member) => {
                let mut index = Literal::usize_unsuffixed(index);
                index.set_span(literal.span());
                Ok(Member::Index(index))
            }
            _ => Err(not_a_member(member, literal)),
        }
    }

    pub(crate) fn is_getter(&self) -> bool {
        matches!(self, Member::Getter(_))
    }
}

/// Returns whether a number is the index of a tuple member, which has no leading zero.
fn is_index(number: &str) -> bool {
    number == "0" || !number.starts_with('0')
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Member::Name(name), Member::Name(other))
            | (Member::Getter(name), Member::Getter(other)) => name == other,
            (Member::Index(index), Member::Index(other)) => index.to_string() == other.to_string(),
            _ => false,
        }
    }
}

impl ToTokens for Member {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Member::Name(name) => name.to_tokens(tokens),
            Member::Index(index) => tokens.append(index.clone()),
            Member::Getter(name) => {
                tokens.extend(quote_spanned!(mixed_site_at(name.span())=> #name()));
            }
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Member::Name(name) => name.fmt(f),
            Member::Index(index) => index.fmt(f),
            Member::Getter(name) => write!(f, "{name}()"),
        }
    }
}

/// Parses a single name.
pub(crate) fn parse_name(literal: &LitStr) -> Result<Ident> {
    parse_name_in(&literal.value(), literal)
}

/// Parses the name of a member, which may be a keyword, and returns its setter.
pub(crate) fn parse_setter(literal: &LitStr) -> Result<Ident> {
    let value = literal.value();
    if is_identifier(&value) {
        if let Ok(member) = Ident::parse_any.parse_str(&value) {
            return Ok(Ident::new(&setter(&member).to_string(), literal.span()));
        }
    }
    parse_name(literal).map(|member| setter(&member))
}

/// Returns the setter of a member: `set_marker` for `marker`, and `set_type` for `r#type`.
pub(crate) fn setter(member: &Ident) -> Ident {
    quote::format_ident!("set_{}", member.unraw(), span = member.span())
}

fn parse_name_in(name: &str, literal: &LitStr) -> Result<Ident> {
    let name = name.trim();
    if is_identifier(name) {
        if let Ok(mut ident) = syn::parse_str::<Ident>(name) {
            ident.set_span(literal.span());
            return Ok(ident);
        }
    }
    Err(not_a_member(name, literal))
}

fn not_a_member(name: &str, literal: &LitStr) -> Error {
    let whole = literal.value();
    let context = if whole == name {
        String::new()
    } else {
        format!(" in `{whole}`")
    };
    let message = if name.is_empty() {
        format!("expected the name of a member, like `next_token`, found an empty string{context}")
    } else if let Some(method) = name.strip_suffix("()") {
        format!(
            "expected the name of a member, found the method call `{name}`{context}: write `{method}`, because only a path into the response can call a method"
        )
    } else if name.ends_with(')') {
        format!(
            "expected the name of a member, found the method call `{name}`{context}: call a method with arguments in a closure, like `|page| page.{name}`"
        )
    } else if is_identifier(name) && is_identifier(&format!("r#{name}")) {
        format!("expected the name of a member, found keyword `{name}`{context}: write `r#{name}`")
    } else {
        format!("expected the name of a member, like `next_token`, found `{name}`{context}")
    };
    Error::new(literal.span(), message)
}

/// Returns whether a word is an identifier or a keyword.
///
/// A string is checked before it is parsed, because rustc reports an error of its own for a string that is not a token.
pub(crate) fn is_identifier(word: &str) -> bool {
    let name = match word.strip_prefix("r#") {
        Some("_" | "crate" | "self" | "Self" | "super") => return false,
        Some(name) => name,
        None => word,
    };
    let is_letter = |letter: char| letter == '_' || letter.is_alphabetic();
    name.starts_with(is_letter) && name.chars().all(|c| is_letter(c) || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_identifier;

    #[test]
    fn is_identifier_rejects_other_tokens_and_text() {
        for word in ["a", "_", "_a", "a1", "type", "r#type", "self", "größe"] {
            assert!(is_identifier(word), "{word}");
        }
        for word in [
            "", "1", "1a", "0x", "it's", "'a", "\"", "a\"", "/*", "a/*", "a b", "a\\", "😀", "a\0",
            "r#", "r#1", "r##a", "r#self", "r#_", "#a", "a-b", "a²",
        ] {
            assert!(!is_identifier(word), "{word}");
        }
    }
}
