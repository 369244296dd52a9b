//! The second stage: reports arguments that are missing or in conflict, and functions that cannot be paginated.
//!
//! - In: the structs of [`parse`](crate::parse).
//! - Out: an [`Operation`], which is valid.

mod numbers;
pub(crate) mod operation;
mod parameters;
mod recover;
mod tokens;

use proc_macro2::Span;
use syn::{Error, Ident};

use self::operation::{Advance, NumberKind, Numbers, Operation, Request};
use self::parameters::is_rewritten;
use crate::errors::Errors;
use crate::parse::arguments::Arguments;
use crate::parse::arguments::argument::Argument;
use crate::parse::arguments::items_path::ItemsPath;
use crate::parse::arguments::member::Member;
use crate::parse::arguments::path::{Alternatives, Path, Segment};
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::Function;
use crate::parse::function::parameters::{Marker, Parameters};
use crate::parse::function::return_type::ReturnType;

/// Returns `None` if a required argument is missing or invalid.
pub(crate) fn check_operation<'a>(
    arguments: Arguments,
    parameters: Option<&'a Parameters>,
    errors: &mut Errors,
) -> Option<Operation<'a>> {
    let marker = match parameters {
        Some(parameters) if parameters.is_marked() => {
            check_page_form(&arguments, parameters.marker(), errors);
            parameters.marker()
        }
        // An error is reported for `#[page_size]`.
        Some(_) => return None,
        None if !arguments.page_number.is_absent() => Marker::PageNumber,
        None if !arguments.offset.is_absent() => Marker::Offset,
        None => Marker::Token,
    };
    match marker {
        // An error is reported for the second marker.
        _ if parameters.is_some_and(Parameters::is_mixed) => {}
        Marker::Token | Marker::PageSize => tokens::check(&arguments, parameters, errors),
        Marker::PageNumber | Marker::Offset => {
            numbers::check(&arguments, marker, parameters, errors);
        }
    }
    recover::check(&arguments, marker, parameters, errors);
    check_items(&arguments.items, errors);
    let advance = match marker {
        Marker::Token | Marker::PageSize => tokens::advance(
            arguments.token,
            arguments.input_token,
            arguments.output_token,
            parameters.is_some(),
        ),
        Marker::PageNumber => {
            let kind = NumberKind::PageNumber {
                first: arguments.first_page.value(),
                total_pages: arguments.total_pages.value(),
            };
            numbers::advance(
                kind,
                arguments.page_number,
                arguments.total_items,
                parameters,
            )
        }
        Marker::Offset => numbers::advance(
            NumberKind::Offset,
            arguments.offset,
            arguments.total_items,
            parameters,
        ),
    };
    let send = match arguments.send {
        Argument::Absent => {
            let span = Span::call_site();
            Some(StringOrClosure::String(Ident::new("send", span), span))
        }
        send => send.value(),
    };
    let request = match parameters {
        Some(parameters) => Request::Body(parameters),
        None => Request::Builder { send: send? },
    };
    let more_results = arguments.more_results.value();
    let (advance, items) = (advance?, arguments.items.value()?);
    let data = data(&advance, more_results.as_ref(), &items);
    Some(Operation {
        request,
        advance,
        more_results,
        data,
        error: arguments.error.value(),
        page_size: recover::page_size(
            arguments.page_size,
            arguments.first_page_size,
            arguments.too_large,
        ),
        fresh_token: arguments.fresh_token.value(),
        repeated_token: arguments.repeated_token.value(),
        items,
    })
}

/// Checks that the function can be expanded, and returns `None` if it has no body or no paginator.
pub(crate) fn check_function(
    function: &Function,
    parameters: Option<&Parameters>,
    errors: &mut Errors,
) -> Option<ReturnType> {
    if let Some(constness) = function.constness {
        let message = "`#[paginate]` cannot be used on a `const fn`: remove `const`";
        errors.push(constness, message);
    }
    if !function.has_body() {
        errors.push(
            function.name.span(),
            "expected a function with a body, found a declaration: annotate the method in the `impl` block",
        );
        return None;
    }
    if let Some(parameters) = parameters {
        parameters.check(errors);
        if !function.is_async {
            parameters.check_async(&function.signature, &function.name, errors);
            if is_rewritten(&function.signature) {
                return None;
            }
        }
    }
    let return_type = errors.ok(ReturnType::parse(function))?;
    if let (Some(_), Some(fallible)) = (parameters, &return_type.fallible) {
        errors.add(Error::new_spanned(
            fallible,
            "expected `impl Paginator<…>`, found a `Result`: the function returns before its body fetches a page, so the paginator yields the errors of the body",
        ));
    }
    let paginator = &return_type.paginator;
    if paginator.item().is_none() {
        errors.push(
            paginator.name.span(),
            "missing `Item`: declare the type of the items, like `impl Paginator<Item = …, Error = …>`",
        );
    }
    if paginator.error().is_none() {
        errors.push(
            paginator.name.span(),
            "missing `Error`: declare the type that errors are converted to, like `impl Paginator<Item = …, Error = …>`",
        );
    }
    Some(return_type)
}

