//! What the SDK's own paginator says: it is generated code of one form, read as text.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::read;

/// The SDK's own paginator of an operation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Own {
    /// The member of the request that it sets.
    pub(crate) input_token: String,
    /// The path of the token that it reads.
    pub(crate) output_token: String,
    /// The path of what `.items()` lists, where it has that method.
    pub(crate) items: Option<String>,
}

impl Own {
    /// Reads `paginator.rs`; `None` if it is not of the form that is known.
    pub(super) fn parse(source: &str, lenses: &Lenses) -> Option<Self> {
        let (input_token, _) = source.lines().find_map(|line| {
            let setting = line.trim().strip_prefix("input.")?;
            setting.split_once(" = new_token")
        })?;
        let output_token = lenses.path(name_after(source, "crate::lens::reflens_")?, "reflens_")?;
        let items = match name_after(source, "crate::lens::lens_") {
            Some(lens) => Some(lenses.path(lens, "lens_")?),
            None => None,
        };
        Some(Own {
            input_token: input_token.to_owned(),
            output_token,
            items,
        })
    }
}

/// The functions of `lens.rs`, each with the path that it follows through a response.
pub(crate) struct Lenses(BTreeMap<String, String>);

impl Lenses {
    pub(super) fn read(file: &Path) -> Result<Self> {
        if !file.exists() {
            return Ok(Lenses(BTreeMap::new()));
        }
        Ok(Self::parse(&read(file)?))
    }

    fn parse(source: &str) -> Self {
        let functions = source.split("pub(crate) fn ").skip(1);
        let paths = functions.filter_map(|function| {
            let (name, rest) = function.split_once('(')?;
            let (_, body) = rest.split_once('{')?;
            let steps: Vec<&str> = body
                .split("input.")
                .skip(1)
                .map(|step| name_after(step, "").unwrap_or_default())
                .collect();
            Some((name.to_owned(), steps.join(".")))
        });
        Lenses(paths.collect())
    }

    fn path(&self, name: &str, prefix: &str) -> Option<String> {
        self.0.get(&format!("{prefix}{name}")).cloned()
    }
}

/// The name that follows the first `mark`, a raw one with its prefix.
fn name_after<'a>(source: &'a str, mark: &str) -> Option<&'a str> {
    let name = &source[source.find(mark)? + mark.len()..];
    let end = name
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_' || letter == '#'))
        .unwrap_or(name.len());
    Some(&name[..end]).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENSES: &str = "
        pub(crate) fn reflens_list_output_output_page_next_marker(input: &crate::List) -> Option<&String> {
            let input = match &input.page {
                None => return None,
                Some(t) => t,
            };
            let input = &input.next_marker;
            Some(input)
        }

        pub(crate) fn lens_list_output_output_page_items(input: crate::List) -> Option<Vec<String>> {
            let input = input.page?;
            let input = input.items;
            Some(input)
        }
    ";

    #[test]
    fn a_lens_is_a_path() {
        let lenses = Lenses::parse(LENSES);
        let paths: Vec<&str> = lenses.0.values().map(String::as_str).collect();
        assert_eq!(paths, ["page.items", "page.next_marker"]);
    }

    #[test]
    fn a_paginator_that_has_another_form_is_not_guessed_at() {
        assert_eq!(
            Own::parse("pub struct Paginator;", &Lenses::parse("")),
            None
        );
    }
}
