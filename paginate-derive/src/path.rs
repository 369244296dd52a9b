use std::fmt;

use proc_macro2::Span;
use quote::format_ident;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Error, Ident, LitStr, Result};

/// The path of a value in a response, which is read by reference: `a.b[-1].c`.
pub(crate) struct Path {
    pub(crate) first: Ident,
    pub(crate) rest: Vec<Segment>,
}

pub(crate) enum Segment {
    /// `.name`
    Member(Ident),
    /// `[-1]`
    LastElement,
}

/// Paths of which the first that is present is read: `a || b`.
pub(crate) struct Alternatives(pub(crate) Vec<Path>);

/// The path of a value that is moved out of a response: `a.b`. It has at least one name.
pub(crate) struct MemberPath(pub(crate) Vec<Ident>);

impl Alternatives {
    pub(crate) fn parse(literal: &LitStr) -> Result<Self> {
        let text = literal.value();
        let paths = text.split("||").map(|path| Path::parse_part(path, literal));
        Ok(Alternatives(paths.collect::<Result<_>>()?))
    }
}

impl Path {
    pub(crate) fn parse(literal: &LitStr) -> Result<Self> {
        Self::parse_part(&literal.value(), literal)
    }

    /// Returns the first member, if the value is a member of it.
    pub(crate) fn outer_member(&self) -> Option<&Ident> {
        matches!(self.rest.first(), Some(Segment::Member(_))).then_some(&self.first)
    }

    fn parse_part(path: &str, literal: &LitStr) -> Result<Self> {
        let mut parts = path
            .trim()
            .split('.')
            .map(|part| part.split_at(part.find('[').unwrap_or(part.len())));
        let (first, indices) = parts.next().unwrap_or_default();
        let first = parse_name_in(first, literal)?;
        let mut rest = parse_indices(indices, literal)?;
        for (member, indices) in parts {
            rest.push(Segment::Member(parse_name_in(member, literal)?));
            rest.append(&mut parse_indices(indices, literal)?);
        }
        Ok(Path { first, rest })
    }
}

/// Parses any number of `[-1]`.
fn parse_indices(mut indices: &str, literal: &LitStr) -> Result<Vec<Segment>> {
    let mut segments = Vec::new();
    while !indices.is_empty() {
        indices = indices.strip_prefix("[-1]").ok_or_else(|| {
            let message =
                format!("expected `[-1]` for the last element of a list, found `{indices}`");
            Error::new(literal.span(), message)
        })?;
        segments.push(Segment::LastElement);
    }
    Ok(segments)
}

impl From<Ident> for Alternatives {
    fn from(member: Ident) -> Self {
        Alternatives(vec![Path {
            first: member,
            rest: Vec::new(),
        }])
    }
}

impl MemberPath {
    pub(crate) fn span(&self) -> Span {
        self.0.first().map_or_else(Span::call_site, Ident::span)
    }

    /// Returns the first member, if the value is a member of it.
    pub(crate) fn outer_member(&self) -> Option<&Ident> {
        match self.0.as_slice() {
            [first, _, ..] => Some(first),
            _ => None,
        }
    }

    pub(crate) fn starts_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    pub(crate) fn parse(literal: &LitStr) -> Result<Self> {
        let text = literal.value();
        let members = text.split('.').map(|member| parse_name_in(member, literal));
        Ok(MemberPath(members.collect::<Result<_>>()?))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        self.rest.iter().try_for_each(|segment| match segment {
            Segment::Member(name) => write!(f, ".{name}"),
            Segment::LastElement => f.write_str("[-1]"),
        })
    }
}

impl fmt::Display for MemberPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.0.iter().map(Ident::to_string).collect();
        f.write_str(&names.join("."))
    }
}

/// Returns the setter of a member: `set_marker` for `marker`, and `set_type` for `r#type`.
pub(crate) fn setter(member: &Ident) -> Ident {
    format_ident!("set_{}", member.unraw(), span = member.span())
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

/// Parses a single name.
pub(crate) fn parse_name(literal: &LitStr) -> Result<Ident> {
    parse_name_in(&literal.value(), literal)
}

/// Parses one name in a string. Its span is that of the whole string, because stable Rust has no spans within a literal.
fn parse_name_in(name: &str, literal: &LitStr) -> Result<Ident> {
    let name = name.trim();
    if is_identifier(name) {
        if let Ok(mut ident) = syn::parse_str::<Ident>(name) {
            ident.set_span(literal.span());
            return Ok(ident);
        }
    }
    let whole = literal.value();
    let context = if whole == name {
        String::new()
    } else {
        format!(" in `{whole}`")
    };
    let message = if name.is_empty() {
        format!("expected the name of a member, like `next_token`, found an empty string{context}")
    } else if is_identifier(name) && is_identifier(&format!("r#{name}")) {
        format!("expected the name of a member, found keyword `{name}`{context}: write `r#{name}`")
    } else {
        format!("expected the name of a member, like `next_token`, found `{name}`{context}")
    };
    Err(Error::new(literal.span(), message))
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