/// Checks that there is no argument for a request.
fn check_page_form(arguments: &Arguments, marker: Marker, errors: &mut Errors) {
    let name = marker.name();
    let takes = match marker {
        Marker::Token | Marker::PageSize => "token",
        Marker::PageNumber | Marker::Offset => "number",
    };
    let setters = [
        ("input_token", arguments.input_token.key()),
        ("page_number", arguments.page_number.key()),
        ("offset", arguments.offset.key()),
    ];
    for (key, span) in setters {
        if let Some(span) = span {
            errors.push(
                span,
                format_args!(
                    "`{key}` cannot be combined with the `#[{name}]` parameter: the parameter takes the {takes}, so remove `{key}`"
                ),
            );
        }
    }
    if let Some(span) = arguments.send.key() {
        errors.push(
            span,
            format_args!(
                "`send` cannot be combined with the `#[{name}]` parameter: the body of the function sends the request, so remove `send`"
            ),
        );
    }
}

/// Checks that there is `items`, and that none of its paths contains another.
fn check_items(items: &Argument<StringOrClosure<Vec<ItemsPath>>>, errors: &mut Errors) {
    if items.is_absent() {
        errors.push(
            Span::call_site(),
            "missing argument `items`: name the member of the response that holds the items, like `items = \"evaluation_results\"`",
        );
    }
    let Argument::Valid {
        value: StringOrClosure::String(paths, _),
        ..
    } = items
    else {
        return;
    };
    for (index, path) in paths.iter().enumerate() {
        for earlier in &paths[..index] {
            if path.overlaps(earlier) {
                errors.push(
                    path.span(),
                    format_args!(
                        "expected paths that do not overlap, found `{earlier}` and `{path}`: remove one of them, because each is moved out of the page"
                    ),
                );
            }
        }
    }
}

/// Returns the path of the innermost member that all paths lead through. A closure decides whether a response carries
/// data, so there is none if there is a closure.
fn data(
    advance: &Advance,
    more_results: Option<&StringOrClosure<Path>>,
    items: &StringOrClosure<Vec<ItemsPath>>,
) -> Option<(Path, Span)> {
    let StringOrClosure::String(items, span) = items else {
        return None;
    };
    let (tokens, numbers) = match advance {
        Advance::Tokens {
            output_token: StringOrClosure::String(tokens, _),
            ..
        } => (tokens.as_slice(), None),
        Advance::Tokens { .. } => return None,
        Advance::Numbers(numbers) => (&[][..], Some(numbers)),
    };
    let total_pages = numbers.and_then(Numbers::total_pages);
    let total_items = numbers.and_then(|numbers| numbers.total_items.as_ref());
    let mut paths: Vec<&Path> = tokens
        .iter()
        .flat_map(|Alternatives(paths)| paths)
        .collect();
    for value in [more_results, total_pages, total_items]
        .into_iter()
        .flatten()
    {
        match value {
            StringOrClosure::String(path, _) => paths.push(path),
            StringOrClosure::Closure(_) => return None,
        }
    }
    let (first, other_items) = items.split_first()?;
    let mut common = first.outer_members();
    for path in other_items {
        common = common_start(common, path.outer_members().iter());
    }
    for path in paths {
        common = common_start(common, path.outer_members());
    }
    let segments = common.iter().cloned().map(Segment::Member).collect();
    (!common.is_empty()).then_some((Path(segments), *span))
}

/// Returns the members with which both paths begin.
fn common_start<'a, 'b>(
    path: &'a [Member],
    other: impl Iterator<Item = &'b Member>,
) -> &'a [Member] {
    let same = path
        .iter()
        .zip(other)
        .take_while(|(one, other)| one == other);
    &path[..same.count()]
}
