use std::slice;

use proc_macro2::Span;
use syn::{Error, Ident, LitStr, Result};

use crate::args::{Argument, Arguments};
use crate::crate_path::CratePath;
use crate::function::Function;
use crate::mistakes::Mistakes;
use crate::near;
use crate::path::{self, Choice, Members, Path};
use crate::returns::Returns;
use crate::value::{Closure, Value};

/// How the pages of one operation follow each other, and what is listed on them.
pub(crate) struct Operation {
    /// The method that sends the request.
    pub(crate) send: Part<Ident>,
    pub(crate) output_token: Part<Vec<Choice>>,
    /// The setters of the request, one for each token that is read.
    pub(crate) input_token: Part<Vec<Ident>>,
    pub(crate) more_results: Option<Part<Path>>,
    /// The member that holds the whole listing: every path leads through it.
    pub(crate) listing: Option<Ident>,
    /// The member that carries an error in a successful response.
    pub(crate) error: Option<Part<Path>>,
    /// A variant of `RepeatedTokenPolicy`.
    pub(crate) repeated_token: Option<Ident>,
    pub(crate) items: Part<Vec<Members>>,
}

/// One step of an operation: in words, which code is made of, or as code.
pub(crate) enum Part<T> {
    Words(T, Span),
    Closure(Closure),
}

impl<T> Part<T> {
    /// Where it is written.
    pub(crate) fn place(&self) -> Span {
        match self {
            Part::Words(_, place) => *place,
            Part::Closure(closure) => closure.span(),
        }
    }
}

impl Operation {
    /// `None` if a step is missing; every mistake has been told.
    pub(crate) fn check(arguments: &mut Arguments, mistakes: &mut Mistakes) -> Option<Self> {
        check_keys(arguments, mistakes);
        let (input_token, output_token) = match arguments.take("token") {
            Some(token) => same_tokens(&token, mistakes).unzip(),
            None => tokens(
                arguments.take("input_token"),
                arguments.take("output_token"),
                mistakes,
            ),
        };
        let items = arguments.take("items");
        let items = items.and_then(|items| part(items, |items| collections(items, mistakes)));
        let mut path = |key| {
            let argument = arguments.take(key)?;
            part(argument, |path| string(path, Path::parse, mistakes))
        };
        let more_results = path("more_results");
        let error = path("error");
        let send = match arguments.take("send") {
            Some(send) => part(send, |send| string(send, path::name, mistakes)),
            None => Some(Part::Words(
                Ident::new("send", Span::call_site()),
                Span::call_site(),
            )),
        };
        let repeated_token = arguments.take("repeated_token");
        let repeated_token =
            repeated_token.and_then(|policy| string(&policy, repeated_token_variant, mistakes));
        let (output_token, items) = (output_token?, items?);
        let listing = listing_member(&output_token, more_results.as_ref(), &items).cloned();
        Some(Operation {
            send: send?,
            output_token,
            input_token: input_token?,
            more_results,
            listing,
            error,
            repeated_token,
            items,
        })
    }
}

/// Finds the member that every path leads through. A closure decides for itself whether a response carries a listing.
fn listing_member<'a>(
    output_token: &'a Part<Vec<Choice>>,
    more_results: Option<&'a Part<Path>>,
    items: &'a Part<Vec<Members>>,
) -> Option<&'a Ident> {
    let (Part::Words(tokens, _), Part::Words(items, _)) = (output_token, items) else {
        return None;
    };
    let flag = match more_results {
        None => None,
        Some(Part::Words(flag, _)) => Some(flag),
        Some(Part::Closure(_)) => return None,
    };
    let tokens = tokens.iter().flat_map(|Choice(paths)| paths);
    let paths = tokens.chain(flag).map(Path::outer_member);
    let mut members = paths.chain(items.iter().map(Members::outer_member));
    let first = members.next()??;
    members.all(|member| member == Some(first)).then_some(first)
}

/// Where paginate-core is: `None` if that is mistaken.
pub(crate) fn check_crate(arguments: &mut Arguments, mistakes: &mut Mistakes) -> Option<CratePath> {
    if !arguments.has("crate") {
        return Some(CratePath::usual());
    }
    let argument = arguments.take("crate")?;
    match argument.value {
        Value::Path(path) => Some(path),
        _ => string(
            &argument,
            |literal| CratePath::parse_string(literal).ok_or_else(|| argument.unexpected()),
            mistakes,
        ),
    }
}

/// Checks what the function must be, whatever the arguments are.
pub(crate) fn check_function(function: &Function, mistakes: &mut Mistakes) -> Option<Returns> {
    if let Some(constness) = function.constness {
        mistakes.at(
            constness,
            "a paginator is not made at compile time, remove `const`",
        );
    }
    if !function.has_body() {
        mistakes.at(
            function.name.span(),
            "there is no body to build a request: annotate the method where it is implemented",
        );
        return None;
    }
    let returns = mistakes.ok(Returns::parse(function))?;
    for (name, what) in [
        ("Item", "is listed"),
        ("Error", "a failure is converted to"),
    ] {
        if returns.paginator.associated(name).is_none() {
            mistakes.at(
                returns.paginator.name.span(),
                format_args!("`{name}` is missing: name the type that {what}, as in `impl Paginator<Item = …, Error = …>`"),
            );
        }
    }
    Some(returns)
}

