use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::LitStr;

use crate::tokens::{is_group, is_punct, split_at_commas};

/// A segment of a path that may be half typed.
enum Segment {
    Member(TokenStream),
    /// `name()`
    Getter(Ident),
    /// `[-1]`
    Last,
    /// `[]`
    Every,
}

/// Returns the elements of a list, or else the value itself. The text of a string becomes tokens with its span.
pub(super) fn elements(value: &[TokenTree]) -> Vec<Vec<TokenTree>> {
    let list = match value {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
            let content: Vec<TokenTree> = group.stream().into_iter().collect();
            let is_path = content.first().is_none_or(|first| is_punct(first, '-'));
            (!is_path).then_some(content)
        }
        _ => None,
    };
    match list {
        Some(list) => split_at_commas(&list).map(unquoted).collect(),
        None => vec![unquoted(value)],
    }
}

fn unquoted(value: &[TokenTree]) -> Vec<TokenTree> {
    let string = match value {
        [literal @ TokenTree::Literal(_)] => syn::parse2::<LitStr>(literal.to_token_stream()).ok(),
        _ => None,
    };
    match string {
        Some(string) => {
            let tokens = string.value().parse::<TokenStream>().unwrap_or_default();
            at_span(tokens, string.span()).into_iter().collect()
        }
        None => value.to_vec(),
    }
}

fn at_span(tokens: TokenStream, span: Span) -> TokenStream {
    let at_span = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), at_span(group.stream(), span)).into();
        }
        token.set_span(span);
        token
    };
    tokens.into_iter().map(at_span).collect()
}

/// Returns statements that read all paths of a value.
pub(super) fn read_paths(value: &[TokenTree]) -> TokenStream {
    let mut statements = TokenStream::new();
    for element in elements(value) {
        for path in element.split(|token| is_punct(token, '|')) {
            // Between the two characters of `||`.
            if !path.is_empty() || element.is_empty() {
                statements.extend(read_path(&segments(path)));
            }
        }
    }
    statements
}

// `edges[].node`
//
// let _ = edges.get().and_then(|list| first element).and_then(|member| member.node.get());
fn read_path(segments: &[Segment]) -> TokenStream {
    let span = Span::mixed_site();
    let mut read = quote_spanned!(span=> ::core::option::Option::Some(page));
    for segment in segments {
        read.extend(match segment {
            Segment::Member(member) => quote_spanned! {span=>
                .and_then(|member| __paginate::Member(&member.#member).__paginate_get())
            },
            Segment::Getter(getter) => quote_spanned! {span=>
                .and_then(|member| __paginate::Member(member.#getter()).__paginate_get())
            },
            Segment::Last => quote_spanned! {span=>
                .and_then(|list| (&&&__paginate::LastElement(list)).__paginate_last())
                .and_then(|element| __paginate::Member(element).__paginate_get())
            },
            Segment::Every => quote_spanned! {span=>
                .and_then(|list| ::core::iter::Iterator::next(&mut (&&&__paginate::Elements(list)).__paginate_elements()))
                .and_then(|element| __paginate::Member(element).__paginate_get())
            },
        });
    }
    quote_spanned!(span=> let _ = #read;)
}

/// Returns the segments of a path. Where a name is missing, there is a method that all types have, with an expression of a name in
/// its place once the editor completes there.
fn segments(path: &[TokenTree]) -> Vec<Segment> {
    let missing = || Segment::Member(quote_spanned!(Span::mixed_site()=> __paginate_here()));
    let mut segments = Vec::new();
    let mut is_name_missing = true;
    for token in path {
        // The lexer reads `1.` as one number.
        let is_dot = token.to_string().ends_with('.');
        match token {
            TokenTree::Ident(name) => segments.push(Segment::Member(name.to_token_stream())),
            TokenTree::Literal(number) => {
                let number = number.to_string();
                let indices = number.split('.').filter_map(|index| index.parse().ok());
                segments.extend(indices.map(|index| {
                    let mut index = Literal::usize_unsuffixed(index);
                    index.set_span(token.span());
                    Segment::Member(index.to_token_stream())
                }));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                let is_empty = group.stream().is_empty();
                segments.push(if is_empty {
                    Segment::Every
                } else {
                    Segment::Last
                });
            }
            token if is_group(token, Delimiter::Parenthesis) => {
                if let Some(Segment::Member(name)) = segments.pop() {
                    let name = syn::parse2(name);
                    segments.extend(name.ok().map(Segment::Getter));
                }
            }
            token if is_punct(token, '.') && is_name_missing && !segments.is_empty() => {
                segments.push(missing());
            }
            _ => {}
        }
        is_name_missing = is_dot;
    }
    if is_name_missing {
        segments.push(missing());
    }
    segments
}
