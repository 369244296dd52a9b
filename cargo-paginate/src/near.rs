/// The names that a misspelt word may stand for, the nearest first, three at the most.
pub(crate) fn names<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let word = plain(word);
    let mut near: Vec<(f64, &str)> = names
        .map(|name| (likeness(&word, &plain(name)), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// `, did you mean …?`, or nothing.
pub(crate) fn suggestion(near: &[&str]) -> String {
    match near {
        [] => String::new(),
        near => format!(", did you mean `{}`?", near.join("`, `")),
    }
}

/// `ListRules`, `list_rules` and `list-rules` are one name.
pub(crate) fn plain(name: &str) -> String {
    name.to_lowercase().replace(['_', '-'], "")
}

fn likeness(word: &str, name: &str) -> f64 {
    if !word.is_empty() && (name.ends_with(word) || name.starts_with(word)) {
        return 1.0;
    }
    strsim::normalized_damerau_levenshtein(word, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_however_they_are_written() {
        let known = ["ListRules", "ListArchives", "PutRule"];
        assert_eq!(names("list_rule", known.into_iter()), ["ListRules"]);
        assert_eq!(names("Lst-Rules", known.into_iter()), ["ListRules"]);
        assert_eq!(names("xyz", known.into_iter()), [""; 0]);
    }

    #[test]
    fn the_end_of_a_name_is_near() {
        let known = ["aws-sdk-s3", "aws-sdk-sqs"];
        assert_eq!(names("s3", known.into_iter()), ["aws-sdk-s3"]);
    }
}
