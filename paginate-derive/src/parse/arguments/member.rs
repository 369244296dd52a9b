use std::fmt;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Error, Ident, Result};

use crate::parse::arguments::source::Source;
use crate::span::mixed_site_at;
use crate::tokens::without_completion_marker;

/// A member of a struct or of a tuple, or what a getter returns.
#[derive(Clone)]
pub(crate) enum Member {
    Name(Ident),
    Index(Literal),
    /// `name()`
    Getter(Ident),
}

impl Member {
    /// Parses one member in a path. In a string, its span is that of the whole string, because stable Rust has no spans within
    /// a literal.
    pub(crate) fn parse(member: &str, source: &mut Source) -> Result<Self> {
        let member = member.trim();
        if let Some(name) = member.strip_suffix("()") {
            return parse_name_in(name, source).map(Member::Getter);
        }
        if !member.starts_with(|first: char| first.is_ascii_digit()) {
            return parse_name_in(member, source).map(Member::Name);
        }
        match member.parse() {
            Ok(index) if is_index(member) => Ok(Member::Index(source.take_index(index))),
            _ => Err(not_a_member(member, source)),
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
pub(crate) fn parse_name(source: &mut Source) -> Result<Ident> {
    let name = source.text().to_owned();
    parse_name_in(&name, source)
}

/// Parses the name of a member, which may be a keyword, and returns its setter. The name of the setter itself, such as
/// `set_marker`, is what an editor completes.
pub(crate) fn parse_setter(source: &mut Source) -> Result<Ident> {
    let name = source.text().to_owned();
    let keyword = || Ident::parse_any.parse_str(&name).ok();
    let member = match is_identifier(&name).then(keyword).flatten() {
        Some(keyword) => source.take_name(keyword),
        None => parse_name_in(&name, source)?,
    };
    let is_setter = name.starts_with("set_");
    Ok(if is_setter { member } else { setter(&member) })
}

/// Returns the setter of a member: `set_marker` for `marker`, and `set_type` for `r#type`.
pub(crate) fn setter(member: &Ident) -> Ident {
    quote::format_ident!("set_{}", member.unraw(), span = member.span())
}

/// Returns the getter for a setter: `get_limit` for `set_limit`.
pub(crate) fn getter(setter: &Ident) -> Ident {
    let name = setter.to_string();
    // Only the setter is completed.
    let name = without_completion_marker(&name);
    let member = name.strip_prefix("set_").unwrap_or(&name);
    quote::format_ident!("get_{member}", span = setter.span())
}

fn parse_name_in(name: &str, source: &mut Source) -> Result<Ident> {
    let name = name.trim();
    if is_identifier(name) {
        if let Ok(ident) = syn::parse_str::<Ident>(name) {
            return Ok(source.take_name(ident));
        }
    }
    Err(not_a_member(name, source))
}

fn not_a_member(name: &str, source: &Source) -> Error {
    let whole = source.text();
    let context = if whole == name {
        String::new()
    } else {
        format!(" in `{whole}`")
    };
    let message = if name.is_empty() && (source.is_quoted() || context.is_empty()) {
        format!("expected the name of a member, like `next_token`, found an empty string{context}")
    } else if name.is_empty() {
        format!("expected the name of a member, like `next_token`, found nothing{context}")
    } else if name == "[]" && !source.is_quoted() {
        "expected at least one string, found an empty list".into()
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
    source.error(&message)
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
