//! Services behind a proxy that refuses pages of more than four items: the page is requested again with half the size.

mod graphql;
mod rest;

/// The most items of a page.
const MOST: u64 = 4;
