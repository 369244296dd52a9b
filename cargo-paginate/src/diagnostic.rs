//! Error messages with a help line, in the format of rustc.

use anstyle::{AnsiColor, Color, Style};
use anyhow::{Error, anyhow};

const BOLD: Style = Style::new().bold();
const ERROR: Style = BOLD.fg_color(Some(Color::Ansi(AnsiColor::Red)));
const HELP: Style = BOLD.fg_color(Some(Color::Ansi(AnsiColor::Cyan)));

/// The help for a crate that `cargo paginate` cannot read.
pub(crate) const HELP_FOR_OTHER_CLIENTS: &str = "`cargo paginate` reads only AWS SDK crates, which are named `aws-sdk-*`; \
    with another client, annotate an `async fn` that fetches one page: \
    https://docs.rs/paginate-core/latest/paginate_core/guide/recipes/index.html";

/// Formats `error: …`. The caller prints it through `anstream`, which removes the colors if standard
/// error is not a terminal.
pub(crate) fn error_line(message: &str) -> String {
    format!("{ERROR}error{ERROR:#}: {message}")
}

/// Creates an error whose message ends with a line `help: …`.
pub(crate) fn with_help(message: &str, help: &str) -> Error {
    anyhow!("{message}\n{HELP}help{HELP:#}: {help}")
}

/// Creates an error from several messages. [`error_line`] formats it as one error per message.
pub(crate) fn join(messages: &[String]) -> Error {
    anyhow!(messages.join(&format!("\n{}", error_line(""))))
}

/// Returns the candidate that is most similar to a misspelt name, if one is similar enough.
///
/// The name and the candidates are compared in the form that `normalize` returns.
pub(crate) fn most_similar<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
    normalize: impl Fn(&str) -> String,
) -> Option<&'a str> {
    let name = normalize(name);
    candidates
        .map(|candidate| {
            let similarity = strsim::normalized_damerau_levenshtein(&name, &normalize(candidate));
            (similarity, candidate)
        })
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_similar_ignores_different_names() {
        let names = ["list_rules", "list_archives", "put_rule"];
        let similar = |name| most_similar(name, names.into_iter(), str::to_owned);
        assert_eq!(similar("list_rule"), Some("list_rules"));
        assert_eq!(similar("lst_archives"), Some("list_archives"));
        assert_eq!(similar("tag_resource"), None);
    }

    #[test]
    fn joined_messages_are_separate_errors() {
        let error = error_line(&join(&["first".to_owned(), "second".to_owned()]).to_string());
        let plain = anstream::adapter::strip_str(&error).to_string();
        assert_eq!(plain, "error: first\nerror: second");
    }
}
