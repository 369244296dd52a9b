mod attribute;

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, format_ident, quote, quote_spanned};
use syn::Token;

use self::attribute::Attribute;
pub(crate) use self::attribute::{Marker, take_misspelt_markers};
use crate::parse::function::pattern::has_underscore;
use crate::span::mixed_site_at;
use crate::tokens::{flatten_invisible_groups, is_ident, is_punct, split_at_commas};

/// The parameters of a function. In the page form at least one of them is marked.
pub(crate) struct Parameters(pub(crate) Vec<Parameter>);

pub(crate) struct Parameter {
    attributes: Vec<Attribute>,
    pub(crate) kind: Kind,
    /// The tokens before the colon.
    pub(crate) pattern: Vec<TokenTree>,
    /// The colon and the type. A receiver such as `&self` has none.
    colon_and_type: Vec<TokenTree>,
    marker_names: Vec<Ident>,
    /// Whether the marker has arguments, which is an error.
    pub(crate) has_marker_arguments: bool,
    /// The span of the marker `#[page_size]`.
    pub(crate) page_size: Option<Span>,
    /// Whether a closure of the attribute uses the argument.
    pub(crate) is_captured: bool,
}

/// What a parameter takes.
pub(crate) enum Kind {
    /// `self`, by reference or by value.
    Receiver { is_reference: bool },
    /// An argument of the caller, which has this name in the signature.
    Argument { name: Ident },
    /// What a page is requested with, apart from the page size. The caller does not see it.
    Marked(Marker, Span),
}

impl Parameters {
    /// Parses the parentheses of a function, or returns `None` if no parameter is marked.
    pub(crate) fn parse(parentheses: &TokenTree) -> Option<Self> {
        let has_marker = content(parentheses)
            .iter()
            .any(|token| Marker::parse(token).is_some());
        if !has_marker {
            return None;
        }
        let parameters = Parameters::parse_all(parentheses);
        // Brackets in a type, such as `[token]`, are no marker.
        let has_marker = parameters.is_marked() || parameters.page_size().is_some();
        has_marker.then_some(parameters)
    }

    /// Parses the parentheses of a function.
    pub(crate) fn parse_all(parentheses: &TokenTree) -> Self {
        let tokens = content(parentheses);
        let parameters = split_at_commas(&tokens).enumerate();
        let parameters = parameters.map(|(position, tokens)| Parameter::parse(tokens, position));
        Parameters(parameters.collect())
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

    /// Returns whether a parameter takes a token, a page number or an offset.
    pub(crate) fn is_marked(&self) -> bool {
        self.marked().next().is_some()
    }

    /// Returns the parameter that takes the page size, and the span of its marker.
    pub(crate) fn page_size(&self) -> Option<(&Parameter, Span)> {
        self.page_sizes().next()
    }

    pub(crate) fn page_sizes(&self) -> impl Iterator<Item = (&Parameter, Span)> {
        self.0
            .iter()
            .filter_map(|parameter| Some((parameter, parameter.page_size?)))
    }

    /// Returns the first marker of a parameter that the caller does not see.
    pub(crate) fn marker(&self) -> Marker {
        let first = self.markers().next();
        first.map_or(Marker::Token, |(_, marker, _)| marker)
    }

    /// Returns the names of the markers as they are written.
    pub(crate) fn marker_names(&self) -> impl Iterator<Item = &Ident> {
        self.0.iter().flat_map(|parameter| &parameter.marker_names)
    }

    pub(crate) fn markers(&self) -> impl Iterator<Item = (&Parameter, Marker, Span)> {
        self.0.iter().filter_map(|parameter| match parameter.kind {
            Kind::Marked(marker, span) => Some((parameter, marker, span)),
            Kind::Receiver { .. } | Kind::Argument { .. } => None,
        })
    }
}

impl Parameter {
    fn parse(tokens: &[TokenTree], position: usize) -> Self {
        let mut attributes = Vec::new();
        let (mut marker, mut page_size) = (None, None);
        let mut marker_names = Vec::new();
        let mut has_marker_arguments = false;
        let mut rest = tokens;
        while let Some((attribute, after)) = Attribute::split_first(rest) {
            match attribute.marker() {
                Some(found) => {
                    has_marker_arguments |= found.has_arguments;
                    marker_names.push(found.name.clone());
                    match found.marker {
                        Marker::PageSize => page_size = Some(found.name.span()),
                        _ => marker = Some(found),
                    }
                }
                None => attributes.push(attribute),
            }
            rest = after;
        }
        let (pattern, colon_and_type) = rest.split_at(colon(rest));
        let ty = colon_and_type.get(1..).unwrap_or_default();
        let kind = match (marker, pattern) {
            (Some(found), _) => Kind::Marked(found.marker, found.name.span()),
            (None, [.., last]) if is_ident(last, "self") => Kind::Receiver {
                is_reference: [pattern, ty]
                    .iter()
                    .any(|tokens| tokens.first().is_some_and(|first| is_punct(first, '&'))),
            },
            (None, pattern) => Kind::Argument {
                name: name_in_signature(pattern, position),
            },
        };
        Parameter {
            attributes,
            kind,
            pattern: pattern.to_vec(),
            colon_and_type: colon_and_type.to_vec(),
            marker_names,
            has_marker_arguments,
            page_size,
            is_captured: false,
        }
    }

