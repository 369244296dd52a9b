//! The list for people.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::iter;

use anstyle::{AnsiColor, Style};
use terminal_size::{Width, terminal_size};

use crate::attribute;
use crate::imports;
use crate::listing::{Counts, Listing, OwnPaginator};

const HEADER: [&str; 5] = ["OPERATION", "SDK", "SURE", "LISTS", "ATTRIBUTE"];

/// Between two columns.
const GAP: usize = 2;

/// A cell with the style that it is printed in.
type Cell = (String, Style);

/// The table, below each guess why it is one, and a line with the counts.
pub(crate) fn report(listings: &[Listing], counts: &Counts) -> String {
    render(listings, counts, terminal_width())
}

/// How wide a line may be. A pipe and a file have no width.
fn terminal_width() -> usize {
    match terminal_size() {
        Some((Width(columns), _)) if io::stdout().is_terminal() => columns.into(),
        _ => usize::MAX,
    }
}

fn render(listings: &[Listing], counts: &Counts, width: usize) -> String {
    let rows: Vec<[Cell; 5]> = listings.iter().map(row).collect();
    let mut columns = [0, 1, 2, 3].map(|column| {
        let cells = rows.iter().map(|row| row[column].0.chars().count());
        cells.max().unwrap_or(0).max(HEADER[column].len())
    });
    // What is listed and the attribute share what is left.
    let taken: usize = columns[..3].iter().map(|column| column + GAP).sum();
    columns[3] = columns[3]
        .min(width.saturating_sub(taken) / 2)
        .max(HEADER[3].len());
    let mut text = String::new();
    let header = HEADER.map(|word| (word.to_owned(), Style::new().bold()));
    if !rows.is_empty() {
        line(&mut text, &header, &columns, width);
    }
    for (row, listing) in rows.iter().zip(listings) {
        line(&mut text, row, &columns, width);
        for doubt in &listing.doubts {
            let why = (format!("  a guess: {doubt}"), Style::new().dimmed());
            line(&mut text, &[why], &[], width);
        }
    }
    if !rows.is_empty() {
        text.push('\n');
    }
    text + &summary(counts)
}

fn row(listing: &Listing) -> [Cell; 5] {
    let yellow = Style::new().fg_color(Some(AnsiColor::Yellow.into()));
    let green = Style::new().fg_color(Some(AnsiColor::Green.into()));
    let own = match listing.own {
        OwnPaginator::Items => Style::new(),
        OwnPaginator::Pages => yellow,
        OwnPaginator::Missing => green,
    };
    let (sure, style) = if listing.doubts.is_empty() {
        ("yes", Style::new())
    } else {
        ("guess", yellow)
    };
    let lists = match listing.items.as_slice() {
        [] => "pages".to_owned(),
        items => {
            let types = items.iter().map(|it| imports::short(&it.element));
            types.collect::<Vec<_>>().join(", ")
        }
    };
    let attribute = attribute::arguments(listing, &attribute::items(listing)).join(", ");
    [
        (listing.request.operation.clone(), Style::new()),
        (listing.own.word().to_owned(), own),
        (sure.to_owned(), style),
        (lists, Style::new()),
        (attribute, Style::new()),
    ]
}

/// Cells in columns, each cut where its column or the line ends. The last cell needs no column.
fn line(text: &mut String, cells: &[Cell], columns: &[usize], width: usize) {
    let (mut start, mut end) = (0, 0);
    for (index, (cell, style)) in cells.iter().enumerate() {
        if start >= width {
            break;
        }
        let column = columns.get(index).copied().unwrap_or(usize::MAX);
        let shown = cut(cell, column.min(width - start));
        text.extend(iter::repeat_n(' ', start - end));
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{style}{shown}{style:#}");
        end = start + shown.chars().count();
        start = start.saturating_add(column).saturating_add(GAP);
    }
    text.push('\n');
}

fn cut(cell: &str, length: usize) -> String {
    if cell.chars().count() <= length {
        return cell.to_owned();
    }
    let shown = cell.chars().take(length.saturating_sub(1));
    shown.chain(['…']).collect()
}

fn summary(counts: &Counts) -> String {
    let Counts {
        operations,
        listings,
        with_items,
        pages_only,
        without_paginator,
        guesses,
    } = counts;
    format!(
        "{listings} of {operations} operations take and return a token: the SDK lists the items of {with_items}, the pages of {pages_only}, and has no paginator for {without_paginator}; {guesses} {} guessed\n",
        if *guesses == 1 { "is" } else { "are" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(cells: &[&str], columns: &[usize], width: usize) -> String {
        let cells: Vec<Cell> = cells
            .iter()
            .map(|cell| ((*cell).to_owned(), Style::new()))
            .collect();
        let mut text = String::new();
        line(&mut text, &cells, columns, width);
        text
    }

    #[test]
    fn a_line_ends_where_the_terminal_does() {
        let cells = ["one", "three", "fifteen"];
        assert_eq!(lines(&cells, &[4, 5], usize::MAX), "one   three  fifteen\n");
        assert_eq!(lines(&cells, &[4, 5], 16), "one   three  fi…\n");
        assert_eq!(lines(&cells, &[4, 5], 13), "one   three\n");
        assert_eq!(lines(&cells, &[4, 5], 8), "one   t…\n");
        assert_eq!(lines(&cells, &[4, 5], 0), "\n");
    }

    #[test]
    fn a_cell_ends_where_its_column_does() {
        assert_eq!(lines(&["fifteen", "two"], &[4], 80), "fif…  two\n");
    }
}
