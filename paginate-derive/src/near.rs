/// Says that a word is unknown, and which one was most likely meant.
pub(crate) fn unknown(what: &str, word: &str, names: &[&str]) -> String {
    match nearest(word, names) {
        Some(name) => format!("unknown {what} `{word}`, did you mean `{name}`?"),
        None => format!(
            "unknown {what} `{word}`, expected one of `{}`",
            names.join("`, `")
        ),
    }
}

/// The name that a misspelt word most likely stands for, if one is near enough to be worth a guess.
pub(crate) fn nearest<'a>(word: &str, names: &[&'a str]) -> Option<&'a str> {
    let (distance, name) = names
        .iter()
        .map(|name| (distance(word, name), *name))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= name.len().div_ceil(3)).then_some(name)
}

/// Levenshtein's: how many letters must be put in, left out or replaced.
fn distance(a: &str, b: &str) -> usize {
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
    use super::{distance, nearest, unknown};

    #[test]
    fn the_distance_is_the_number_of_letters_to_mend() {
        assert_eq!(distance("token", "token"), 0);
        assert_eq!(distance("tokn", "token"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "items"), 5);
    }

    #[test]
    fn only_a_near_name_is_guessed() {
        let names = ["token", "items"];
        assert_eq!(nearest("item", &names), Some("items"));
        assert_eq!(nearest("tokens", &names), Some("token"));
        assert_eq!(nearest("page_size", &names), None);
        assert_eq!(
            unknown("key", "item", &names),
            "unknown key `item`, did you mean `items`?"
        );
        assert_eq!(
            unknown("key", "limit", &names),
            "unknown key `limit`, expected one of `token`, `items`"
        );
    }
}
