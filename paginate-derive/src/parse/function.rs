pub(crate) mod parameters;
pub(crate) mod pattern;
pub(crate) mod return_type;

use std::iter::Peekable;
use std::ops::Range;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{Error, Result};

use crate::parse::function::parameters::{Parameters, take_misspelt_markers};
use crate::span::user_code_at;
use crate::tokens::{
    flatten_invisible_groups, generics_len, is_block, is_group, is_ident, is_punct,
    position_outside_generics,
};

/// A function, split into its parts. The body stays opaque tokens, so that a half-typed body keeps its tokens and their
/// spans.
pub(crate) struct Function {
    pub(crate) attributes: Vec<TokenTree>,
    /// Whether there is documentation, before the function or at the start of its body.
    pub(crate) is_documented: bool,
    /// The span of `const`.
    pub(crate) constness: Option<Span>,
    pub(crate) is_async: bool,
    pub(crate) name: Ident,
    /// The tokens between the attributes and the body, as the caller sees them: without `const`, and in the page form
    /// without `async` and the marked parameters.
    pub(crate) signature: Vec<TokenTree>,
    /// The parameters of a function in the page form.
    pub(crate) parameters: Option<Parameters>,
    /// Attributes of parameters that were taken for misspelt markers, in an editor.
    pub(crate) misspelt_markers: Vec<Ident>,
    /// The position of the parentheses in the signature.
    parentheses: usize,
    /// The range of the return type in the signature.
    return_type: Range<usize>,
    /// The inner attributes at the start of the body. They are not part of `body`.
    pub(crate) inner_attributes: InnerAttributes,
    /// The block, or `;` for a method that a trait only declares.
    pub(crate) body: TokenTree,
}

/// Inner attributes such as `#![allow(…)]` and `//! …`. rustc accepts them at the start of a function body, but not of a block
/// expression.
#[derive(Default)]
pub(crate) struct InnerAttributes {
    pub(crate) tokens: Vec<TokenTree>,
    /// Whether one of them is documentation.
    pub(crate) is_documented: bool,
}

impl Function {
    pub(crate) fn parse(item: TokenStream) -> Result<Self> {
        let mut item = item.into_iter().peekable();
        let (attributes, is_documented) = parse_attributes(&mut item);
        let mut signature = parse_visibility(&mut item);
        let (constness, is_async) = parse_qualifiers(&mut item, &mut signature)?;
        let Some(TokenTree::Ident(name)) = item.next() else {
            let message = "expected the name of a function";
            return Err(Error::new(Span::call_site(), message));
        };
        signature.push(name.clone().into());
        let mut at = signature.len();
        signature.extend(item);
        // A block before the last token belongs to a const generic argument.
        let body = signature.pop();
        if signature.get(at).is_some_and(|token| is_punct(token, '<')) {
            at += generics_len(&signature[at..]);
        }
        let misspelt_markers = signature.get_mut(at).map(take_misspelt_markers);
        let parentheses = signature
            .get(at)
            .filter(|token| is_group(token, Delimiter::Parenthesis));
        let (Some(parentheses), Some(body)) = (parentheses, body) else {
            let message = "expected the parameters and the body of a function";
            return Err(Error::new(name.span(), message));
        };
        let parameters = Parameters::parse(parentheses);
        if let Some(parameters) = &parameters {
            signature[at] = parameters.of_caller(parentheses.span());
            if let Some(keyword) = signature.iter().position(|token| is_ident(token, "async")) {
                signature.remove(keyword);
                at -= 1;
            }
        }
        let return_type = return_type(&signature, at + 1);
        if parameters.is_some() {
            capture_lifetimes(&mut signature[return_type.clone()]);
        }
        let (inner_attributes, body) = InnerAttributes::split_off(body);
        Ok(Function {
            attributes,
            is_documented: is_documented || inner_attributes.is_documented,
            constness,
            is_async,
            name,
            signature,
            parameters,
            misspelt_markers: misspelt_markers.unwrap_or_default(),
            parentheses: at,
            return_type,
            inner_attributes,
            body,
        })
    }

    /// Returns the tokens after `->`.
    pub(crate) fn return_type(&self) -> &[TokenTree] {
        &self.signature[self.return_type.clone()]
    }

    /// Returns the parameters as the caller sees them.
    pub(crate) fn parameters_of_caller(&self) -> Parameters {
        Parameters::parse_all(&self.signature[self.parentheses])
    }

    /// Returns the tokens of a method that a trait only declares.
    pub(crate) fn into_declaration(self) -> TokenStream {
        let tokens = self.attributes.into_iter().chain(self.signature);
        tokens.chain([self.body]).collect()
    }

