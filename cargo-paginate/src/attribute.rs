//! The arguments of the attribute.

use crate::listing::Listing;

/// Each argument as it is written, `token = "next_token"`.
pub(crate) fn arguments(listing: &Listing, items: &str) -> Vec<String> {
    let inputs: Vec<&str> = listing.tokens.iter().map(|it| it.input.as_str()).collect();
    let outputs: Vec<&str> = listing.tokens.iter().map(|it| it.output.as_str()).collect();
    let mut arguments = Vec::new();
    if inputs == outputs {
        arguments.push(format!("token = {}", strings(&inputs)));
    } else {
        arguments.push(format!("input_token = {}", strings(&inputs)));
        arguments.push(format!("output_token = {}", strings(&outputs)));
    }
    if let Some(flag) = &listing.more_results {
        arguments.push(format!("more_results = \"{flag}\""));
    }
    arguments.push(format!("items = {items}"));
    if listing.ends_by_repeating() {
        arguments.push("repeated_token = \"end\"".to_owned());
    }
    arguments
}

/// The paths of what is listed, or the page itself.
pub(crate) fn items(listing: &Listing) -> String {
    let paths: Vec<&str> = listing.items.iter().map(|it| it.path.as_str()).collect();
    match paths.as_slice() {
        [] => "|page| [page]".to_owned(),
        paths => strings(paths),
    }
}

/// `"a"`, or `["a", "b"]`.
fn strings(names: &[&str]) -> String {
    match names {
        [name] => format!("\"{name}\""),
        names => format!("[\"{}\"]", names.join("\", \"")),
    }
}
