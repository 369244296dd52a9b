use std::fmt::Display;

use quote::ToTokens;
use syn::Ident;

use crate::check::{Operation, Part};
use crate::crate_path::CratePath;
use crate::path::Choice;

/// The section that the documentation of the annotated function gains: what is listed, what carries the
/// token, when it ends, as far as that is written in words.
pub(crate) fn pagination(krate: &CratePath, operation: &Operation) -> String {
    let listed = match &operation.items {
        Part::Words(collections, _) => format!("Lists {} of each page", in_words(collections)),
        Part::Closure(_) => "Lists what is on each page".into(),
    };
    let tokens = match (&operation.input_token, &operation.output_token) {
        (Part::Words(setters, _), Part::Words(choices, _)) => {
            let pairs: Vec<String> = setters
                .iter()
                .zip(choices)
                .map(|(set, read)| pair(set, read))
                .collect();
            pairs.join(" and ")
        }
        _ => "the token of the page before".into(),
    };
    let mut end = match &operation.more_results {
        Some(Part::Words(flag, _)) => format!("for as long as `{flag}` says that there is more"),
        Some(Part::Closure(_)) => "for as long as a page says that there is more".into(),
        None => "until a page carries none".into(),
    };
    match &operation.repeated_token {
        Some(policy) if policy == "End" => end.push_str(", or until a token comes again"),
        Some(policy) if policy == "Continue" => {
            end.push_str(", also with a token that comes again");
        }
        _ => {}
    }
    let mut errors = vec!["a request that failed"];
    if operation.error.is_some() {
        errors.push("a response that carries an error");
    }
    if operation.listing.is_some() {
        errors.push("a response that carries no listing");
    }
    if operation.more_results.is_some() {
        errors.push("a token that is missing");
    }
    if operation
        .repeated_token
        .as_ref()
        .is_none_or(|policy| policy == "Error")
    {
        errors.push("a token that comes again");
    }
    let errors = joined(&errors, "or");
    let krate = krate.to_token_stream().to_string().replace(' ', "");
    let krate = krate.trim_start_matches("::");
    format!(
        "\n\n# Pagination\n\n{listed}. Each further request is sent with {tokens}, {end}.\n\nNothing is sent before \
         the [items]({krate}::Items) or the [pages]({krate}::Pages) are polled. What stops it before its end is an \
         [error]({krate}::Error) that names the page: {errors}.\n"
    )
}

/// A member of the next request, and where its value comes from.
fn pair(setter: &Ident, Choice(read): &Choice) -> String {
    let setter = setter.to_string();
    let member = setter.strip_prefix("set_").unwrap_or(&setter);
    let names: Vec<String> = read.iter().map(|path| format!("`{path}`")).collect();
    let names = names.join(" of the page before, or else its ");
    match read.as_slice() {
        [only] if only.to_string() == member => format!("the {names} of the page before"),
        [_] => format!("the {names} of the page before as `{member}`"),
        _ => format!("the {names}, as `{member}`"),
    }
}

fn in_words<T: Display>(names: &[T]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    joined(&names, "and")
}

/// `a, b and c`
fn joined(words: &[&str], last_by: &str) -> String {
    match words {
        [words @ .., last] if !words.is_empty() => format!("{} {last_by} {last}", words.join(", ")),
        words => words.concat(),
    }
}
