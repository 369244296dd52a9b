use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{Error, Result};

use crate::span::Host;
use crate::tokens::is_ident;

/// All errors found so far. The expansion reports each of them with a `compile_error!`.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    pub(crate) fn push(&mut self, span: Span, message: impl Display) {
        self.add(Error::new(span, message));
    }

    pub(crate) fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            none => *none = Some(error),
        }
    }

    /// Returns the value, or adds the error and returns `None`.
    pub(crate) fn ok<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    /// Returns the errors, or the value if there are none.
    pub(crate) fn or<T>(self, value: T) -> Result<T> {
        self.0.map_or(Ok(value), Err)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl ToTokens for Errors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Some(errors) = &self.0 else {
            return;
        };
        let errors = errors.to_compile_error().into_iter().map(|mut token| {
            // `core` at the error is a second definition in an editor.
            if Host::is_editor() && is_ident(&token, "core") {
                token.set_span(Span::mixed_site());
            }
            token
        });
        tokens.extend(errors);
    }
}
