use proc_macro2::Span;
use syn::Ident;

use crate::argument::Argument;
use crate::arguments::Arguments;
use crate::errors::Errors;
use crate::function::Function;
use crate::path::{self, Alternatives, MemberPath, Path};
use crate::return_type::ReturnType;
use crate::value::StringOrClosure;

/// A paginated operation, as the arguments describe it.
pub(crate) struct Operation {
    /// The method that sends the request.
    pub(crate) send: StringOrClosure<Ident>,
    pub(crate) output_token: StringOrClosure<Vec<Alternatives>>,
    /// The setters of the request, one for each output token.
    pub(crate) input_token: StringOrClosure<Vec<Ident>>,
    pub(crate) more_results: Option<StringOrClosure<Path>>,
    /// The member that holds the whole listing: all paths begin with it.
    pub(crate) listing: Option<Ident>,
    pub(crate) error: Option<StringOrClosure<Path>>,
    /// A variant of `RepeatedTokenPolicy`.
    pub(crate) repeated_token: Option<Ident>,
    pub(crate) items: StringOrClosure<Vec<MemberPath>>,
}

impl Operation {
    /// Returns `None` if a required argument is missing or invalid.
    pub(crate) fn check(arguments: Arguments, errors: &mut Errors) -> Option<Self> {
        check_tokens(&arguments, errors);
        check_items(&arguments.items, errors);
        let (input_token, output_token) = match arguments.token.value() {
            Some(names) => {
                let span = names.first().map_or_else(Span::call_site, Ident::span);
                let setters = names.iter().map(path::setter).collect();
                let paths = names.into_iter().map(Alternatives::from).collect();
                (
                    Some(StringOrClosure::String(setters, span)),
                    Some(StringOrClosure::String(paths, span)),
                )
            }
            None => (
                arguments.input_token.value(),
                arguments.output_token.value(),
            ),
        };
        let send = match arguments.send {
            Argument::Absent => {
                let span = Span::call_site();
                Some(StringOrClosure::String(Ident::new("send", span), span))
            }
            send => send.value(),
        };
        let more_results = arguments.more_results.value();
        let (output_token, items) = (output_token?, arguments.items.value()?);
        let listing = listing_member(&output_token, more_results.as_ref(), &items).cloned();
        Some(Operation {
            send: send?,
            output_token,
            input_token: input_token?,
            more_results,
            listing,
            error: arguments.error.value(),
            repeated_token: arguments.repeated_token.value(),
            items,
        })
    }
}

/// Checks that the function can be expanded, and returns `None` if it has no body or no paginator.
pub(crate) fn check_function(function: &Function, errors: &mut Errors) -> Option<ReturnType> {
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
    let return_type = errors.ok(ReturnType::parse(function))?;
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
            "missing argument `input_token`: name the member of the request that takes the token, like `input_token = \"marker\"`",
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
fn check_items(items: &Argument<StringOrClosure<Vec<MemberPath>>>, errors: &mut Errors) {
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
            if path.starts_with(earlier) || earlier.starts_with(path) {
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
    items: &'a StringOrClosure<Vec<MemberPath>>,
) -> Option<&'a Ident> {
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
    let mut members = paths.chain(items.iter().map(MemberPath::outer_member));
    let first = members.next()??;
    members.all(|member| member == Some(first)).then_some(first)
}
