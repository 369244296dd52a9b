//! The tables in `docs/boto3.md`, which record the results.

use std::fs;
use std::path::Path;

/// Compares the results with the document. With `BLESS=1` in the environment, writes them to the document instead.
pub(crate) fn compare(agreement: &str, misbehaviour: &str) -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/boto3.md");
    let failed = |error| format!("docs/boto3.md: {error}");
    let document = fs::read_to_string(&path).map_err(failed)?;
    let found = replace(&document, "agreement", agreement)?;
    let found = replace(&found, "misbehaviour", misbehaviour)?;
    if document == found {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_none() {
        return Err("the results differ from docs/boto3.md; set BLESS=1 to update it".into());
    }
    fs::write(&path, found).map_err(failed)
}

/// Replaces the table between the markers of a section.
fn replace(document: &str, section: &str, table: &str) -> Result<String, String> {
    let (begin, end) = (format!("<!-- {section} -->\n"), "<!-- end -->");
    let split = || {
        let (before, rest) = document.split_once(&begin)?;
        let (_, after) = rest.split_once(end)?;
        Some((before, after))
    };
    let (before, after) =
        split().ok_or_else(|| format!("docs/boto3.md has no markers for `{section}`"))?;
    Ok([before, &begin, "\n", table, "\n", end, after].concat())
}
