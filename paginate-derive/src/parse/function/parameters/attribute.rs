//! The attributes of a parameter.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::span::Host;
use crate::suggest;
use crate::tokens::{flatten_invisible_groups, is_punct, without_completion_marker};

/// An attribute that is not a marker, such as `#[cfg(test)]`.
pub(crate) struct Attribute {
    pound: TokenTree,
    brackets: Group,
}

/// The attribute of a parameter that a page is requested with, or that takes the page size.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Marker {
    Token,
    PageNumber,
    Offset,
    PageSize,
}

/// A marker in the source.
pub(super) struct FoundMarker {
    pub(super) marker: Marker,
    /// The name as it is written.
    pub(super) name: Ident,
    /// Whether there is more than the name, which is an error.
    pub(super) has_arguments: bool,
}

impl Marker {
    const ALL: [Marker; 4] = [
        Marker::Token,
        Marker::PageNumber,
        Marker::Offset,
        Marker::PageSize,
    ];

    /// In an editor, returns the marker with the most similar name, so that the function stays one in the page form.
    fn misspelt(name: &str) -> Option<Self> {
        if !Host::is_editor() {
            return None;
        }
        let similar = suggest::similar(name, &Marker::names())?;
        Marker::ALL
            .into_iter()
            .find(|marker| marker.name() == similar)
    }

    pub(crate) fn names() -> Vec<&'static str> {
        Marker::ALL.into_iter().map(Marker::name).collect()
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Marker::Token => "token",
            Marker::PageNumber => "page_number",
            Marker::Offset => "offset",
            Marker::PageSize => "page_size",
        }
    }

    /// Returns an argument of `#[paginate(…)]` that people may look for in the marker.
    pub(crate) fn argument_of_attribute(self) -> &'static str {
        match self {
            Marker::Token => "output_token = \"next_token\"",
            Marker::PageNumber => "first_page = 0",
            Marker::Offset => "total_items = \"total\"",
            Marker::PageSize => "too_large = |error| …",
        }
    }

    /// Parses the brackets of an attribute, or returns `None` if the attribute is not a marker.
    pub(super) fn parse(brackets: &TokenTree) -> Option<FoundMarker> {
        let content = attribute_content(brackets)?;
        let (TokenTree::Ident(name), arguments) = content.split_first()? else {
            return None;
        };
        let text = name.to_string();
        let text = without_completion_marker(&text);
        let marker = Marker::ALL
            .into_iter()
            .find(|marker| text == marker.name())
            .or_else(|| Marker::misspelt(&text).filter(|_| arguments.is_empty()))?;
        Some(FoundMarker {
            marker,
            name: name.clone(),
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

/// For an editor, takes the attributes with one word or none out of the parameters, and returns the words, which are similar to no
/// marker. They are markers that are being completed, or unknown ones, which rustc reports by itself.
pub(crate) fn take_misspelt_markers(parentheses: &mut TokenTree) -> Vec<Ident> {
    let TokenTree::Group(group) = &*parentheses else {
        return Vec::new();
    };
    if !Host::is_editor() {
        return Vec::new();
    }
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut rest = tokens.as_slice();
    let mut kept = TokenStream::new();
    let mut misspelt = Vec::new();
    while let [first, after @ ..] = rest {
        rest = after;
        let content = after.first().filter(|_| is_punct(first, '#'));
        match content.and_then(attribute_content).as_deref() {
            Some([]) => rest = &after[1..],
            Some([TokenTree::Ident(name)]) if Marker::parse(&after[0]).is_none() => {
                misspelt.push(name.clone());
                rest = &after[1..];
            }
            _ => first.to_tokens(&mut kept),
        }
    }
    let mut group = Group::new(group.delimiter(), kept);
    group.set_span(parentheses.span());
    *parentheses = group.into();
    misspelt
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
