use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, format_ident};
use syn::Token;

use crate::errors::Errors;
use crate::tokens::{flatten_invisible_groups, is_ident, is_punct, position_outside_generics};

/// The parameters of a function in the page form, at least one of which is marked.
pub(crate) struct Parameters(pub(crate) Vec<Parameter>);

pub(crate) struct Parameter {
    attributes: Vec<TokenTree>,
    pub(crate) kind: Kind,
    /// The tokens before the colon.
    pub(crate) pattern: Vec<TokenTree>,
    /// The colon and the type. A receiver such as `&self` has none.
    colon_and_type: Vec<TokenTree>,
}

/// What a parameter takes.
pub(crate) enum Kind {
    /// `self`, by reference or by value.
    Receiver { is_reference: bool },
    /// An argument of the caller, which has this name in the signature.
    Argument { name: Ident },
    /// What a page is requested with. The caller does not see it.
    Marked(Marker, Span),
}

/// The attribute of a parameter that a page is requested with.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Marker {
    Token,
    PageNumber,
    Offset,
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
}

impl Parameters {
    /// Parses the parentheses of a function, or returns `None` if no parameter is marked.
    pub(crate) fn parse(parentheses: &TokenTree) -> Option<Self> {
        let TokenTree::Group(parentheses) = parentheses else {
            return None;
        };
        let tokens: Vec<TokenTree> = parentheses.stream().into_iter().collect();
        if !tokens.iter().any(is_marker) {
            return None;
        }
        let mut parameters = Vec::new();
        let mut rest = tokens.as_slice();
        while !rest.is_empty() {
            let comma = position_outside_generics(rest, |tokens| is_punct(&tokens[0], ','));
            parameters.push(Parameter::parse(&rest[..comma], parameters.len()));
            rest = rest.get(comma + 1..).unwrap_or_default();
        }
        let parameters = Parameters(parameters);
        // Brackets in a type, such as `[token]`, are no marker.
        let is_marked = parameters.marked().next().is_some();
        is_marked.then_some(parameters)
    }

    /// Returns the parentheses as the caller sees them: without the marked parameters, and with names for patterns.
    pub(crate) fn of_caller(&self, span: Span) -> TokenTree {
        let mut tokens = TokenStream::new();
        for parameter in &self.0 {
            parameter.of_caller(&mut tokens);
        }
        let mut group = Group::new(Delimiter::Parenthesis, tokens);
        group.set_span(span);
        group.into()
    }

    /// Returns the marked parameters, and the span of each marker.
    pub(crate) fn marked(&self) -> impl Iterator<Item = (&Parameter, Span)> {
        self.markers().map(|(parameter, _, span)| (parameter, span))
    }

    /// Returns the first marker.
    pub(crate) fn marker(&self) -> Marker {
        let first = self.markers().next();
        first.map_or(Marker::Token, |(_, marker, _)| marker)
    }

    fn markers(&self) -> impl Iterator<Item = (&Parameter, Marker, Span)> {
        self.0.iter().filter_map(|parameter| match parameter.kind {
            Kind::Marked(marker, span) => Some((parameter, marker, span)),
            Kind::Receiver { .. } | Kind::Argument { .. } => None,
        })
    }

    pub(crate) fn check(&self, is_async: bool, function: &Ident, errors: &mut Errors) {
        let first = self.marker();
        for (position, (parameter, marker, span)) in self.markers().enumerate() {
            let name = marker.name();
            if let [.., last] = parameter.pattern.as_slice() {
                if is_ident(last, "self") {
                    errors.push(
                        span,
                        format_args!("expected a parameter after `#[{name}]`, found `self`"),
                    );
                }
            }
            if !is_async {
                errors.push(
                    span,
                    format_args!(
                        "expected an `async fn` that fetches one page, because of `#[{name}]`: write `async fn {function}`"
                    ),
                );
            }
            if marker != first {
                let first = first.name();
                errors.push(
                    span,
                    format_args!("`#[{name}]` cannot be combined with `#[{first}]`"),
                );
            } else if position > 0 && marker != Marker::Token {
                errors.push(
                    span,
                    format_args!("expected one `#[{name}]` parameter, found another"),
                );
            }
        }
        for parameter in &self.0 {
            if let Some(reference) = parameter.unique_receiver() {
                errors.push(
                    reference,
                    "expected `&self` or `self`, found `&mut self`: it cannot be cloned for every page",
                );
            }
        }
    }
}

