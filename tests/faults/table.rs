//! The tables in `docs/faults.md`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use futures::future::join_all;

use crate::fault::{FAULTS, Fault};
use crate::peers::{Peer, Read, Reason};
use crate::verdict::{Outcome, Verdict, measure};

const BEGIN: &str = "<!-- faults -->\n";
const END: &str = "<!-- end of faults -->\n";

/// What a client does with a fault.
pub(crate) enum Cell {
    Inexpressible(Reason),
    Measured {
        outcome: Outcome,
        /// An option on which the outcome depends.
        option: Option<(&'static str, Outcome)>,
    },
}

/// A client, with a cell for each fault.
pub(crate) struct Column {
    pub(crate) peer: &'static Peer,
    pub(crate) cells: Vec<Cell>,
}

impl Column {
    /// Measures all faults, one after the other.
    pub(crate) async fn measure(peer: &'static Peer) -> Self {
        let mut cells = Vec::new();
        for fault in FAULTS {
            cells.push(cell(peer, fault).await);
        }
        Column { peer, cells }
    }

    /// Returns the number of faults that lose or repeat items without an error, or that never end.
    fn unnoticed(&self) -> usize {
        self.count(|verdict| {
            matches!(
                verdict,
                Verdict::SilentLoss | Verdict::SilentRepetition | Verdict::Endless
            )
        })
    }

    fn places_lost(&self) -> usize {
        self.count(|verdict| verdict == Verdict::PlaceLost)
    }

    fn measured(&self) -> usize {
        self.count(|_| true)
    }

    /// Counts faults, without the options of the client.
    fn count(&self, predicate: fn(Verdict) -> bool) -> usize {
        let cells = self.cells.iter().filter(|cell| match cell {
            Cell::Inexpressible(_) => false,
            Cell::Measured { outcome, .. } => predicate(outcome.verdict),
        });
        cells.count()
    }
}

async fn cell(peer: &'static Peer, fault: Fault) -> Cell {
    if let Some(reason) = (peer.inexpressible)(fault) {
        return Cell::Inexpressible(reason);
    }
    let outcome = measure(peer, peer.read, fault).await;
    let option: Option<(&str, Read)> = (peer.option)(fault);
    let option = match option {
        Some((option, read)) => Some((option, measure(peer, read, fault).await)),
        None => None,
    };
    Cell::Measured { outcome, option }
}

/// Measures clients at the same time.
pub(crate) async fn columns(peers: &'static [Peer]) -> Vec<Column> {
    join_all(peers.iter().map(Column::measure)).await
}

/// Formats the tables, and a sentence with their figures.
fn render(groups: &[(&str, Vec<Column>)]) -> String {
    let mut text = String::new();
    for (heading, columns) in groups {
        let _ = write!(text, "\n**{heading}**\n\n| fault |");
        for Column { peer, .. } in columns {
            let version = version(peer.package);
            let _ = write!(text, " {} {version}, `{}` |", peer.package, peer.call);
        }
        let _ = writeln!(text, "\n|---|{}", "---|".repeat(columns.len()));
        for (row, fault) in FAULTS.into_iter().enumerate() {
            let _ = write!(text, "| [{}](#{}) |", fault.name(), anchor(fault));
            for column in columns {
                let _ = write!(text, " {} |", format_cell(&column.cells[row]));
            }
            text += "\n";
        }
        text += "| lost, repeated or endless without an error |";
        for column in columns {
            let _ = write!(text, " {} of {} |", column.unnoticed(), column.measured());
        }
        text += "\n";
    }
    text += "\n";
    for (index, reason) in Reason::ALL.into_iter().enumerate() {
        let _ = writeln!(text, "- {} {}", MARKS[index], reason.sentence());
    }
    text + "\n" + &summary(groups) + "\n\n"
}

/// Returns the sentences with the figures, which are also in the README.
fn summary(groups: &[(&str, Vec<Column>)]) -> String {
    let columns: Vec<&Column> = groups.iter().flat_map(|(_, columns)| columns).collect();
    let (ours, others) = columns.split_first().expect("paginate-core");
    let sum =
        |count: fn(&Column) -> usize| others.iter().map(|column| count(column)).sum::<usize>();
    let crates: BTreeSet<&str> = others.iter().map(|column| column.peer.package).collect();
    format!(
        "{} faults and {} paginators of {} other crates make {} cases. In {} of them items are lost or repeated without an error, or the \
         listing never ends; in {} more an error or a restart loses the place. With paginate-core, these are {} and {} of {} cases.",
        FAULTS.len(),
        others.len(),
        crates.len(),
        sum(Column::measured),
        sum(Column::unnoticed),
        sum(Column::places_lost),
        ours.unnoticed(),
        ours.places_lost(),
        ours.measured(),
    )
}

const MARKS: [&str; Reason::ALL.len()] = ["¹", "²", "³", "⁴", "⁵", "⁶"];

fn format_cell(cell: &Cell) -> String {
    match cell {
        Cell::Inexpressible(reason) => {
            let index = Reason::ALL.iter().position(|other| other == reason);
            format!("— {}", MARKS[index.expect("a reason")])
        }
        Cell::Measured {
            outcome,
            option: None,
        } => outcome.to_string(),
        Cell::Measured {
            outcome,
            option: Some((option, with)),
        } => format!("{outcome}; {option}: {with}"),
    }
}

/// Returns the anchor of the section about a fault.
fn anchor(fault: Fault) -> String {
    fault.name().replace(' ', "-").replace(',', "")
}

fn workspace() -> &'static Path {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("this package is two levels below the workspace")
}

/// Returns the version of a crate in the lock file.
fn version(package: &str) -> String {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).expect("a lock file");
    let entry = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) = lock.split_once(&entry).expect("the crate");
    rest.split('"').next().expect("a version").to_owned()
}

fn document() -> PathBuf {
    workspace().join("docs/faults.md")
}

/// Checks that the document has these tables and a section for each fault, and that the README has their figures. Writes the tables if the variable `BLESS` is set.
///
/// # Panics
///
/// Panics if the document differs.
pub(crate) fn check(groups: &[(&str, Vec<Column>)]) {
    let tables = &render(groups);
    let text = fs::read_to_string(document()).expect("the document");
    let begin = text.find(BEGIN).expect("the begin of the tables") + BEGIN.len();
    let end = text.find(END).expect("the end of the tables");
    if std::env::var_os("BLESS").is_some() {
        let text = format!("{}{tables}{}", &text[..begin], &text[end..]);
        fs::write(document(), text).expect("a document");
    } else {
        for (found, expected) in text[begin..end].lines().zip(tables.lines()) {
            assert_eq!(
                found, expected,
                "docs/faults.md differs; run with BLESS=1 and read the diff"
            );
        }
        assert_eq!(
            &text[begin..end],
            tables,
            "docs/faults.md differs; run with BLESS=1 and read the diff"
        );
    }
    for fault in FAULTS {
        let sections = text.lines().filter_map(|line| line.strip_prefix("## "));
        let mut anchors =
            sections.map(|section| section.to_lowercase().replace(' ', "-").replace(',', ""));
        assert!(
            anchors.any(|other| other == anchor(fault)),
            "no section about {}",
            fault.name()
        );
    }
    let readme = fs::read_to_string(workspace().join("README.md")).expect("the README");
    let readme: Vec<&str> = readme.split_whitespace().collect();
    let summary = summary(groups);
    assert!(
        readme.join(" ").contains(&summary),
        "the README has other figures than: {summary}"
    );
}
