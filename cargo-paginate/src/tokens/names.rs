//! What tokens are called.

/// How sure a name makes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Strength {
    /// Such a name is a token's and nothing else's.
    Token,
    /// Such a name is a token's where a flag says that there is more.
    WithFlag,
}

/// What the token for a member of the request may be called in the response, the likeliest first.
///
/// A response often repeats the token that it was asked with under the same name, beside the next one:
/// `marker` and `next_marker`. So the same name comes after.
pub(super) fn candidates(input: &str) -> Vec<(String, Strength)> {
    if let Some(key) = input.strip_prefix("exclusive_start_") {
        return vec![(format!("last_evaluated_{key}"), Strength::Token)];
    }
    if let Some(rest) = input
        .strip_prefix("starting_")
        .or_else(|| input.strip_prefix("start_"))
    {
        let strength = if is_token(rest) {
            Strength::Token
        } else {
            Strength::WithFlag
        };
        return vec![(format!("next_{rest}"), strength)];
    }
    let names = match input {
        "next_token" | "next_page_token" => vec![input.to_owned(), "next_page_token".to_owned()],
        _ if !is_token(input) => return vec![(format!("next_{input}"), Strength::WithFlag)],
        _ if input.starts_with("next_") => vec![input.to_owned()],
        _ => vec![
            format!("next_{input}"),
            format!("next_page_{input}"),
            input.to_owned(),
        ],
    };
    names.into_iter().map(|it| (it, Strength::Token)).collect()
}

/// Whether a token of this name goes from page to page. There are many others: of clients, sessions,
/// locks and sequences.
pub(super) fn is_token(name: &str) -> bool {
    const NAMES: [&str; 7] = [
        "token",
        "page_token",
        "pagination_token",
        "continuation_token",
        "cursor",
        "position",
        "marker",
    ];
    let name = name.strip_prefix("next_").unwrap_or(name);
    NAMES.contains(&name) || name.ends_with("_marker")
}

/// Whether it is a place in a stream of records, which may have no end.
pub(super) fn is_stream_position(name: &str) -> bool {
    name.ends_with("_iterator")
}

/// Whether a flag of this name says that there is more.
pub(super) fn is_flag(name: &str) -> bool {
    matches!(
        name,
        "is_truncated" | "truncated" | "has_more" | "more_results"
    ) || name.starts_with("has_more_")
        || name.starts_with("additional_")
            && (name.ends_with("_pending") || name.ends_with("_available"))
}