impl Parameter {
    fn parse(tokens: &[TokenTree], position: usize) -> Self {
        let mut attributes = Vec::new();
        let mut marker = None;
        let mut rest = tokens;
        while let [pound, attribute, after @ ..] = rest {
            if !is_punct(pound, '#') {
                break;
            }
            match parse_marker(attribute) {
                Some(found) => marker = Some(found),
                None => attributes.extend_from_slice(&rest[..2]),
            }
            rest = after;
        }
        let (pattern, colon_and_type) = rest.split_at(colon(rest));
        let ty = colon_and_type.get(1..).unwrap_or_default();
        let kind = match (marker, pattern) {
            (Some((marker, span)), _) => Kind::Marked(marker, span),
            (None, [.., last]) if is_ident(last, "self") => Kind::Receiver {
                is_reference: [pattern, ty]
                    .iter()
                    .any(|tokens| tokens.first().is_some_and(|first| is_punct(first, '&'))),
            },
            (None, pattern) => Kind::Argument {
                name: name(pattern, position),
            },
        };
        Parameter {
            attributes,
            kind,
            pattern: pattern.to_vec(),
            colon_and_type: colon_and_type.to_vec(),
        }
    }

    pub(crate) fn ty(&self) -> &[TokenTree] {
        self.colon_and_type.get(1..).unwrap_or_default()
    }

    /// Returns the span of the first token of the type.
    pub(crate) fn ty_span(&self) -> Span {
        let first = self.ty().first();
        first.map_or_else(Span::call_site, TokenTree::span)
    }

    fn of_caller(&self, tokens: &mut TokenStream) {
        let pattern = match &self.kind {
            Kind::Marked(..) => return,
            Kind::Argument { name } => name.to_token_stream(),
            Kind::Receiver { .. } => {
                let is_value = is_ident(&self.pattern[0], "mut");
                let pattern = &self.pattern[usize::from(is_value)..];
                pattern.iter().cloned().collect()
            }
        };
        tokens.append_all(&self.attributes);
        tokens.extend(pattern);
        tokens.append_all(&self.colon_and_type);
        <Token![,]>::default().to_tokens(tokens);
    }

    /// Returns the span of `&` if this is `&mut self` or `self: &mut Self`.
    fn unique_receiver(&self) -> Option<Span> {
        if !matches!(self.kind, Kind::Receiver { is_reference: true }) {
            return None;
        }
        let is_unique = |tokens: &[TokenTree]| {
            let after_lifetime = tokens.iter().position(|token| is_ident(token, "mut"));
            matches!(after_lifetime, Some(1 | 3)) && is_punct(&tokens[0], '&')
        };
        [&self.pattern, self.ty()]
            .iter()
            .find(|tokens| is_unique(tokens))
            .map(|tokens| tokens[0].span())
    }
}

/// Returns the position of the colon between the pattern and the type. `::` is two colons, of which the first is joint. The colon
/// of `client:&Client` is joint, too.
fn colon(tokens: &[TokenTree]) -> usize {
    let is_joint = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
    let is_colon = |at: usize| tokens.get(at).is_some_and(|token| is_punct(token, ':'));
    let is_separator = |at: usize| is_colon(at) && is_joint(&tokens[at]) && is_colon(at + 1);
    (0..tokens.len())
        .find(|&at| is_colon(at) && !is_separator(at) && !(at > 0 && is_separator(at - 1)))
        .unwrap_or(tokens.len())
}

/// Returns the name of an argument in the signature.
fn name(pattern: &[TokenTree], position: usize) -> Ident {
    match pattern {
        [TokenTree::Ident(name)] if name != "_" => name.clone(),
        [keyword, TokenTree::Ident(name)] if is_ident(keyword, "mut") => name.clone(),
        _ => format_ident!("argument_{position}", span = Span::mixed_site()),
    }
}

/// Returns whether a token is the brackets of a marker.
fn is_marker(token: &TokenTree) -> bool {
    parse_marker(token).is_some()
}

fn parse_marker(brackets: &TokenTree) -> Option<(Marker, Span)> {
    let TokenTree::Group(group) = brackets else {
        return None;
    };
    if group.delimiter() != Delimiter::Bracket {
        return None;
    }
    let content: Vec<TokenTree> = group.stream().into_iter().collect();
    match flatten_invisible_groups(&content).as_slice() {
        [TokenTree::Ident(name)] => {
            let marker = Marker::ALL
                .into_iter()
                .find(|marker| name == marker.name())?;
            Some((marker, name.span()))
        }
        _ => None,
    }
}
