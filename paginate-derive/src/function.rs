use std::iter::Peekable;
use std::ops::Range;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{Error, Result};

use crate::tokens::{flat, is_block, is_group, is_sign, is_word, until, width};

/// A function as it is written. Its arguments and its body are never looked into: a body that is
/// only half typed keeps its tokens, and everything keeps its spans.
pub(crate) struct Function {
    pub(crate) attributes: Vec<TokenTree>,
    /// Whether there is any documentation, before the function or at the start of its body.
    pub(crate) is_documented: bool,
    /// The `const` that it begins with.
    pub(crate) constness: Option<Span>,
    pub(crate) is_async: bool,
    pub(crate) name: Ident,
    /// All that comes between the attributes and the body, but for that `const`.
    pub(crate) signature: Vec<TokenTree>,
    /// Where in the signature it says what is returned.
    output: Range<usize>,
    /// The inner attributes at the start of the body. They are not part of `body`.
    pub(crate) inner_attributes: InnerAttributes,
    /// `;` for a method that its trait only declares.
    pub(crate) body: TokenTree,
}

/// `#![allow(…)]` and `//! …`: allowed at the start of a function body, but not of a block expression.
#[derive(Default)]
pub(crate) struct InnerAttributes {
    pub(crate) tokens: Vec<TokenTree>,
    /// Whether one of them is documentation.
    pub(crate) is_documented: bool,
}

impl Function {
    pub(crate) fn parse(item: TokenStream) -> Result<Self> {
        let mut item = item.into_iter().peekable();
        let (attributes, is_documented) = attributes(&mut item);
        let mut signature = visibility(&mut item);
        let (constness, is_async) = qualifiers(&mut item, &mut signature)?;
        let Some(TokenTree::Ident(name)) = item.next() else {
            return Err(Error::new(
                Span::call_site(),
                "expected the function's name",
            ));
        };
        signature.push(name.clone().into());
        let mut arguments = signature.len();
        signature.extend(item);
        // A block before the last token belongs to a const generic argument.
        let body = signature.pop();
        if signature
            .get(arguments)
            .is_some_and(|token| is_sign(token, '<'))
        {
            arguments += width(&signature[arguments..]);
        }
        let has_arguments = signature
            .get(arguments)
            .is_some_and(|token| is_group(token, Delimiter::Parenthesis));
        let (true, Some(body)) = (has_arguments, body) else {
            let message = "expected the function's arguments and its body";
            return Err(Error::new(name.span(), message));
        };
        let output = output(&signature, arguments + 1);
        let (inner_attributes, body) = InnerAttributes::split_off(body);
        Ok(Function {
            attributes,
            is_documented: is_documented || inner_attributes.is_documented,
            constness,
            is_async,
            name,
            signature,
            output,
            inner_attributes,
            body,
        })
    }

    /// What comes after `->`.
    pub(crate) fn output(&self) -> &[TokenTree] {
        &self.signature[self.output.clone()]
    }

    pub(crate) fn has_body(&self) -> bool {
        matches!(&self.body, TokenTree::Group(_))
    }
}

impl InnerAttributes {
    /// The inner attributes of a body, and the body without them.
    pub(crate) fn split_off(body: TokenTree) -> (Self, TokenTree) {
        let mut attributes = Self::default();
        let TokenTree::Group(group) = &body else {
            return (attributes, body);
        };
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut rest = tokens.as_slice();
        while let [pound, bang, TokenTree::Group(attribute), after @ ..] = rest {
            if !is_sign(pound, '#') || !is_sign(bang, '!') {
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

/// Whether an attribute is documentation. A `macro_rules!` passes its content on as one token.
fn is_documentation(attribute: &Group) -> bool {
    let content: Vec<TokenTree> = attribute.stream().into_iter().take(1).collect();
    flat(&content)
        .first()
        .is_some_and(|name| is_word(name, "doc"))
}

/// The attributes, and whether one of them is documentation.
fn attributes(item: &mut Peekable<IntoIter>) -> (Vec<TokenTree>, bool) {
    let mut attributes = Vec::new();
    let mut is_documented = false;
    while let Some(sign) = item.next_if(|token| is_sign(token, '#')) {
        attributes.push(sign);
        if let Some(TokenTree::Group(attribute)) = item.next() {
            is_documented |= is_documentation(&attribute);
            attributes.push(attribute.into());
        }
    }
    (attributes, is_documented)
}

fn visibility(item: &mut Peekable<IntoIter>) -> Vec<TokenTree> {
    let mut visibility = Vec::new();
    if let Some(public) = item.next_if(|token| is_word(token, "pub")) {
        visibility.push(public);
        visibility.extend(item.next_if(|token| is_group(token, Delimiter::Parenthesis)));
    }
    visibility
}

/// What comes before the name of the function, and of that `const` and `async`.
///
/// `#[paginate]` on a `struct`, an `impl`, a constant: the mistake is told at that word.
fn qualifiers(
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
            token if is_block(token) || is_sign(token, ':') || is_sign(token, '=') => break,
            _ => {}
        }
        signature.push(token);
    }
    Err(match first {
        Some(word) => Error::new(
            word.span(),
            format_args!("`#[paginate]` goes on a function that builds a request, not on `{word}`"),
        ),
        None => Error::new(Span::call_site(), "`#[paginate]` goes on a function"),
    })
}

/// Where in a signature it says what is returned, after the arguments.
fn output(signature: &[TokenTree], after: usize) -> Range<usize> {
    match &signature[after..] {
        [dash, angle, rest @ ..] if is_sign(dash, '-') && is_sign(angle, '>') => {
            let start = after + 2;
            start..start + until(rest, |tokens| is_word(&tokens[0], "where"))
        }
        _ => after..after,
    }
}

/// Whether a body may leave its function before its end: by `return`, by `?`, or by what a macro makes.
pub(crate) fn may_return(body: &TokenTree) -> bool {
    let TokenTree::Group(body) = body else {
        return false;
    };
    let mut after_name = false;
    body.stream().into_iter().any(|token| {
        let leaves = match &token {
            TokenTree::Group(_) => may_return(&token),
            TokenTree::Ident(name) => name == "return",
            TokenTree::Punct(sign) => sign.as_char() == '?' || after_name && sign.as_char() == '!',
            TokenTree::Literal(_) => false,
        };
        after_name = matches!(token, TokenTree::Ident(_));
        leaves
    })
}
