use syn::{Ident, LitInt};

use crate::check::operation::{PageSize, SizeSetter};
use crate::errors::Errors;
use crate::parse::arguments::Arguments;
use crate::parse::arguments::argument::Argument;
use crate::parse::arguments::closure::Closure;
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::parameters::{Marker, Parameters};

/// Checks the arguments that request a page again after a failure.
pub(super) fn check(
    arguments: &Arguments,
    marker: Marker,
    parameters: Option<&Parameters>,
    errors: &mut Errors,
) {
    let Arguments {
        page_size,
        first_page_size,
        too_large,
        ..
    } = arguments;
    let parameter = parameters.and_then(Parameters::page_size);
    let size_span = parameter.map(|(_, span)| span).or(page_size.key());
    check_fresh_token(arguments, marker, errors);
    if marker == Marker::PageNumber {
        if let Some(span) = too_large.key().or(size_span).or(first_page_size.key()) {
            errors.push(
                span,
                "a page size that changes cannot be combined with page numbers, because pages with the same number then begin elsewhere: use an offset, like `#[offset] offset: u32` or `offset = \"offset\"`, or remove the page size",
            );
        }
        return;
    }
    if let Some(parameters) = parameters {
        check_page_form(arguments, parameters, errors);
    } else {
        check_first_size(arguments, errors);
    }
    let is_missing = page_size.is_absent() && parameter.is_none();
    match (too_large.key(), size_span) {
        (Some(span), None) if is_missing => {
            let help = match parameters {
                Some(_) => "mark the parameter that takes it, like `#[page_size] size: u32`",
                None => "name the member of the request, like `page_size = \"limit\"`",
            };
            errors.push(
                span,
                format_args!("`too_large` needs the page size, found none: {help}"),
            );
        }
        (None, Some(span)) if too_large.is_absent() => errors.push(
            span,
            "missing argument `too_large`: say for which errors a page is requested again with half the size, like `too_large = |error| error.is_timeout()`",
        ),
        _ => {}
    }
}

fn check_fresh_token(arguments: &Arguments, marker: Marker, errors: &mut Errors) {
    let found = match marker {
        Marker::Token | Marker::PageSize => return,
        Marker::PageNumber => "page numbers",
        Marker::Offset => "offsets",
    };
    if let Some(span) = arguments.fresh_token.key() {
        errors.push(
            span,
            format_args!("`fresh_token` needs tokens, found {found}, which do not expire: remove `fresh_token`"),
        );
    }
}

/// Checks that only a parameter takes the page size.
fn check_page_form(arguments: &Arguments, parameters: &Parameters, errors: &mut Errors) {
    let setters = [
        ("page_size", arguments.page_size.key()),
        ("first_page_size", arguments.first_page_size.key()),
    ];
    for (key, span) in setters {
        if let Some(span) = span {
            errors.push(
                span,
                format_args!(
                    "`{key}` applies to a function that builds a request: mark the parameter that takes the page size, like `#[page_size] size: u32`, and remove `{key}`"
                ),
            );
        }
    }
    for (_, span) in parameters.page_sizes().skip(1) {
        errors.push(span, "expected one `#[page_size]` parameter, found another");
    }
}

/// Checks that the size of the first page is known.
fn check_first_size(arguments: &Arguments, errors: &mut Errors) {
    let Arguments {
        page_size,
        first_page_size,
        too_large,
        ..
    } = arguments;
    // With `too_large`, an error is reported for that argument.
    let is_alone = page_size.is_absent() && too_large.is_absent();
    if let (Some(span), true) = (first_page_size.key(), is_alone) {
        errors.push(
            span,
            "`first_page_size` needs `page_size`: name the member of the request that takes it, like `page_size = \"limit\"`",
        );
    }
    if let (
        Argument::Valid {
            value: StringOrClosure::Closure(closure),
            ..
        },
        true,
    ) = (page_size, first_page_size.is_absent())
    {
        errors.push(
            closure.span(),
            "missing argument `first_page_size`: a closure only sets the page size, so say how large the first page is, like `first_page_size = 100`",
        );
    }
    if let Argument::Valid { value, .. } = first_page_size {
        if matches!(value.base10_parse(), Ok(0_u128)) {
            errors.push(
                value.span(),
                "expected a page size of at least 1, found `0`: a page of size 0 has no items",
            );
        }
    }
}

/// Returns the page size, `None` if there is none or if an argument is invalid.
pub(super) fn page_size(
    setter: Argument<StringOrClosure<Ident>>,
    first: Argument<LitInt>,
    too_large: Argument<Closure>,
) -> Option<PageSize> {
    let first = first.value();
    let setter = setter.value().map(|setter| SizeSetter { setter, first });
    let too_large = too_large.value()?;
    Some(PageSize { setter, too_large })
}
