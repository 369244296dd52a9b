//! The `#[paginate]` attribute: its arguments, and its layout in the generated source.

use crate::analysis::PaginatedOperation;

/// The maximum width of a line with an attribute.
const MAX_WIDTH: usize = 100;

/// Returns the arguments of the attribute, each like `token = "next_token"`.
pub(crate) fn arguments(paginated: &PaginatedOperation, items: &str) -> Vec<String> {
    let tokens = &paginated.tokens;
    let inputs: Vec<&str> = tokens.iter().map(|pair| pair.input.as_str()).collect();
    let outputs: Vec<&str> = tokens.iter().map(|pair| pair.output.as_str()).collect();
    let mut arguments = Vec::new();
    if inputs == outputs {
        arguments.push(format!("token = {}", strings(&inputs)));
    } else {
        arguments.push(format!("input_token = {}", strings(&inputs)));
        arguments.push(format!("output_token = {}", strings(&outputs)));
    }
    if let Some(flag) = &paginated.more_results {
        arguments.push(format!("more_results = \"{flag}\""));
    }
    arguments.push(format!("items = {items}"));
    if paginated.ends_with_repeated_token() {
        arguments.push("repeated_token = \"end\"".to_owned());
    }
    arguments
}

/// Returns the value of `items`: the paths of the collections, or a closure that yields each page.
pub(crate) fn items(paginated: &PaginatedOperation) -> String {
    let items = paginated.items.iter();
    let paths: Vec<&str> = items.map(|collection| collection.path.as_str()).collect();
    match paths.as_slice() {
        [] => "|page| [page]".to_owned(),
        paths => strings(paths),
    }
}

/// Formats `"a"` or `["a", "b"]`.
fn strings(names: &[&str]) -> String {
    match names {
        [name] => format!("\"{name}\""),
        names => format!("[\"{}\"]", names.join("\", \"")),
    }
}

/// Adds the arguments to the attribute of a formatted function, and a comment for each ambiguity above
/// the attribute.
pub(crate) fn add_arguments(
    function: &str,
    arguments: &[String],
    ambiguities: &[String],
) -> String {
    let mut lines = Vec::new();
    for line in function.lines() {
        let indent = &line[..line.len() - line.trim_start().len()];
        if line.trim_start() != "#[paginate]" {
            lines.push(line.to_owned());
            continue;
        }
        let comments = ambiguities
            .iter()
            .map(|reason| format!("{indent}// Ambiguous: {reason}."));
        lines.extend(comments);
        let one_line = format!("{indent}#[paginate({})]", arguments.join(", "));
        if one_line.len() <= MAX_WIDTH {
            lines.push(one_line);
            continue;
        }
        lines.push(format!("{indent}#[paginate("));
        for argument in arguments {
            let argument = argument.replace('\n', &format!("\n{indent}    "));
            lines.push(format!("{indent}    {argument},"));
        }
        lines.push(format!("{indent})]"));
    }
    lines.join("\n") + "\n"
}