    pub(crate) fn has_body(&self) -> bool {
        matches!(&self.body, TokenTree::Group(_))
    }
}

impl InnerAttributes {
    /// Splits a body into its inner attributes and the rest.
    pub(crate) fn split_off(body: TokenTree) -> (Self, TokenTree) {
        let mut attributes = Self::default();
        let TokenTree::Group(group) = &body else {
            return (attributes, body);
        };
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut rest = tokens.as_slice();
        while let [pound, bang, TokenTree::Group(attribute), after @ ..] = rest {
            if !is_punct(pound, '#') || !is_punct(bang, '!') {
                break;
            }
            attributes.is_documented |= is_documentation(attribute);
            attributes.tokens.extend_from_slice(&rest[..3]);
            rest = after;
        }
        if attributes.tokens.is_empty() {
            return (attributes, body);
        }
        let mut block = Group::new(group.delimiter(), rest.iter().cloned().collect());
        // rustc reports the end of a half-typed body at the closing bracket, and drops a second report at the same place.
        block.set_span(group.span_close());
        (attributes, block.into())
    }
}

/// Returns whether an attribute is documentation. If a `macro_rules!` has passed it on, its content is one token.
fn is_documentation(attribute: &Group) -> bool {
    let content: Vec<TokenTree> = attribute.stream().into_iter().take(1).collect();
    flatten_invisible_groups(&content)
        .first()
        .is_some_and(|name| is_ident(name, "doc"))
}

/// Parses the attributes, and returns whether one of them is documentation.
fn parse_attributes(item: &mut Peekable<IntoIter>) -> (Vec<TokenTree>, bool) {
    let mut attributes = Vec::new();
    let mut is_documented = false;
    while let Some(pound) = item.next_if(|token| is_punct(token, '#')) {
        attributes.push(pound);
        if let Some(TokenTree::Group(attribute)) = item.next() {
            is_documented |= is_documentation(&attribute);
            attributes.push(attribute.into());
        }
    }
    (attributes, is_documented)
}

/// Parses `pub` or `pub(…)`.
fn parse_visibility(item: &mut Peekable<IntoIter>) -> Vec<TokenTree> {
    let mut visibility = Vec::new();
    if let Some(keyword) = item.next_if(|token| is_ident(token, "pub")) {
        visibility.push(keyword);
        visibility.extend(item.next_if(|token| is_group(token, Delimiter::Parenthesis)));
    }
    visibility
}

/// Parses the qualifiers and `fn` into the signature, and returns the span of `const` and whether there is `async`.
///
/// For another item, such as a `struct`, the error is reported at its first token.
fn parse_qualifiers(
    item: &mut Peekable<IntoIter>,
    signature: &mut Vec<TokenTree>,
) -> Result<(Option<Span>, bool)> {
    let (mut constness, mut is_async) = (None, false);
    let first = item.peek().cloned();
    for token in item.by_ref() {
        match &token {
            TokenTree::Ident(word) if word == "fn" => {
                signature.push(token);
                return Ok((constness, is_async));
            }
            TokenTree::Ident(word) if word == "const" => {
                constness = Some(word.span());
                continue;
            }
            TokenTree::Ident(word) => is_async |= word == "async",
            token if is_block(token) || is_punct(token, ':') || is_punct(token, '=') => break,
            _ => {}
        }
        signature.push(token);
    }
    Err(match first {
        Some(word) => Error::new(
            word.span(),
            format_args!("expected a function that builds a request, found `{word}`"),
        ),
        None => Error::new(
            Span::call_site(),
            "expected a function that builds a request",
        ),
    })
}

/// Makes `impl Paginator<…>` capture all lifetimes, even in edition 2021: rustc reads the edition from the span of the type,
/// and the spans of this macro are of edition 2024. The future of an `async fn` captures all lifetimes in every edition.
fn capture_lifetimes(return_type: &mut [TokenTree]) {
    if let [first, .., last] = return_type {
        if is_ident(first, "impl") {
            first.set_span(user_code_at(first.span()));
            last.set_span(user_code_at(last.span()));
        }
    }
}

/// Returns the range of the return type, which begins after the parameters.
fn return_type(signature: &[TokenTree], after: usize) -> Range<usize> {
    match &signature[after..] {
        [dash, angle, rest @ ..] if is_punct(dash, '-') && is_punct(angle, '>') => {
            let start = after + 2;
            start..start + position_outside_generics(rest, |tokens| is_ident(&tokens[0], "where"))
        }
        _ => after..after,
    }
}
