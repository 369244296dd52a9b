use std::fmt;

use proc_macro2::Span;
use quote::format_ident;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Error, Ident, LitStr, Result};

/// `a.b[-1].c`: the way from a response to one of its members.
pub(crate) struct Path {
    pub(crate) first: Ident,
    pub(crate) rest: Vec<Step>,
}

pub(crate) enum Step {
    /// `.name`
    Member(Ident),
    /// `[-1]`, the last element of a list
    Last,
}

/// `a || b`: the first of them that is present.
pub(crate) struct Choice(pub(crate) Vec<Path>);

/// `a.b`: the way to what is moved out of the response. It has at least one name.
pub(crate) struct Members(pub(crate) Vec<Ident>);

impl Choice {
    pub(crate) fn parse(literal: &LitStr) -> Result<Self> {
        let text = literal.value();
        let paths = text.split("||").map(|path| Path::parse_part(path, literal));
        Ok(Choice(paths.collect::<Result<_>>()?))
    }
}

impl Path {
    pub(crate) fn parse(literal: &LitStr) -> Result<Self> {
        Self::parse_part(&literal.value(), literal)
    }

    /// The member that holds what the path leads to, if that is a member of it.
    pub(crate) fn outer_member(&self) -> Option<&Ident> {
        matches!(self.rest.first(), Some(Step::Member(_))).then_some(&self.first)
    }

    fn parse_part(path: &str, literal: &LitStr) -> Result<Self> {
        let mut parts = path
            .trim()
            .split('.')
            .map(|part| part.split_at(part.find('[').unwrap_or(part.len())));
        let (first, indices) = parts.next().unwrap_or_default();
        let first = name_in(first, literal)?;
        let mut rest = last_elements(indices, literal)?;
        for (member, indices) in parts {
            rest.push(Step::Member(name_in(member, literal)?));
            rest.append(&mut last_elements(indices, literal)?);
        }
        Ok(Path { first, rest })
    }
}

/// Any number of `[-1]`.
fn last_elements(mut indices: &str, literal: &LitStr) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    while !indices.is_empty() {
        indices = indices.strip_prefix("[-1]").ok_or_else(|| {
            let message = format!("expected `[-1]`, the last element of a list, found `{indices}`");
            Error::new(literal.span(), message)
        })?;
        steps.push(Step::Last);
    }
    Ok(steps)
}

impl From<Ident> for Choice {
    fn from(member: Ident) -> Self {
        Choice(vec![Path {
            first: member,
            rest: Vec::new(),
        }])
    }
}

impl Members {
    pub(crate) fn span(&self) -> Span {
        self.0.first().map_or_else(Span::call_site, Ident::span)
    }

    /// The member that holds what the path leads to, if that is a member of it.
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
        let members = text.split('.').map(|member| name_in(member, literal));
        Ok(Members(members.collect::<Result<_>>()?))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        self.rest.iter().try_for_each(|step| match step {
            Step::Member(name) => write!(f, ".{name}"),
            Step::Last => f.write_str("[-1]"),
        })
    }
}

impl fmt::Display for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.0.iter().map(Ident::to_string).collect();
        f.write_str(&names.join("."))
    }
}

/// `set_marker` for `marker`, and `set_type` for `r#type`.
pub(crate) fn setter(member: &Ident) -> Ident {
    format_ident!("set_{}", member.unraw(), span = member.span())
}

/// The setter of the member that a string names, which may be a keyword.
pub(crate) fn setter_of(literal: &LitStr) -> Result<Ident> {
    let value = literal.value();
    if is_identifier(&value) {
        if let Ok(member) = Ident::parse_any.parse_str(&value) {
            return Ok(Ident::new(&setter(&member).to_string(), literal.span()));
        }
    }
    name(literal).map(|member| setter(&member))
}

/// A single name.
pub(crate) fn name(literal: &LitStr) -> Result<Ident> {
    name_in(&literal.value(), literal)
}

/// One name out of a string. It is at the place of the whole string: on stable Rust its parts have none.
fn name_in(name: &str, literal: &LitStr) -> Result<Ident> {
    let name = name.trim();
    if is_identifier(name) {
        if let Ok(mut ident) = syn::parse_str::<Ident>(name) {
            ident.set_span(literal.span());
            return Ok(ident);
        }
    }
    let whole = literal.value();
    let place = if whole == name {
        String::new()
    } else {
        format!(" in `{whole}`")
    };
    let message = if name.is_empty() {
        format!("a name is missing{place}")
    } else if is_identifier(name) && is_identifier(&format!("r#{name}")) {
        format!("`{name}`{place} is a keyword, write `r#{name}`")
    } else {
        format!("expected the name of a member, like `next_token`, found `{name}`{place}")
    };
    Err(Error::new(literal.span(), message))
}

/// Whether a word consists of the characters of an identifier. It may be a keyword.
///
/// This is checked before a string is parsed: to parse it, rustc turns it into tokens, and reports an error of its own
/// where that fails.
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
    fn is_identifier_rejects_what_is_no_token() {
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
