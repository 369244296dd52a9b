//! Reads and parses the files of an SDK crate.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::File;

/// The parser is recursive, and a stack overflow aborts the process. The files of SDK crates have about ten levels.
const MAX_NESTED_BRACKETS: usize = 128;

pub(super) fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

pub(super) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| cannot_read(path))
}

pub(super) fn parse(path: &Path) -> Result<File> {
    let error_at = |span: Span, message: &str| {
        let start = span.start();
        let (path, line, column) = (path.display(), start.line, start.column + 1);
        anyhow!("cannot parse {path}:{line}:{column}: {message}")
    };
    let tokens: TokenStream = read(path)?
        .parse()
        .map_err(|error: proc_macro2::LexError| error_at(error.span(), &error.to_string()))?;
    if let Some(bracket) = too_deep(tokens.clone()) {
        let message =
            format!("expected at most {MAX_NESTED_BRACKETS} levels of brackets, found more");
        return Err(error_at(bracket, &message));
    }
    syn::parse2(tokens).map_err(|error| error_at(error.span(), &error.to_string()))
}

/// Returns the first bracket that is nested in more than [`MAX_NESTED_BRACKETS`] others.
fn too_deep(tokens: TokenStream) -> Option<Span> {
    let mut open = vec![tokens.into_iter()];
    while let Some(tokens) = open.last_mut() {
        match tokens.next() {
            Some(TokenTree::Group(group)) if open.len() > MAX_NESTED_BRACKETS => {
                return Some(group.span_open());
            }
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
            None => {
                open.pop();
            }
        }
    }
    None
}
