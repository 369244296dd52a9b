use std::fmt::Display;

use quote::ToTokens;
use syn::Ident;

use crate::check::{Operation, Part};
use crate::crate_path::CratePath;
use crate::path::Choice;

/// Returns the section on pagination for the documentation of the annotated function: what is listed, what carries
/// the token, and when the listing ends.
pub(crate) fn pagination(krate: &CratePath, operation: &Operation) -> String {
    let listed = match &operation.items {
        Part::Words(collections, _) => format!("Lists {} of each page", in_words(collections)),
        Part::Closure(_) => "Lists the items of each page".into(),
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
        _ => "the token of the previous page".into(),
    };
    let mut end = match &operation.more_results {
        Some(Part::Words(flag, _)) => format!("when `{flag}` is false"),
        Some(Part::Closure(_)) => "when a page reports that there are no more results".into(),
        None => "at the first page without a token".into(),
    };
    match &operation.repeated_token {
        Some(policy) if policy == "End" => end.push_str(", or when a token is repeated"),
        Some(policy) if policy == "Continue" => end.push_str(", not when a token is repeated"),
        _ => {}
    }
    let mut errors = vec!["A failed request"];
    if operation.error.is_some() {
        errors.push("a response that carries an error");
    }
    if operation.listing.is_some() {
        errors.push("a response that carries no listing");
    }
    if operation.more_results.is_some() {
        errors.push("a missing token");
    }
    if operation
        .repeated_token
        .as_ref()
        .is_none_or(|policy| policy == "Error")
    {
        errors.push("a repeated token");
    }
    let errors = joined(&errors, "or");
    let [items, pages, error] = ["Items", "Pages", "Error"].map(|name| link(krate, name));
    format!(
        "\n\n# Pagination\n\n{listed}. Each further request carries {tokens}. The listing ends {end}.\n\n\
         No request is sent before the {items} or the {pages} are polled. {errors} ends the listing with an {error} \
         that carries the page number.\n"
    )
}

/// A link to a type of paginate-core.
fn link(krate: &CratePath, name: &str) -> String {
    let krate = krate.to_token_stream().to_string().replace(' ', "");
    if krate.contains('$') {
        // `$crate` has no meaning in documentation.
        return format!("`{name}`");
    }
    let krate = krate.trim_start_matches("::");
    format!("[`{name}`]({krate}::{name})")
}

/// A member of the next request, and where its value comes from.
fn pair(setter: &Ident, Choice(read): &Choice) -> String {
    let setter = setter.to_string();
    let member = setter.strip_prefix("set_").unwrap_or(&setter);
    let names: Vec<String> = read.iter().map(|path| format!("`{path}`")).collect();
    let names = names.join(" of the previous page, or else its ");
    match read.as_slice() {
        [only] if only.to_string() == member => format!("the {names} of the previous page"),
        [_] => format!("the {names} of the previous page as `{member}`"),
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
