use proc_macro2::Span;
use syn::{Error, Ident};

use crate::argument::Argument;
use crate::arguments::Arguments;
use crate::errors::Errors;
use crate::function::Function;
use crate::items_path::ItemsPath;
use crate::member::{self, Member};
use crate::parameters::Parameters;
use crate::path::{Alternatives, Path};
use crate::return_type::ReturnType;
use crate::value::StringOrClosure;

/// A paginated operation, as the arguments describe it.
pub(crate) struct Operation<'a> {
    pub(crate) request: Request<'a>,
    pub(crate) output_token: StringOrClosure<Vec<Alternatives>>,
    pub(crate) more_results: Option<StringOrClosure<Path>>,
    /// The member that holds the whole listing: all paths begin with it.
    pub(crate) listing: Option<Member>,
    pub(crate) error: Option<StringOrClosure<Path>>,
    /// A variant of `RepeatedTokenPolicy`.
    pub(crate) repeated_token: Option<Ident>,
    pub(crate) items: StringOrClosure<Vec<ItemsPath>>,
}

/// How a page is requested.
pub(crate) enum Request<'a> {
    /// The request form: the function builds a request.
    Builder {
        /// The method that sends the request.
        send: StringOrClosure<Ident>,
        /// The setters of the request, one for each output token.
        input_token: StringOrClosure<Vec<Ident>>,
    },
    /// The page form: the body of the function fetches a page, and its marked parameters take the tokens.
    Body(&'a Parameters),
}

impl<'a> Operation<'a> {
    /// Returns `None` if a required argument is missing or invalid.
    pub(crate) fn check(
        arguments: Arguments,
        parameters: Option<&'a Parameters>,
        errors: &mut Errors,
    ) -> Option<Self> {
        match parameters {
            Some(parameters) => check_page_form(&arguments, parameters, errors),
            None => check_tokens(&arguments, errors),
        }
        check_items(&arguments.items, errors);
        let (request, output_token) = match parameters {
            Some(parameters) => (
                Some(Request::Body(parameters)),
                arguments.output_token.value(),
            ),
            None => request_form(
                arguments.send,
                arguments.token,
                arguments.input_token,
                arguments.output_token,
            ),
        };
        let more_results = arguments.more_results.value();
        let (output_token, items) = (output_token?, arguments.items.value()?);
        let listing = listing_member(&output_token, more_results.as_ref(), &items).cloned();
        Some(Operation {
            request: request?,
            output_token,
            more_results,
            listing,
            error: arguments.error.value(),
            repeated_token: arguments.repeated_token.value(),
            items,
        })
    }
}

/// Returns the request of the request form, and the output token.
fn request_form(
    send: Argument<StringOrClosure<Ident>>,
    token: Argument<Vec<Ident>>,
    input_token: Argument<StringOrClosure<Vec<Ident>>>,
    output_token: Argument<StringOrClosure<Vec<Alternatives>>>,
) -> (
    Option<Request<'static>>,
    Option<StringOrClosure<Vec<Alternatives>>>,
) {
    let (input_token, output_token) = match token.value() {
        Some(names) => {
            let span = names.first().map_or_else(Span::call_site, Ident::span);
            let setters = names.iter().map(member::setter).collect();
            let paths = names.into_iter().map(Alternatives::from).collect();
            (
                Some(StringOrClosure::String(setters, span)),
                Some(StringOrClosure::String(paths, span)),
            )
        }
        None => (input_token.value(), output_token.value()),
    };
    let send = match send {
        Argument::Absent => {
            let span = Span::call_site();
            Some(StringOrClosure::String(Ident::new("send", span), span))
        }
        send => send.value(),
    };
    let request = send
        .zip(input_token)
        .map(|(send, input_token)| Request::Builder { send, input_token });
    (request, output_token)
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
        parameters.check(function.is_async, &function.name, errors);
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

/// Checks that there is `output_token`, with as many tokens as there are parameters for them, and no argument for a request.
fn check_page_form(arguments: &Arguments, parameters: &Parameters, errors: &mut Errors) {
    let conflicts = [
        (
            arguments.token.key(),
            "`token` cannot be combined with a `#[token]` parameter: name only the member of the response, like `output_token = \"next_token\"`",
        ),
        (
            arguments.input_token.key(),
            "`input_token` cannot be combined with a `#[token]` parameter: the parameter takes the token, so remove `input_token`",
        ),
        (
            arguments.send.key(),
            "`send` cannot be combined with a `#[token]` parameter: the body of the function sends the request, so remove `send`",
        ),
    ];
    for (key, message) in conflicts {
        if let Some(key) = key {
            errors.push(key, message);
        }
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
            let markers: Vec<Span> = parameters.marked().map(|(_, marker)| marker.span()).collect();
            if paths.len() != markers.len() {
                let message = format!(
                    "expected as many strings in `output_token` as `#[token]` parameters, found {} and {}",
                    paths.len(),
                    markers.len()
                );
                errors.push(*span, &message);
                errors.push(markers[markers.len() - 1], &message);
            }
        }
        _ => {}
    }
}

/// Checks that there is either `token`, or `input_token` and `output_token` with the same number of tokens.
fn check_tokens(arguments: &Arguments, errors: &mut Errors) {
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

/// Returns the first member of all paths, if it is the same. A closure decides whether a response carries a listing, so
/// there is none if there is a closure.
fn listing_member<'a>(
    output_token: &'a StringOrClosure<Vec<Alternatives>>,
    more_results: Option<&'a StringOrClosure<Path>>,
    items: &'a StringOrClosure<Vec<ItemsPath>>,
) -> Option<&'a Member> {
    let (StringOrClosure::String(tokens, _), StringOrClosure::String(items, _)) =
        (output_token, items)
    else {
        return None;
    };
    let more_results = match more_results {
        None => None,
        Some(StringOrClosure::String(path, _)) => Some(path),
        Some(StringOrClosure::Closure(_)) => return None,
    };
    let tokens = tokens.iter().flat_map(|Alternatives(paths)| paths);
    let paths = tokens.chain(more_results).map(Path::outer_member);
    let mut members = paths.chain(items.iter().map(ItemsPath::outer_member));
    let first = members.next()??;
    members.all(|member| member == Some(first)).then_some(first)
}
