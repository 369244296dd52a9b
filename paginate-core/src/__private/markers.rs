//! A constant for each marker of a parameter. In an editor, the expansion mentions those that are written, so that their names
//! complete and show this documentation.

#![allow(non_upper_case_globals, reason = "the names are those of the markers")]

/// Marks the parameter that takes the token, an `Option` that is `None` for the first page: `#[token] token: Option<String>`.
/// Callers do not see the parameter.
pub const token: () = ();

/// Marks the parameter that takes the page number, an integer or an `Option` of one: `#[page_number] page: u32`. Callers do not
/// see the parameter.
pub const page_number: () = ();

/// Marks the parameter that takes the number of items received, an integer or an `Option` of one: `#[offset] offset: u64`.
/// Callers do not see the parameter.
pub const offset: () = ();

/// Marks the parameter that takes the page size, an integer: `#[page_size] size: u32`. Callers see the parameter: it is the size to
/// begin with. Needs `too_large`.
pub const page_size: () = ();
