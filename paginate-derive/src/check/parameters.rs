use proc_macro2::{Ident, Span, TokenTree};

use crate::errors::Errors;
use crate::parse::function::parameters::{Kind, Marker, Parameter, Parameters};
use crate::tokens::display::display_tokens;
use crate::tokens::{is_ident, is_punct};

impl Parameters {
    /// Checks the parameters of a function in the page form.
    pub(crate) fn check(&self, errors: &mut Errors) {
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
            if parameter.has_marker_arguments {
                errors.push(span, marker_with_arguments(marker));
            }
            if marker != first {
                let first = first.name();
                errors.push(
                    span,
                    format_args!(
                        "`#[{name}]` cannot be combined with `#[{first}]`: a page is requested with one of them, so remove the other parameter"
                    ),
                );
            } else if position > 0 && marker != Marker::Token {
                errors.push(
                    span,
                    format_args!("expected one `#[{name}]` parameter, found another"),
                );
            }
        }
        if let (Some((_, span)), false) = (self.page_size(), self.is_marked()) {
            errors.push(
                span,
                "`#[page_size]` needs a parameter that the page is requested with: mark it with `#[token]` or `#[offset]`; for a function that builds a request, write `page_size = \"limit\"`",
            );
        }
        for parameter in &self.0 {
            parameter.check_page_size(errors);
            parameter.check_clone(errors);
        }
    }

    /// Checks that the function that has these parameters is `async`.
    pub(crate) fn check_async(&self, signature: &[TokenTree], name: &Ident, errors: &mut Errors) {
        let Some((_, marker, span)) = self.markers().next() else {
            return;
        };
        let marker = marker.name();
        if is_rewritten(signature) {
            errors.push(
                span,
                format_args!(
                    "`#[paginate]` cannot be combined with `#[async_trait]`, which has rewritten `async fn {name}`: annotate a function outside, and return its paginator from `fn {name}(…) -> impl Paginator<…>` without `async`"
                ),
            );
        } else {
            errors.push(
                span,
                format_args!(
                    "expected an `async fn` that fetches one page, because of `#[{marker}]`: write `async fn {name}`"
                ),
            );
        }
    }

    /// Returns whether the markers are of different kinds.
    pub(crate) fn is_mixed(&self) -> bool {
        let first = self.marker();
        self.markers().any(|(_, marker, _)| marker != first)
    }
}

fn marker_with_arguments(marker: Marker) -> String {
    let (name, help) = (marker.name(), marker.argument_of_attribute());
    format!(
        "expected `#[{name}]` without arguments: write arguments in `#[paginate(…)]`, like `{help}`"
    )
}

/// Returns whether `#[async_trait]` has written the signature, which then has a lifetime `'async_trait`.
pub(crate) fn is_rewritten(signature: &[TokenTree]) -> bool {
    signature.iter().any(|token| is_ident(token, "async_trait"))
}

impl Parameter {
    /// Checks a parameter `#[page_size]`.
    fn check_page_size(&self, errors: &mut Errors) {
        let Some(span) = self.page_size else {
            return;
        };
        match self.kind {
            Kind::Argument { .. } if self.has_marker_arguments => {
                errors.push(span, marker_with_arguments(Marker::PageSize));
            }
            Kind::Argument { .. } => {}
            Kind::Receiver { .. } => {
                errors.push(span, "expected a parameter after `#[page_size]`, found `self`");
            }
            Kind::Marked(marker, _) => errors.push(
                span,
                format_args!(
                    "`#[page_size]` cannot be combined with `#[{}]` on one parameter: mark another one",
                    marker.name()
                ),
            ),
        }
    }

    /// Checks that the type is not a `&mut` reference. The compiler checks all other types.
    fn check_clone(&self, errors: &mut Errors) {
        let Some(reference) = self.unique_reference() else {
            return;
        };
        match self.kind {
            // The compiler reports that this is not an `Option`.
            Kind::Marked(..) => {}
            Kind::Receiver { .. } => errors.push(
                reference,
                "expected `&self` or `self`, found `&mut self`, which cannot be cloned for every page: take `&self`, and put what changes into a `Mutex` or a `RefCell`",
            ),
            Kind::Argument { .. } => {
                let found = display_tokens(self.ty());
                let referent = match self.ty() {
                    [_, keyword, referent @ ..] if is_ident(keyword, "mut") => referent,
                    [_, _, _, _, referent @ ..] => referent,
                    _ => &[],
                };
                let referent = display_tokens(referent);
                errors.push(
                    reference,
                    format_args!(
                        "expected a type that can be cloned for every page, found `{found}`: take a pool, or `&Mutex<{referent}>` with an async mutex, or `&RefCell<{referent}>`; if `{referent}` is a handle that implements `Clone`, take it by value"
                    ),
                );
            }
        }
    }

    /// Returns the span of `&` if this is `&mut self`, `self: &mut Self` or `a: &mut A`.
    pub(crate) fn unique_reference(&self) -> Option<Span> {
        let is_unique = |tokens: &[TokenTree]| {
            let after_lifetime = tokens.iter().position(|token| is_ident(token, "mut"));
            matches!(after_lifetime, Some(1 | 3)) && is_punct(&tokens[0], '&')
        };
        let receiver = match self.kind {
            Kind::Receiver { .. } => self.pattern.as_slice(),
            Kind::Argument { .. } | Kind::Marked(..) => &[],
        };
        [receiver, self.ty()]
            .into_iter()
            .find(|tokens| is_unique(tokens))
            .map(|tokens| tokens[0].span())
    }
}
