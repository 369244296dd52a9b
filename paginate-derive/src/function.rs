use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::token::{Brace, Paren};
use syn::{Attribute, Error, Generics, Ident, LitStr, Result, Token, Visibility};

/// A function as it is written. Its arguments and its body are never looked into: a body that is
/// only half typed keeps its tokens, and everything keeps its spans.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    /// All that comes between the attributes and `->`, but for a `const`.
    pub(crate) head: TokenStream,
    pub(crate) constness: Option<Token![const]>,
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) name: Ident,
    /// What comes after `->`.
    pub(crate) output: TokenStream,
    pub(crate) where_clause: TokenStream,
    /// `;` for a method that its trait only declares.
    pub(crate) body: TokenTree,
}

impl Function {
    /// Whether the user wrote anything about it.
    pub(crate) fn has_docs(&self) -> bool {
        self.attributes
            .iter()
            .any(|attribute| attribute.path().is_ident("doc"))
    }

    pub(crate) fn has_body(&self) -> bool {
        matches!(&self.body, TokenTree::Group(_))
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

impl Parse for Function {
    fn parse(input: ParseStream) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let mut head = TokenStream::new();
        input.parse::<Visibility>()?.to_tokens(&mut head);
        expect_function(input)?;
        let constness: Option<Token![const]> = input.parse()?;
        let asyncness: Option<Token![async]> = input.parse()?;
        asyncness.to_tokens(&mut head);
        input
            .parse::<Option<Token![unsafe]>>()?
            .to_tokens(&mut head);
        input
            .parse::<Option<Token![extern]>>()?
            .to_tokens(&mut head);
        input.parse::<Option<LitStr>>()?.to_tokens(&mut head);
        input.parse::<Token![fn]>()?.to_tokens(&mut head);
        let name: Ident = input.parse()?;
        name.to_tokens(&mut head);
        input.parse::<Generics>()?.to_tokens(&mut head);
        if !input.peek(Paren) {
            return Err(input.error("expected the function's arguments"));
        }
        input.parse::<TokenTree>()?.to_tokens(&mut head);
        let returns = input.parse::<Option<Token![->]>>()?.is_some();
        let mut rest: Vec<TokenTree> = input.parse::<TokenStream>()?.into_iter().collect();
        // A block before the last token belongs to a const generic argument.
        let body = rest
            .pop()
            .ok_or_else(|| input.error("expected the function's body"))?;
        let clause = if returns {
            rest.iter().position(is_where).unwrap_or(rest.len())
        } else {
            0
        };
        let where_clause = rest.drain(clause..).collect();
        let output = rest.into_iter().collect();
        Ok(Function {
            attributes,
            head,
            constness,
            asyncness,
            name,
            output,
            where_clause,
            body,
        })
    }
}

/// `#[paginate]` on a `struct`, an `impl`, a constant: the mistake is told at that word.
fn expect_function(input: ParseStream) -> Result<()> {
    let ahead = input.fork();
    let word: TokenTree = ahead.parse()?;
    let mut next = word.clone();
    while !matches!(&next, TokenTree::Ident(name) if name == "fn") {
        if ahead.is_empty() || ahead.peek(Brace) || ahead.peek(Token![:]) || ahead.peek(Token![=]) {
            let message = "`#[paginate]` goes on a function that builds a request, not on";
            return Err(Error::new(word.span(), format_args!("{message} `{word}`")));
        }
        next = ahead.parse()?;
    }
    Ok(())
}

fn is_where(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if word == "where")
}
