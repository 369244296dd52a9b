/// Returns the message for an unknown name, with the most similar of the known names, or else all of them.
pub(crate) fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    match similar(name, known) {
        Some(similar) => format!("unknown {what} `{name}`, did you mean `{similar}`?"),
        None => format!(
            "unknown {what} `{name}`, expected one of `{}`",
            known.join("`, `")
        ),
    }
}

/// Returns the most similar of the known names, unless more than a third of its letters differ.
pub(crate) fn similar<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let (distance, similar) = known
        .iter()
        .map(|known| (edit_distance(name, known), *known))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= similar.len().div_ceil(3)).then_some(similar)
}

/// Returns the Levenshtein distance: the number of letters to insert, delete or replace.
fn edit_distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in b.chars().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.chars().count()]
}

#[cfg(test)]
mod tests {
    use super::{edit_distance, similar, unknown};

    #[test]
    fn edit_distance_counts_changed_letters() {
        assert_eq!(edit_distance("token", "token"), 0);
        assert_eq!(edit_distance("tokn", "token"), 1);
        assert_eq!(edit_distance("kitten", "sitting"), 3);
        assert_eq!(edit_distance("", "items"), 5);
        assert_eq!(edit_distance("items", ""), 5);
        assert_eq!(edit_distance("flaw", "lawn"), 2);
        assert_eq!(edit_distance("saturday", "sunday"), 3);
    }

    #[test]
    fn similar_requires_a_small_edit_distance() {
        let known = ["token", "items"];
        assert_eq!(similar("item", &known), Some("items"));
        assert_eq!(similar("tokens", &known), Some("token"));
        assert_eq!(similar("page_size", &known), None);
    }

    #[test]
    fn unknown_suggests_a_similar_name_or_lists_all() {
        let known = ["token", "items"];
        assert_eq!(
            unknown("key", "item", &known),
            "unknown key `item`, did you mean `items`?"
        );
        assert_eq!(
            unknown("key", "limit", &known),
            "unknown key `limit`, expected one of `token`, `items`"
        );
    }
}
