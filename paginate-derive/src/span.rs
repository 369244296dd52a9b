//! The spans of the code that the macro writes.

use proc_macro2::Span;

/// Returns a span for code of the expansion: errors are reported at `span`, but lints do not apply, and local variables are
/// hygienic.
pub(crate) fn mixed_site_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}
