//! A constant for each argument of `#[paginate(…)]`. In an editor, the expansion mentions those that are written, so that their
//! names complete and show this documentation.

#![allow(
    non_upper_case_globals,
    reason = "the names are those of the arguments"
)]

/// Names the token in the request form, if the response and the request use the same name: `token = "next_token"` reads the
/// member `next_token` of the response, and calls `set_next_token(Some(token))` on the next request.
///
/// A list declares a token of several parts.
pub const token: () = ();

/// Names the member of the request that takes the token: `input_token = "marker"` calls `set_marker(Some(token))` on the next
/// request.
///
/// As a closure: `|request, token| request`.
pub const input_token: () = ();

/// The path of the token in the response: `output_token = "next_marker"`, or `"next_marker || contents[-1].key"`.
///
/// As a closure: `|page| Option<T>`, or `|page, token| Option<T>` with the token that the page was requested with.
pub const output_token: () = ();

/// Names the member of the request that takes the page number: `page_number = "page"` calls `set_page(Some(number))` on the next
/// request.
///
/// As a closure: `|request, number| request`.
pub const page_number: () = ();

/// Names the member of the request that takes the offset, which is the number of items received: `offset = "offset"` calls
/// `set_offset(Some(number))` on the next request.
///
/// As a closure: `|request, number| request`.
pub const offset: () = ();

/// The number of the first page, 1 by default: `first_page = 0`.
pub const first_page: () = ();

/// The path of the number of all pages, an integer or an `Option` of one: `total_pages = "last_page"`.
///
/// As a closure: `|page| n`, by reference.
pub const total_pages: () = ();

/// The path of the number of all items, an integer or an `Option` of one: `total_items = "total"`. It must be exact.
///
/// As a closure: `|page| n`, by reference.
pub const total_items: () = ();

/// The path of what reports more results: a flag that is `true`, an `Option` that is present, or a list that is not empty, like
/// `more_results = "is_truncated"`.
///
/// As a closure: `|page| bool`, by reference.
pub const more_results: () = ();

/// The path of the error that a successful response may carry, an `Option` or a list: `error = "errors"`.
///
/// As a closure: `|page| Option<E>`, by reference.
pub const error: () = ();

/// The path of the collection that is listed: `items = "users"`, or `"edges[].node"`. A list chains several collections.
///
/// As a closure: `|page| impl IntoIterator`, by value.
pub const items: () = ();

/// Names the member of the request that takes the page size: `page_size = "limit"` calls `set_limit(Some(size))` after a page that
/// was too large. `get_limit()` or `first_page_size` is the size to begin with. Needs `too_large`.
///
/// As a closure: `|request, size| request`.
pub const page_size: () = ();

/// The size of the first page, if the request has no getter for it: `first_page_size = 100`.
pub const first_page_size: () = ();

/// A closure that returns whether a page is requested again with half the size: `too_large = |error| error.is_timeout()`, by
/// reference.
pub const too_large: () = ();

/// A closure that returns the token to request a page again with, `None` to yield the error: `|error| Option<T>`, by reference.
pub const fresh_token: () = ();

/// The method that sends the request, `"send"` by default: `send = "execute"`.
///
/// As a closure: `|request| future`.
pub const send: () = ();

/// What happens if a token is repeated: `"error"` by default, `"end"` or `"continue"`.
pub const repeated_token: () = ();
