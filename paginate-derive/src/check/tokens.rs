use proc_macro2::Span;
use syn::Ident;

use crate::check::operation::Advance;
use crate::errors::Errors;
use crate::parse::arguments::Arguments;
use crate::parse::arguments::argument::Argument;
use crate::parse::arguments::member;
use crate::parse::arguments::path::Alternatives;
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::parameters::{Parameter, Parameters};

type OutputToken = StringOrClosure<Vec<Alternatives>>;

/// Checks the arguments of a listing with tokens.
pub(super) fn check(arguments: &Arguments, parameters: Option<&Parameters>, errors: &mut Errors) {
    match parameters {
        Some(parameters) => check_parameters(arguments, parameters, errors),
        None => check_setters(arguments, errors),
    }
    let numbers = [
        ("first_page", arguments.first_page.key(), "page numbers"),
        ("total_pages", arguments.total_pages.key(), "page numbers"),
        (
            "total_items",
            arguments.total_items.key(),
            "page numbers or offsets",
        ),
    ];
    for (key, span, needed) in numbers {
        if let Some(span) = span {
            errors.push(
                span,
                format_args!(
                    "`{key}` needs {needed}, found tokens: add `page_number = \"…\"`, or mark a parameter with `#[page_number]`"
                ),
            );
        }
    }
}

/// Returns how the listing advances, `None` if an argument is invalid.
pub(super) fn advance(
    token: Argument<Vec<Ident>>,
    input_token: Argument<StringOrClosure<Vec<Ident>>>,
    output_token: Argument<OutputToken>,
    is_page_form: bool,
) -> Option<Advance> {
    let (input_token, output_token) = match token.value() {
        Some(names) if !is_page_form => {
            let span = names.first().map_or_else(Span::call_site, Ident::span);
            let setters = names.iter().map(member::setter).collect();
            let paths = names.into_iter().map(Alternatives::from).collect();
            (
                Some(StringOrClosure::String(setters, span)),
                Some(StringOrClosure::String(paths, span)),
            )
        }
        _ => (input_token.value(), output_token.value()),
    };
    if input_token.is_none() && !is_page_form {
        return None;
    }
    Some(Advance::Tokens {
        output_token: output_token?,
        input_token,
    })
}

/// Checks that there is `output_token`, with as many tokens as there are parameters for them.
fn check_parameters(arguments: &Arguments, parameters: &Parameters, errors: &mut Errors) {
    if let Some(key) = arguments.token.key() {
        errors.push(
            key,
            "`token` cannot be combined with the `#[token]` parameter: name only the member of the response, like `output_token = \"next_token\"`",
        );
    }
    match &arguments.output_token {
        Argument::Absent if arguments.token.is_absent() => errors.push(
            Span::call_site(),
            "missing argument `output_token`: name the member of the response that carries the token, like `output_token = \"next_marker\"`",
        ),
        Argument::Valid {
            value: StringOrClosure::String(paths, span),
            ..
        } => {
            check_number_of_parts(paths.len(), *span, parameters, errors);
        }
        _ => {}
    }
}

/// Checks that there is a parameter for each string, or that one parameter is a tuple with a part for each string.
fn check_number_of_parts(strings: usize, span: Span, parameters: &Parameters, errors: &mut Errors) {
    let marked: Vec<&Parameter> = parameters
        .marked()
        .map(|(parameter, _)| parameter)
        .collect();
    let (found, of, help) = match marked.as_slice() {
        [_] if strings == 1 => return,
        [parameter] => match parameter.parts() {
            0 => (
                1,
                "`#[token]` parameters",
                "mark a parameter for each string, or one for all of them, like `#[token] token: Option<(A, B)>`",
            ),
            parts => (
                parts,
                "parts of the `#[token]` parameter",
                "write a type for each string, like `#[token] token: Option<(A, B)>`",
            ),
        },
        marked => (
            marked.len(),
            "`#[token]` parameters",
            "write a string for each parameter, like `output_token = [\"a\", \"b\"]`",
        ),
    };
    if found != strings {
        errors.push(
            span,
            format_args!("expected as many strings in `output_token` as {of}, found {strings} and {found}: {help}"),
        );
    }
}

/// Checks that there is either `token`, or `input_token` and `output_token` with the same number of tokens.
fn check_setters(arguments: &Arguments, errors: &mut Errors) {
    let Arguments {
        token,
        input_token,
        output_token,
        ..
    } = arguments;
    if !token.is_absent() {
        let keys = [input_token.key(), output_token.key()];
        for key in keys.into_iter().flatten() {
            errors.push(
                key,
                "`token` cannot be combined with `input_token` or `output_token`: `token` is short for both with the same name",
            );
        }
        return;
    }
    let mut missing = |message| errors.push(Span::call_site(), message);
    match (input_token.is_absent(), output_token.is_absent()) {
        (true, true) => missing(
            "missing argument `token`: name the member of both the response and the request that carries the token, like `token = \"next_token\"`",
        ),
        (false, true) => missing(
            "missing argument `output_token`: name the member of the response that carries the token, like `output_token = \"next_marker\"`",
        ),
        (true, false) => missing(
            "missing argument `input_token`: name the member of the request that takes the token, like `input_token = \"marker\"`, or mark the parameter of an `async fn` that takes the token with `#[token]`",
        ),
        (false, false) => {}
    }
    if let (
        Argument::Valid {
            value: StringOrClosure::String(setters, input_span),
            ..
        },
        Argument::Valid {
            value: StringOrClosure::String(paths, output_span),
            ..
        },
    ) = (input_token, output_token)
    {
        if setters.len() != paths.len() {
            let message = format!(
                "expected the same number of strings in `input_token` and `output_token`, found {} and {}",
                setters.len(),
                paths.len()
            );
            errors.push(*input_span, &message);
            errors.push(*output_span, &message);
        }
    }
}
