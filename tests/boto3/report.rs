//! The tables of the results, for the terminal and for `docs/boto3.md`.

use std::array;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::boto3::Listed;
use crate::listing::Listing;
use crate::misbehaviour::{Case, End};
use crate::sdk;

/// A listing and its results.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    service: &'static str,
    /// The name of the operation. Two listings may have the same operation.
    operation: String,
    listing: &'static str,
    attribute: &'static str,
    server: String,
    sdk: sdk::Paginator,
    botocore: bool,
    listings: u64,
    pages: u64,
    items: usize,
    agrees: bool,
}

impl Row {
    pub(crate) fn new(listing: &Listing, described: &Value) -> Self {
        let operation = described["operation"].as_str().unwrap_or_default();
        Row {
            service: listing.service,
            operation: operation.into(),
            listing: listing.name,
            attribute: listing.attribute,
            server: described["server"].as_str().unwrap_or_default().into(),
            sdk: sdk::paginator(listing.sdk, operation),
            botocore: described["paginator"] == true,
            listings: 0,
            pages: 0,
            items: 0,
            agrees: false,
        }
    }

    pub(crate) fn add(&mut self, listed: &Listed) {
        self.listings += 1;
        self.pages += listed.pages;
        self.items += listed.items.len();
    }

    /// Records that all results agree. Fails if no listing had a second page, because nothing was then paginated.
    pub(crate) fn agrees(&mut self) -> Result<(), String> {
        if self.pages <= self.listings {
            return Err(format!(
                "{} listings had {} pages in total",
                self.listings, self.pages
            ));
        }
        self.agrees = true;
        Ok(())
    }

    fn cells(&self) -> [String; 10] {
        let own_paginator = match self.sdk {
            sdk::Paginator::None => "none",
            sdk::Paginator::Pages => "pages",
            sdk::Paginator::Items => "items",
        };
        [
            self.service.into(),
            self.listing.into(),
            self.server.clone(),
            own_paginator.into(),
            if self.botocore { "yes" } else { "none" }.into(),
            self.listings.to_string(),
            self.pages.to_string(),
            self.items.to_string(),
            if self.agrees { "agrees" } else { "differs" }.into(),
            code(self.attribute),
        ]
    }
}

/// Returns the table of all listings, and a summary line.
pub(crate) fn agreement(rows: &[Row]) -> String {
    let headings = [
        "service",
        "listing",
        "server",
        "Rust SDK paginator",
        "botocore paginator",
        "listings",
        "pages",
        "items",
        "verdict",
        "attribute",
    ];
    let table = table(headings, rows.iter().map(Row::cells));
    let agreeing = || rows.iter().filter(|row| row.agrees);
    let operations: BTreeSet<_> = agreeing()
        .map(|row| (row.service, &row.operation))
        .collect();
    let services: BTreeSet<_> = agreeing().map(|row| row.service).collect();
    let operations = counted(operations.len(), "operation");
    let services = counted(services.len(), "service");
    format!("{table}\n{operations} in {services} agree with boto3\n")
}

/// Returns the table of the servers that misbehave.
pub(crate) fn misbehaviour<'a>(cases: impl IntoIterator<Item = &'a Case>) -> String {
    let cells = |case: &Case| {
        let boto3 = match case.boto3 {
            End::Error => "error",
            End::Silence => "silent end",
            End::Never => "never ends",
        };
        [
            case.listing.into(),
            case.server.into(),
            case.name.into(),
            boto3.into(),
            code(case.ours),
        ]
    };
    let headings = [
        "listing",
        "server",
        "behaviour of the server",
        "boto3",
        "paginate-core",
    ];
    table(headings, cases.into_iter().map(cells))
}

/// Formats a Markdown table. All columns but the last are padded.
fn table<const N: usize>(headings: [&str; N], cells: impl Iterator<Item = [String; N]>) -> String {
    let mut lines = vec![headings.map(ToOwned::to_owned)];
    lines.extend(cells);
    let width = |column: usize| {
        lines
            .iter()
            .map(|cells| cells[column].chars().count())
            .max()
    };
    let mut widths: [usize; N] = array::from_fn(|column| width(column).unwrap_or_default());
    widths[N - 1] = headings[N - 1].len();
    lines.insert(1, widths.map(|width| "-".repeat(width)));
    let line = |cells: &[String; N]| {
        let padded = cells.iter().zip(widths);
        padded
            .map(|(cell, width)| format!("| {cell:width$} "))
            .chain(["|\n".into()])
            .collect::<String>()
    };
    lines.iter().map(line).collect()
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// Formats source text as code in one cell.
fn code(source: &str) -> String {
    let words: Vec<_> = source.split_whitespace().collect();
    format!(
        "`{}`",
        words.join(" ").trim_end_matches(',').replace('|', r"\|")
    )
}
