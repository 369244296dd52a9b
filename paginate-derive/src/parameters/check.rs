use proc_macro2::{Ident, Span, TokenTree};

use super::{Kind, Parameter, Parameters};
use crate::errors::Errors;
use crate::parameters::Marker;
use crate::tokens::{is_ident, is_punct};

impl Parameters {
    /// Checks the marked parameters and the receiver of a function in the page form.
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
