//! The SDK's paginator of an operation. All paginators are generated from one template, so their
//! source is searched as text.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::source::read;

/// The paths that the SDK's paginator of an operation uses.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PaginatorPaths {
    /// The member of the request that the paginator sets.
    pub(crate) input_token: String,
    /// The path of the token that the paginator reads.
    pub(crate) output_token: String,
    /// The path of the items that `.items()` yields. `None` if the paginator has no `.items()`.
    pub(crate) items: Option<String>,
}

impl PaginatorPaths {
    /// Parses `paginator.rs`. Returns `None` if the source is not in the expected format.
    pub(super) fn parse(source: &str, lenses: &Lenses) -> Option<Self> {
        let (input_token, _) = source.lines().find_map(|line| {
            let setting = line.trim().strip_prefix("input.")?;
            setting.split_once(" = new_token")
        })?;
        let output_token = lenses.path("reflens_", identifier_after(source, "lens::reflens_")?)?;
        let items = match identifier_after(source, "lens::lens_") {
            Some(lens) => Some(lenses.path("lens_", lens)?),
            None => None,
        };
        Some(PaginatorPaths {
            input_token: input_token.to_owned(),
            output_token,
            items,
        })
    }
}

/// The functions in `lens.rs`, by name. A lens is a getter for a path in a response; this map holds
/// the path.
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
                .map(|step| identifier_after(step, "").unwrap_or_default())
                .collect();
            Some((name.to_owned(), steps.join(".")))
        });
        Lenses(paths.collect())
    }

    /// Returns the path of a lens. The prefix is `lens_` for owned values, `reflens_` for
    /// references.
    fn path(&self, prefix: &str, name: &str) -> Option<String> {
        self.0.get(&format!("{prefix}{name}")).cloned()
    }
}

/// Returns the identifier after the first `marker`, with `r#` if the source has it.
fn identifier_after<'a>(source: &'a str, marker: &str) -> Option<&'a str> {
    let name = &source[source.find(marker)? + marker.len()..];
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
    fn lens_is_parsed_as_a_path() {
        let lenses = Lenses::parse(LENSES);
        let paths: Vec<&str> = lenses.0.values().map(String::as_str).collect();
        assert_eq!(paths, ["page.items", "page.next_marker"]);
    }

    #[test]
    fn paginator_uses_the_paths_of_its_lenses() {
        let source = "
            let new_token = crate::lens::reflens_list_output_output_page_next_marker(&page);
            input.marker = new_token.cloned();
            crate::lens::lens_list_output_output_page_items(page)
        ";
        let paths = PaginatorPaths {
            input_token: "marker".to_owned(),
            output_token: "page.next_marker".to_owned(),
            items: Some("page.items".to_owned()),
        };
        let lenses = Lenses::parse(LENSES);
        assert_eq!(PaginatorPaths::parse(source, &lenses), Some(paths));
    }

    #[test]
    fn paginator_in_another_format_has_no_paths() {
        assert_eq!(
            PaginatorPaths::parse("pub struct Paginator;", &Lenses::parse("")),
            None
        );
    }
}
