//! `docs/oracle.md`, which keeps what was found.

use std::fs;
use std::path::Path;

/// Compares what was found with what is kept; with `BLESS=1` in the environment keeps it.
pub(crate) fn compare(agreement: &str, misbehaviour: &str) -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/oracle.md");
    let failed = |error| format!("docs/oracle.md: {error}");
    let kept = fs::read_to_string(&path).map_err(failed)?;
    let found = replace(&kept, "agreement", agreement)?;
    let found = replace(&found, "misbehaviour", misbehaviour)?;
    if kept == found {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_none() {
        return Err("docs/oracle.md says otherwise; BLESS=1 writes it anew".into());
    }
    fs::write(&path, found).map_err(failed)
}

/// Puts a table where the document has a place for it.
fn replace(document: &str, place: &str, table: &str) -> Result<String, String> {
    let (begin, end) = (format!("<!-- {place} -->\n"), "<!-- end -->");
    let split = || {
        let (before, rest) = document.split_once(&begin)?;
        let (_, after) = rest.split_once(end)?;
        Some((before, after))
    };
    let (before, after) =
        split().ok_or_else(|| format!("docs/oracle.md has no place for the {place}"))?;
    Ok([before, &begin, "\n", table, "\n", end, after].concat())
}