    /// Returns the name of the parameter, or `None` if its pattern is not a single name.
    pub(crate) fn name(&self) -> Option<&Ident> {
        name(&self.pattern)
    }

    pub(crate) fn ty(&self) -> &[TokenTree] {
        self.colon_and_type.get(1..).unwrap_or_default()
    }

    /// Returns the number of parts of a type `Option<(A, B)>`, 0 for other types.
    pub(crate) fn parts(&self) -> usize {
        match flatten_invisible_groups(self.ty()).as_slice() {
            [.., name, open, TokenTree::Group(tuple), close]
                if is_ident(name, "Option")
                    && is_punct(open, '<')
                    && is_punct(close, '>')
                    && tuple.delimiter() == Delimiter::Parenthesis =>
            {
                let types: Vec<TokenTree> = tuple.stream().into_iter().collect();
                split_at_commas(&types).count()
            }
            _ => 0,
        }
    }

    /// Returns the span of the first token of the type.
    pub(crate) fn ty_span(&self) -> Span {
        let first = self.ty().first();
        first.map_or_else(Span::call_site, TokenTree::span)
    }

    // let (a, _) = argument_0;
    pub(crate) fn bind(&self, value: &TokenStream) -> TokenStream {
        let pattern = &self.pattern;
        self.with_attributes(&quote_spanned!(Span::mixed_site()=> let #(#pattern)* = #value;))
    }

    /// Returns a statement with the attributes of the parameter.
    pub(crate) fn with_attributes(&self, statement: &TokenStream) -> TokenStream {
        let attributes = self.attributes.iter();
        let attributes = attributes.filter(|attribute| attribute.applies_to_statements());
        quote!(#(#attributes)* #statement)
    }

    /// Returns whether the type is a reference, as far as its first token says.
    pub(crate) fn is_reference(&self) -> bool {
        self.ty().first().is_some_and(|first| is_punct(first, '&'))
    }

    pub(crate) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    // { #[cfg(a)] let value = argument; #[cfg(not(a))] let value = (); value }
    //
    /// Returns the value of the parameter, or `()` if `#[cfg(…)]` removes the parameter.
    pub(crate) fn or_unit(&self, value: TokenStream) -> TokenStream {
        let conditions = self.attributes.iter().filter_map(Attribute::condition);
        let conditions: Vec<TokenStream> = conditions.collect();
        if conditions.is_empty() {
            return value;
        }
        quote_spanned! {Span::mixed_site()=>
            {
                #[cfg(all(#(#conditions),*))]
                let value = #value;
                #[cfg(not(all(#(#conditions),*)))]
                let value = ();
                value
            }
        }
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
        let attributes = self.attributes.iter();
        tokens.append_all(attributes.filter(|attribute| attribute.applies_to_signature()));
        tokens.extend(pattern);
        tokens.append_all(&self.colon_and_type);
        <Token![,]>::default().to_tokens(tokens);
    }
}

fn content(parentheses: &TokenTree) -> Vec<TokenTree> {
    match parentheses {
        TokenTree::Group(group) => group.stream().into_iter().collect(),
        _ => Vec::new(),
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
///
/// Clippy reports a use of an argument such as `_permit`. The expansion uses it, so its name is one of the expansion.
fn name_in_signature(pattern: &[TokenTree], position: usize) -> Ident {
    match name(pattern) {
        Some(name) if has_underscore(name) => {
            Ident::new(&name.to_string(), mixed_site_at(name.span()))
        }
        Some(name) => name.clone(),
        None => format_ident!("argument_{position}", span = Span::mixed_site()),
    }
}

/// Returns the name in a pattern `a` or `mut a`.
fn name(pattern: &[TokenTree]) -> Option<&Ident> {
    match pattern {
        [TokenTree::Ident(name)] if name != "_" => Some(name),
        [keyword, TokenTree::Ident(name)] if is_ident(keyword, "mut") => Some(name),
        _ => None,
    }
}
