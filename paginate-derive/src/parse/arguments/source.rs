use std::vec;

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result, Token};

use crate::tokens::display::display_tokens;
use crate::tokens::{is_group, is_punct, without_completion_marker};

/// What a name or a path is parsed from: `"data.users"`, or the same without quotes, `data.users`.
pub(crate) struct Source {
    text: String,
    span: Span,
    /// The string, or the tokens without quotes.
    tokens: Vec<TokenTree>,
    is_quoted: bool,
    /// The names and indices without quotes that were not taken yet.
    words: vec::IntoIter<(String, TokenTree)>,
}

impl From<LitStr> for Source {
    fn from(literal: LitStr) -> Self {
        Source {
            text: literal.value(),
            span: literal.span(),
            tokens: vec![literal.token().into()],
            is_quoted: true,
            words: Vec::new().into_iter(),
        }
    }
}

impl Source {
    /// Parses names, indices, dots, brackets and `||`, or returns `None` if the input begins with something else.
    pub(crate) fn parse_unquoted(input: ParseStream) -> Result<Option<Self>> {
        let mut tokens = Vec::new();
        let mut is_operand = false;
        while let Some((token, _)) = input.cursor().token_tree() {
            let starts_operand = match &token {
                TokenTree::Ident(_) | TokenTree::Literal(_) => true,
                TokenTree::Group(group) => match group.delimiter() {
                    Delimiter::Bracket => false,
                    Delimiter::Parenthesis if is_operand => false,
                    _ => break,
                },
                TokenTree::Punct(punct) => match punct.as_char() {
                    '.' | '|' if is_operand => false,
                    // The second character of `||`, and a dot after an empty name, which is reported.
                    '.' | '|' if !tokens.is_empty() => false,
                    _ => break,
                },
            };
            // After brackets, a name without a dot is a mistake in the path, unless it is the next key.
            let is_after_brackets = || {
                let is_key = input.peek2(Token![=]);
                tokens
                    .last()
                    .is_some_and(|last| is_group(last, Delimiter::Bracket))
                    && !is_key
            };
            if starts_operand && (is_other_literal(&token) || is_operand && !is_after_brackets()) {
                break;
            }
            is_operand = !matches!(token, TokenTree::Punct(_));
            tokens.push(input.parse()?);
        }
        Ok((!tokens.is_empty()).then(|| Source::from_tokens(tokens)))
    }

    fn from_tokens(tokens: Vec<TokenTree>) -> Self {
        let words: Vec<(String, TokenTree)> = tokens.iter().flat_map(words).collect();
        let last = words.last().map(|(_, token)| token).or(tokens.last());
        Source {
            text: without_completion_marker(&display_tokens(&tokens)).into_owned(),
            span: last.map_or_else(Span::call_site, TokenTree::span),
            is_quoted: false,
            words: words.into_iter(),
            tokens,
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the span of the string, or of the last word without quotes: stable Rust cannot join spans.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    pub(crate) fn is_quoted(&self) -> bool {
        self.is_quoted
    }

    /// Returns the identifier of the next name, with the span of the string or of the name itself.
    pub(crate) fn take_name(&mut self, mut name: Ident) -> Ident {
        if let Some(TokenTree::Ident(original)) = self.take_word(&name.to_string()) {
            return original;
        }
        name.set_span(self.span);
        name
    }

    /// Returns the literal of the next index.
    pub(crate) fn take_index(&mut self, index: usize) -> Literal {
        let original = self.take_word(&index.to_string());
        let mut index = Literal::usize_unsuffixed(index);
        index.set_span(original.map_or(self.span, |original| original.span()));
        index
    }

    fn take_word(&mut self, word: &str) -> Option<TokenTree> {
        let (_, token) = self.words.find(|(text, _)| text == word)?;
        Some(token)
    }

    /// Returns an error that rustc reports at the whole source.
    pub(crate) fn error(&self, message: &str) -> Error {
        let tokens = &self.tokens;
        Error::new_spanned(quote!(#(#tokens)*), message)
    }
}

impl ToTokens for Source {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens.iter().cloned());
    }
}

/// Returns whether a literal is not a number, such as a string.
fn is_other_literal(token: &TokenTree) -> bool {
    match token {
        TokenTree::Literal(literal) => !literal
            .to_string()
            .starts_with(|first: char| first.is_ascii_digit()),
        _ => false,
    }
}

/// Returns the names and indices in a token. The lexer reads `0.1` as one number.
fn words(token: &TokenTree) -> Vec<(String, TokenTree)> {
    match token {
        TokenTree::Ident(name) => {
            let name = name.to_string();
            vec![(without_completion_marker(&name).into_owned(), token.clone())]
        }
        TokenTree::Literal(number) => {
            let number = number.to_string();
            let indices = number.split('.').map(|index| (index.into(), token.clone()));
            indices.collect()
        }
        TokenTree::Group(_) | TokenTree::Punct(_) => Vec::new(),
    }
}

/// Returns whether brackets are a list of sources, not a part of a path: `[a, b]`, but not `[]`, `[-1].a` or `[].a`.
pub(crate) fn is_list(input: ParseStream) -> bool {
    let cursor = input.cursor();
    let Some((content, _, _, after)) = cursor.any_group() else {
        return false;
    };
    let first = content.token_tree().map(|(first, _)| first);
    let is_path = match (&first, after.token_tree()) {
        (None, _) => true,
        (Some(first), _) if is_punct(first, '-') => true,
        (Some(_), Some((next, _))) => ['.', '|'].iter().any(|char| is_punct(&next, *char)),
        (Some(_), None) => false,
    };
    !is_path
}
