//! What comes after a page.

use crate::checkpoint::Position;

/// What comes after a page.
#[derive(Debug)]
pub enum Next<T> {
    /// Another page.
    Page(Position<T>),
    /// Another page, after too many empty pages.
    EmptyPages(Position<T>),
    /// Another page, as the page reports, but no token to request it with.
    MissingToken,
    /// Another page, whose number or offset does not fit into its type.
    Overflow,
    /// Nothing.
    End,
}

/// What it means that a page of a resumed listing has fewer items than were yielded before from its position on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ShortPage {
    /// The other items that were yielded before are on the pages that follow.
    Continued,
    /// The other items are gone, or the page size has changed.
    Unknown,
    /// The page size has changed, if another page follows: pages with the same number begin elsewhere.
    OtherPageSize,
}
