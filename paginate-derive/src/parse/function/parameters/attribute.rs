//! The attributes of a parameter.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::tokens::{flatten_invisible_groups, is_punct};

/// An attribute that is not a marker, such as `#[cfg(test)]`.
pub(crate) struct Attribute {
    pound: TokenTree,
    brackets: Group,
}

/// The attribute of a parameter that a page is requested with.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Marker {
    Token,
    PageNumber,
    Offset,
}

/// A marker in the source.
pub(super) struct FoundMarker {
    pub(super) marker: Marker,
    pub(super) span: Span,
    /// Whether there is more than the name, which is an error.
    pub(super) has_arguments: bool,
}

impl Marker {
    const ALL: [Marker; 3] = [Marker::Token, Marker::PageNumber, Marker::Offset];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Marker::Token => "token",
            Marker::PageNumber => "page_number",
            Marker::Offset => "offset",
        }
    }

    /// Returns an argument of `#[paginate(…)]` that people may look for in the marker.
    pub(crate) fn argument_of_attribute(self) -> &'static str {
        match self {
            Marker::Token => "output_token = \"next_token\"",
            Marker::PageNumber => "first_page = 0",
            Marker::Offset => "total_items = \"total\"",
        }
    }

    /// Parses the brackets of an attribute, or returns `None` if the attribute is not a marker.
    pub(super) fn parse(brackets: &TokenTree) -> Option<FoundMarker> {
        let content = attribute_content(brackets)?;
        let (TokenTree::Ident(name), arguments) = content.split_first()? else {
            return None;
        };
        let marker = Marker::ALL
            .into_iter()
            .find(|marker| name == marker.name())?;
        Some(FoundMarker {
            marker,
            span: name.span(),
            has_arguments: !arguments.is_empty(),
        })
    }
}

impl Attribute {
    /// Splits off the attribute that the tokens begin with.
    pub(super) fn split_first(tokens: &[TokenTree]) -> Option<(Self, &[TokenTree])> {
        match tokens {
            [pound, TokenTree::Group(brackets), rest @ ..] if is_punct(pound, '#') => {
                let attribute = Attribute {
                    pound: pound.clone(),
                    brackets: brackets.clone(),
                };
                Some((attribute, rest))
            }
            _ => None,
        }
    }

    pub(super) fn marker(&self) -> Option<FoundMarker> {
        Marker::parse(&self.brackets.clone().into())
    }

    /// Returns whether the attribute can be written before a statement that binds the parameter.
    pub(super) fn applies_to_statements(&self) -> bool {
        let lints = ["allow", "warn", "deny", "forbid", "expect"];
        self.has_name(&lints) || self.is_conditional()
    }

    /// Returns whether the attribute can be written before the parameter in the signature, where a lint such as
    /// `unused_variables` has nothing to report.
    pub(super) fn applies_to_signature(&self) -> bool {
        !self.has_name(&["expect"])
    }

    /// Returns `a` of `#[cfg(a)]`.
    pub(super) fn condition(&self) -> Option<TokenStream> {
        match attribute_content(&self.brackets.clone().into())?.as_slice() {
            [TokenTree::Ident(name), TokenTree::Group(condition)] if name == "cfg" => {
                Some(condition.stream())
            }
            _ => None,
        }
    }

    fn is_conditional(&self) -> bool {
        self.has_name(&["cfg", "cfg_attr"])
    }

    fn has_name(&self, names: &[&str]) -> bool {
        let first = self.brackets.stream().into_iter().next();
        let is_name =
            |name: &&str| matches!(&first, Some(TokenTree::Ident(first)) if first == name);
        names.iter().any(is_name)
    }
}

impl ToTokens for Attribute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Attribute { pound, brackets } = self;
        tokens.extend(quote!(#pound #brackets));
    }
}

fn attribute_content(brackets: &TokenTree) -> Option<Vec<TokenTree>> {
    match brackets {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            let content: Vec<TokenTree> = group.stream().into_iter().collect();
            Some(flatten_invisible_groups(&content))
        }
        _ => None,
    }
}
