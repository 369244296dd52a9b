//! The table of `list`, followed by a summary.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::iter;

use anstyle::{AnsiColor, Style};
use terminal_size::{Width, terminal_size};

use crate::analysis::{Counts, PaginatedOperation};
use crate::attribute;
use crate::imports;
use crate::sdk::PaginatorKind;

const HEADER: [&str; 5] = [
    "OPERATION",
    "SDK PAGINATOR",
    "AMBIGUOUS",
    "ITEM TYPE",
    "ATTRIBUTE",
];

/// The number of spaces between two columns.
const GAP: usize = 2;

/// The text of a cell and its style.
type Cell = (String, Style);

/// Formats the table, with the ambiguities of each operation below its row, and the summary.
pub(crate) fn report(operations: &[PaginatedOperation], counts: &Counts) -> String {
    render(operations, counts, terminal_width())
}

/// Returns the width of the terminal. Lines in a pipe or a file are not truncated.
fn terminal_width() -> usize {
    match terminal_size() {
        Some((Width(columns), _)) if io::stdout().is_terminal() => columns.into(),
        _ => usize::MAX,
    }
}

fn render(operations: &[PaginatedOperation], counts: &Counts, width: usize) -> String {
    let mut text = String::new();
    if !operations.is_empty() {
        let rows: Vec<[Cell; 5]> = operations.iter().map(row).collect();
        let columns = column_widths(&rows, width);
        let header = HEADER.map(|word| (word.to_owned(), Style::new().bold()));
        write_line(&mut text, &header, &columns, width);
        for (row, operation) in rows.iter().zip(operations) {
            write_line(&mut text, row, &columns, width);
            for reason in &operation.ambiguities {
                let cell = (format!("  ambiguous: {reason}"), Style::new().dimmed());
                write_line(&mut text, &[cell], &[], width);
            }
        }
        text.push('\n');
    }
    text + &summary(counts)
}

/// Returns the widths of all columns but the last. The item type gets at most half of the space that
/// the first three columns leave, so that the attribute remains visible.
fn column_widths(rows: &[[Cell; 5]], width: usize) -> [usize; 4] {
    let mut columns = [0, 1, 2, 3].map(|column| {
        let cells = rows.iter().map(|row| row[column].0.chars().count());
        cells.max().unwrap_or(0).max(HEADER[column].len())
    });
    let used: usize = columns[..3].iter().map(|column| column + GAP).sum();
    columns[3] = columns[3]
        .min(width.saturating_sub(used) / 2)
        .max(HEADER[3].len());
    columns
}

fn row(paginated: &PaginatedOperation) -> [Cell; 5] {
    let plain = Style::new();
    let yellow = Style::new().fg_color(Some(AnsiColor::Yellow.into()));
    let green = Style::new().fg_color(Some(AnsiColor::Green.into()));
    let kind = paginated.operation.paginator_kind();
    let kind_style = match kind {
        PaginatorKind::Items => plain,
        PaginatorKind::Pages => yellow,
        PaginatorKind::None => green,
    };
    let (ambiguous, ambiguous_style) = if paginated.ambiguities.is_empty() {
        ("no", plain)
    } else {
        ("yes", yellow)
    };
    let item_type = match paginated.items.as_slice() {
        [] => paginated.operation.response.name.clone(),
        items => {
            let types = items.iter().map(|it| imports::unqualified(&it.item));
            types.collect::<Vec<_>>().join(", ")
        }
    };
    let attribute = attribute::arguments(paginated, &attribute::items(paginated)).join(", ");
    [
        (paginated.operation.name.clone(), plain),
        (kind.name().to_owned(), kind_style),
        (ambiguous.to_owned(), ambiguous_style),
        (item_type, plain),
        (attribute, plain),
    ]
}

/// Writes a row. Each cell is truncated to the width of its column and of the line. The width of the
/// last cell is limited only by the line.
fn write_line(text: &mut String, cells: &[Cell], columns: &[usize], width: usize) {
    let (mut start, mut end) = (0, 0);
    for (index, (cell, style)) in cells.iter().enumerate() {
        if start >= width {
            break;
        }
        let column = columns.get(index).copied().unwrap_or(usize::MAX);
        let shown = truncate(cell, column.min(width - start));
        text.extend(iter::repeat_n(' ', start - end));
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{style}{shown}{style:#}");
        end = start + shown.chars().count();
        start = start.saturating_add(column).saturating_add(GAP);
    }
    text.push('\n');
}

fn truncate(cell: &str, width: usize) -> String {
    if cell.chars().count() <= width {
        return cell.to_owned();
    }
    let shown = cell.chars().take(width.saturating_sub(1));
    shown.chain(['…']).collect()
}

fn summary(counts: &Counts) -> String {
    let Counts {
        operations,
        paginated,
        item_paginators,
        page_paginators,
        ambiguous,
        ..
    } = counts;
    format!(
        "{paginated} of {operations} operations can be paginated. SDK paginators: {item_paginators} for items, {page_paginators} for pages. Ambiguous: {ambiguous}.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(cells: &[&str], columns: &[usize], width: usize) -> String {
        let cells: Vec<Cell> = cells
            .iter()
            .map(|cell| ((*cell).to_owned(), Style::new()))
            .collect();
        let mut text = String::new();
        write_line(&mut text, &cells, columns, width);
        text
    }

    #[test]
    fn line_is_truncated_to_the_terminal_width() {
        let cells = ["one", "three", "fifteen"];
        assert_eq!(
            formatted(&cells, &[4, 5], usize::MAX),
            "one   three  fifteen\n"
        );
        assert_eq!(formatted(&cells, &[4, 5], 16), "one   three  fi…\n");
        assert_eq!(formatted(&cells, &[4, 5], 13), "one   three\n");
        assert_eq!(formatted(&cells, &[4, 5], 8), "one   t…\n");
        assert_eq!(formatted(&cells, &[4, 5], 0), "\n");
    }

    #[test]
    fn cell_is_truncated_to_its_column() {
        assert_eq!(formatted(&["fifteen", "two"], &[4], 80), "fif…  two\n");
    }
}
