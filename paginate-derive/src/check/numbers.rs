use proc_macro2::Span;
use syn::Ident;

use crate::check::operation::{Advance, NumberKind, Numbers};
use crate::errors::Errors;
use crate::parse::arguments::Arguments;
use crate::parse::arguments::argument::Argument;
use crate::parse::arguments::items_path::ItemsPath;
use crate::parse::arguments::path::Path;
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::parameters::{Marker, Parameters};

/// Checks the arguments of a listing with page numbers or offsets.
pub(super) fn check(
    arguments: &Arguments,
    marker: Marker,
    parameters: Option<&Parameters>,
    errors: &mut Errors,
) {
    if parameters.is_none() && !arguments.page_number.is_absent() {
        let message = "`offset` cannot be combined with `page_number`";
        push(errors, arguments.offset.key(), message);
    }
    let tokens = [
        ("token", arguments.token.key()),
        ("output_token", arguments.output_token.key()),
    ];
    for (key, span) in tokens {
        if let Some(span) = span {
            errors.push(
                span,
                format_args!(
                    "`{key}` cannot be combined with `{}`: the number takes the place of a token, so remove `{key}`",
                    marker.name()
                ),
            );
        }
    }
    let is_countable = match &arguments.items {
        Argument::Valid { value, .. } => match value {
            StringOrClosure::String(paths, _) => paths.iter().all(ItemsPath::is_countable),
            StringOrClosure::Closure(_) => false,
        },
        Argument::Absent | Argument::Invalid { .. } => true,
    };
    match marker {
        Marker::Offset => {
            check_offset(arguments, errors);
            if !is_countable {
                push(
                    errors,
                    arguments.items.key(),
                    "`offset` counts the items that a page carries, so `items` must name them, like `items = \"data\"`: to count otherwise, take the offset as `#[token]` and write `output_token = |page, offset| …`",
                );
            }
        }
        Marker::PageNumber | Marker::Token | Marker::PageSize => {
            check_page_number(arguments, errors);
            if !is_countable {
                check_end(arguments, errors);
            }
        }
    }
}

fn check_offset(arguments: &Arguments, errors: &mut Errors) {
    push(
        errors,
        arguments.total_pages.key(),
        "`total_pages` needs page numbers, found an offset: name the number of all items, like `total_items = \"total\"`",
    );
    push(
        errors,
        arguments.first_page.key(),
        "`first_page` needs page numbers, found an offset: an offset starts at 0",
    );
}

fn check_page_number(arguments: &Arguments, errors: &mut Errors) {
    push(
        errors,
        arguments.repeated_token.key(),
        "`repeated_token` cannot be combined with `page_number`: a page number is never repeated",
    );
}

/// Checks that the end of numbered pages is known, whose items a closure or a getter returns.
fn check_end(arguments: &Arguments, errors: &mut Errors) {
    let needs_count = !arguments.total_items.is_absent()
        || arguments.more_results.is_absent() && arguments.total_pages.is_absent();
    if needs_count {
        push(
            errors,
            arguments.items.key(),
            "the end of numbered pages needs the number of items on a page, so `items` must name them, like `items = \"data\"`: to use a closure or a getter, add `more_results` or `total_pages`, and no `total_items`",
        );
    }
}

fn push(errors: &mut Errors, span: Option<Span>, message: &str) {
    if let Some(span) = span {
        errors.push(span, message);
    }
}

/// Returns how the listing advances, `None` if an argument is invalid.
pub(super) fn advance(
    kind: NumberKind,
    setter: Argument<StringOrClosure<Ident>>,
    total_items: Argument<StringOrClosure<Path>>,
    parameters: Option<&Parameters>,
) -> Option<Advance> {
    let marked = parameters.and_then(|parameters| parameters.marked().next());
    let (span, ty_span) = match marked {
        Some((parameter, span)) => (span, parameter.ty_span()),
        None => (setter.key()?, setter.key()?),
    };
    let setter = setter.value();
    if setter.is_none() && parameters.is_none() {
        return None;
    }
    Some(Advance::Numbers(Numbers {
        kind,
        span,
        ty_span,
        setter,
        total_items: total_items.value(),
    }))
}