/// Which keys there are, and which go together.
fn check_keys(arguments: &Arguments, mistakes: &mut Mistakes) {
    let mut missing = |what| mistakes.at(Span::call_site(), what);
    match ["token", "input_token", "output_token"].map(|key| arguments.has(key)) {
        [true, false, false] | [false, true, true] => {}
        [false, false, false] => missing(
            "`token` is missing: name the member that carries the token, in the response and in the next request, like `token = \"next_token\"`",
        ),
        [false, true, false] => missing(
            "`output_token` is missing: name the member of the response that carries the token, like `output_token = \"next_marker\"`",
        ),
        [false, false, true] => missing(
            "`input_token` is missing: name the member of the next request that takes the token, like `input_token = \"marker\"`",
        ),
        [true, ..] => {
            for key in ["input_token", "output_token"] {
                if let Some(argument) = arguments.get(key) {
                    let message = "`token` is short for `input_token` and `output_token` with one name, so it goes with neither";
                    mistakes.at(argument.key.span(), message);
                }
            }
        }
    }
    if !arguments.has("items") {
        mistakes.at(
            Span::call_site(),
            "`items` is missing: name the member of the response that is listed, like `items = \"evaluation_results\"`",
        );
    }
}

/// `token`, for both sides.
fn same_tokens(
    token: &Argument,
    mistakes: &mut Mistakes,
) -> Option<(Part<Vec<Ident>>, Part<Vec<Choice>>)> {
    let place = token.value.span();
    let names = strings(token, path::name, mistakes)?;
    let setters = names.iter().map(path::setter).collect();
    let choices = names.into_iter().map(Choice::from).collect();
    Some((Part::Words(setters, place), Part::Words(choices, place)))
}

/// `input_token` and `output_token`.
fn tokens(
    input: Option<Argument>,
    output: Option<Argument>,
    mistakes: &mut Mistakes,
) -> (Option<Part<Vec<Ident>>>, Option<Part<Vec<Choice>>>) {
    let input =
        input.and_then(|input| part(input, |input| strings(input, path::setter_of, mistakes)));
    let output =
        output.and_then(|output| part(output, |output| strings(output, Choice::parse, mistakes)));
    if let (Some(Part::Words(set, setting)), Some(Part::Words(read, reading))) = (&input, &output) {
        if set.len() != read.len() {
            let message = format!(
                "`input_token` sets {} and `output_token` reads {}: they go in pairs",
                set.len(),
                read.len()
            );
            mistakes.at(*setting, &message);
            mistakes.at(*reading, &message);
        }
    }
    (input, output)
}

fn collections(items: &Argument, mistakes: &mut Mistakes) -> Option<Vec<Members>> {
    let collections = strings(items, Members::parse, mistakes)?;
    for (index, inner) in collections.iter().enumerate() {
        for outer in collections.iter().take(index) {
            if inner.starts_with(outer) || outer.starts_with(inner) {
                let message = format!(
                    "`{inner}` and `{outer}` are one inside the other, and both cannot be moved out of the page"
                );
                mistakes.at(inner.span(), message);
            }
        }
    }
    Some(collections)
}

fn repeated_token_variant(literal: &LitStr) -> Result<Ident> {
    let value = literal.value();
    let variant = match value.as_str() {
        "error" => "Error",
        "end" => "End",
        "continue" => "Continue",
        _ => {
            let message = near::unknown("value", &value, &["error", "end", "continue"]);
            return Err(Error::new(literal.span(), message));
        }
    };
    Ok(Ident::new(variant, literal.span()))
}

fn part<T>(argument: Argument, words: impl FnOnce(&Argument) -> Option<T>) -> Option<Part<T>> {
    match argument.value {
        Value::Closure(closure) => Some(Part::Closure(closure)),
        _ => Some(Part::Words(words(&argument)?, argument.value.span())),
    }
}

/// The value where it must be a single string.
fn string<T>(
    argument: &Argument,
    parse: impl Fn(&LitStr) -> Result<T>,
    mistakes: &mut Mistakes,
) -> Option<T> {
    mistakes.ok(match &argument.value {
        Value::Text(literal) => parse(literal),
        _ => Err(argument.unexpected()),
    })
}

/// The value where it may be one string or several.
fn strings<T>(
    argument: &Argument,
    parse: impl Fn(&LitStr) -> Result<T>,
    mistakes: &mut Mistakes,
) -> Option<Vec<T>> {
    let literals = match &argument.value {
        Value::Text(literal) => slice::from_ref(literal),
        Value::List(literals) => literals,
        Value::Closure(_) | Value::Path(_) => {
            mistakes.add(argument.unexpected());
            return None;
        }
    };
    // All of them are parsed before the first that is mistaken ends it.
    let parsed: Vec<Option<T>> = literals
        .iter()
        .map(|literal| mistakes.ok(parse(literal)))
        .collect();
    parsed.into_iter().collect()
}
