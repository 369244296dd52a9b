use std::fmt::Display;

use quote::ToTokens;
use syn::Ident;

use crate::check::operation::{Advance, NumberKind, Numbers, Operation};
use crate::parse::arguments::crate_path::CratePath;
use crate::parse::arguments::items_path::ItemsPath;
use crate::parse::arguments::path::Alternatives;
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::return_type::DeclaredType;
use crate::tokens::display::display_tokens;
use crate::tokens::without_completion_marker;

/// Returns the section `# Pagination` for the documentation of an annotated function.
pub(crate) fn section(
    krate: &CratePath,
    operation: &Operation,
    item: Option<&DeclaredType>,
) -> String {
    let items = items(operation, item);
    let tokens = tokens(operation);
    let end = end(operation);
    let again = requested_again(operation);
    let errors = capitalized(&list(&errors(operation), "or"));
    let [items_link, pages_link, error_link] =
        ["Items", "Pages", "Error"].map(|name| link(krate, name));
    let section = format!(
        "\n\n# Pagination\n\n\
         Yields {items} of every page. Each further request carries {tokens}. The listing ends {end}.{again}\n\n\
         No request is sent until the {items_link} or the {pages_link} are polled. {errors} terminates the listing with an \
         {error_link} that carries the page number.\n"
    );
    without_completion_marker(&section).into_owned()
}

/// Returns which pages are requested again after a failure.
fn requested_again(operation: &Operation) -> String {
    let mut again = String::new();
    if operation.page_size.is_some() {
        again += " A page that is too large is requested again with half the size.";
    }
    if operation.fresh_token.is_some() {
        again += " A page whose token has expired is requested again with a fresh token.";
    }
    again
}

/// Returns what is yielded, like "every `Rule` in `rules`".
fn items(operation: &Operation, item: Option<&DeclaredType>) -> String {
    let item = match item {
        Some(DeclaredType(tokens)) => format!("every `{}`", display_tokens(tokens)),
        None => "every item".into(),
    };
    match &operation.items {
        StringOrClosure::String(paths, _) if !paths.iter().any(ItemsPath::is_page) => {
            format!("{item} in {}", list(&in_code(paths), "and"))
        }
        StringOrClosure::String(..) | StringOrClosure::Closure(_) => item,
    }
}

/// Returns what a request carries, like "the `next_marker` of the previous page as `marker`".
fn tokens(operation: &Operation) -> String {
    match &operation.advance {
        Advance::Tokens {
            output_token: StringOrClosure::String(paths, _),
            input_token: Some(StringOrClosure::String(setters, _)),
        } => {
            let tokens = setters.iter().zip(paths);
            let tokens: Vec<String> = tokens
                .map(|(setter, paths)| token(Some(setter), paths))
                .collect();
            list(&tokens, "and")
        }
        Advance::Tokens {
            output_token: StringOrClosure::String(paths, _),
            input_token: None,
        } => {
            let tokens: Vec<String> = paths.iter().map(|paths| token(None, paths)).collect();
            list(&tokens, "and")
        }
        Advance::Tokens { .. } => "the token of the previous page".into(),
        Advance::Numbers(numbers) => number(numbers),
    }
}

/// Returns the number that a request carries, like "the next page number as `page`".
fn number(numbers: &Numbers) -> String {
    let number = match numbers.kind {
        NumberKind::PageNumber { .. } => "the next page number",
        NumberKind::Offset => "the number of items on the previous pages",
    };
    match &numbers.setter {
        Some(StringOrClosure::String(setter, _)) => format!("{number} as `{}`", member(setter)),
        Some(StringOrClosure::Closure(_)) | None => number.into(),
    }
}

/// Returns the member that a setter sets.
fn member(setter: &Ident) -> String {
    let setter = setter.to_string();
    setter.strip_prefix("set_").unwrap_or(&setter).into()
}

/// Returns one token, with the member of the request that takes it.
fn token(setter: Option<&Ident>, Alternatives(paths): &Alternatives) -> String {
    let names = in_code(paths).join(" of the previous page, or else its ");
    match (setter.map(member), paths.as_slice()) {
        (None, [_]) => format!("the {names} of the previous page"),
        (Some(member), [path]) if path.to_string() == member => {
            format!("the {names} of the previous page")
        }
        (Some(member), [_]) => format!("the {names} of the previous page as `{member}`"),
        (None, _) => format!("the {names}"),
        (Some(member), _) => format!("the {names}, as `{member}`"),
    }
}

/// Returns when the listing ends without an error.
fn end(operation: &Operation) -> String {
    let end = match (&operation.more_results, &operation.advance) {
        (Some(StringOrClosure::String(path, _)), _) => {
            format!("when `{path}` is false, absent or empty")
        }
        (Some(StringOrClosure::Closure(_)), _) => "when a page reports no more results".into(),
        (None, Advance::Tokens { .. }) => "at the first page without a token".into(),
        (None, Advance::Numbers(numbers)) => end_of_numbers(numbers),
    };
    match &operation.repeated_token {
        Some(policy) if policy == "End" => format!("{end}, or when a token is repeated"),
        Some(policy) if policy == "Continue" => format!("{end}; repeated tokens are ignored"),
        _ => end,
    }
}

/// Returns where numbered pages end that report no more results.
fn end_of_numbers(numbers: &Numbers) -> String {
    match (numbers.total_pages(), &numbers.total_items) {
        (Some(StringOrClosure::String(path, _)), _) => {
            format!("after the number of pages in `{path}`")
        }
        (Some(StringOrClosure::Closure(_)), _) => "at the last page".into(),
        (None, Some(StringOrClosure::String(path, _))) => {
            format!("after the number of items in `{path}`")
        }
        (None, Some(StringOrClosure::Closure(_))) => "after the last item".into(),
        (None, None) => "at the first empty page".into(),
    }
}

fn errors(operation: &Operation) -> Vec<&'static str> {
    let mut errors = vec!["a failed request"];
    if operation.error.is_some() {
        errors.push("a response that carries an error");
    }
    if operation.data.is_some() {
        errors.push("a response without data");
    }
    if let Advance::Tokens { .. } = operation.advance {
        if operation.more_results.is_some() {
            errors.push("a missing token");
        }
        let policy = operation.repeated_token.as_ref();
        if policy.is_none_or(|policy| policy == "Error") {
            errors.push("a repeated token");
        }
    }
    errors
}

fn capitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Returns a link to a type of paginate-core.
fn link(krate: &CratePath, name: &str) -> String {
    let krate = krate.to_token_stream().to_string().replace(' ', "");
    if krate.contains('$') {
        // `$crate` has no meaning in documentation.
        return format!("`{name}`");
    }
    let krate = krate.trim_start_matches("::");
    format!("[`{name}`]({krate}::{name})")
}

fn in_code<T: Display>(names: &[T]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

/// Returns `a, b and c`.
fn list<T: AsRef<str>>(words: &[T], conjunction: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [words @ .., last] if !words.is_empty() => {
            format!("{} {conjunction} {last}", words.join(", "))
        }
        words => words.concat(),
    }
}
