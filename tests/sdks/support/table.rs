//! The table of all listings in `docs/sdks.md`. Each listing checks its own row, because each package has its own tests.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::PathBuf;

use crate::source;

const BEGIN: &str = "<!-- listings -->\n";
const END: &str = "<!-- end of listings -->\n";

const HEADINGS: [&str; 8] = [
    "crate",
    "family",
    "function",
    "form",
    "pages",
    "items",
    "verdict",
    "attribute",
];

/// The index of the column with the function, which identifies a row.
const FUNCTION: usize = 2;

/// A row of the table: one cell for each heading.
pub(crate) type Row = [String; HEADINGS.len()];

/// Checks that the table contains a row. Writes the row into the table if the variable `BLESS` is set.
///
/// # Panics
///
/// Panics if the row is missing or different.
pub(crate) fn check(row: &Row) {
    let update = |rows: &mut Vec<Row>| {
        rows.retain(|other| other[FUNCTION] != row[FUNCTION]);
        rows.push(row.clone());
    };
    let rows = read_or_bless(update);
    let found = rows.iter().find(|other| other[FUNCTION] == row[FUNCTION]);
    assert_eq!(
        found,
        Some(row),
        "docs/sdks.md differs; run with BLESS=1 and read the diff"
    );
}

/// Checks that the table has a row for exactly the listings that have tests, and that its layout and its closing line fit
/// its rows.
///
/// # Panics
///
/// Panics if the document differs.
#[cfg(test)]
fn check_document(listings: &BTreeSet<String>) {
    let rows = read_or_bless(|rows| rows.retain(|row| listings.contains(&row[FUNCTION])));
    let functions: BTreeSet<String> = rows.iter().map(|row| row[FUNCTION].clone()).collect();
    assert_eq!(&functions, listings, "docs/sdks.md differs");
    let document = std::fs::read_to_string(path()).expect("the document");
    let (_, table, _) = split(&document);
    assert_eq!(table, render(rows));
}

/// Returns the rows of the table. With `BLESS`, changes the rows and writes them first.
fn read_or_bless(update: impl FnOnce(&mut Vec<Row>)) -> Vec<Row> {
    let bless = std::env::var_os("BLESS").is_some();
    let mut file = File::options()
        .read(true)
        .write(bless)
        .open(path())
        .expect("the document");
    // Tests of several threads and processes write rows.
    if bless {
        file.lock().expect("a lock");
    } else {
        file.lock_shared().expect("a lock");
    }
    let mut document = String::new();
    file.read_to_string(&mut document).expect("text");
    let (before, table, after) = split(&document);
    let mut rows = parse(table);
    if bless {
        update(&mut rows);
        let blessed = format!("{before}{}{after}", render(rows.clone()));
        file.set_len(0).expect("an empty document");
        file.rewind().expect("the beginning");
        file.write_all(blessed.as_bytes()).expect("a document");
    }
    rows
}

fn path() -> PathBuf {
    source::workspace().join("docs/sdks.md")
}

fn split(document: &str) -> (&str, &str, &str) {
    let begin = document.find(BEGIN).expect("the begin of the table") + BEGIN.len();
    let end = document.find(END).expect("the end of the table");
    let (before, rest) = document.split_at(begin);
    let (table, after) = rest.split_at(end - begin);
    (before, table, after)
}

/// Reads the rows below the headings.
fn parse(table: &str) -> Vec<Row> {
    let lines = table.lines().skip_while(|line| !line.starts_with("| -"));
    let cells = lines.skip(1).filter_map(|line| {
        let line = line.strip_prefix("| ")?.strip_suffix(" |")?;
        let cells = line.split(" | ").map(|cell| cell.trim().into());
        cells.collect::<Vec<_>>().try_into().ok()
    });
    cells.collect()
}

/// Formats the rows, sorted, and the closing line. All columns but the last are padded.
fn render(mut rows: Vec<Row>) -> String {
    rows.sort_by(|a, b| a[FUNCTION].cmp(&b[FUNCTION]));
    let complete = || rows.iter().filter(|row| row[6] == "complete");
    let crates: BTreeSet<&str> = complete()
        .filter_map(|row| row[0].split_whitespace().next())
        .collect();
    let closing = format!(
        "{} listings of {} crates are complete",
        complete().count(),
        crates.len()
    );
    let mut lines = vec![HEADINGS.map(ToOwned::to_owned)];
    lines.extend(rows.iter().cloned());
    let mut widths: [usize; HEADINGS.len()] = std::array::from_fn(|column| {
        let cells = lines.iter().map(|cells| cells[column].chars().count());
        cells.max().unwrap_or_default()
    });
    widths[HEADINGS.len() - 1] = HEADINGS[HEADINGS.len() - 1].len();
    lines.insert(1, widths.map(|width| "-".repeat(width)));
    let mut table = String::new();
    for cells in &lines {
        for (cell, width) in cells.iter().zip(widths) {
            table.extend(["| ", &format!("{cell:width$}"), " "]);
        }
        table += "|\n";
    }
    format!("\n{table}\n{closing}\n\n")
}

#[cfg(test)]
mod tests {
    use super::{Row, check_document, parse, render};
    use crate::source;

    fn row(function: &str, crate_name: &str, verdict: &str) -> Row {
        let mut row: Row = Default::default();
        row[0] = format!("{crate_name} 1.0.0");
        row[2] = function.into();
        row[6] = verdict.into();
        row[7] = r"`output_token = \|page\| page.next()`".into();
        row
    }

    #[test]
    fn table_contains_exactly_the_listings_with_tests() {
        check_document(&source::listings());
    }

    #[test]
    fn rows_round_trip() {
        let rows = vec![
            row("a::b", "one", "complete"),
            row("a::c", "two", "complete"),
        ];
        assert_eq!(parse(&render(rows.clone())), rows);
    }

    #[test]
    fn closing_line_counts_complete_listings_and_their_crates() {
        let rows = vec![
            row("a::b", "one", "complete"),
            row("a::c", "one", "complete"),
            row("b::d", "two", "incomplete"),
        ];
        let table = render(rows);
        assert!(
            table.ends_with("\n\n2 listings of 1 crates are complete\n\n"),
            "{table}"
        );
    }
}
