//! Annotated functions with HTTP clients, against servers on the loopback interface.

mod oci;
mod openapi;
mod reqwest;
mod ureq;
mod users;

/// The number of items on a full page.
const PAGE_SIZE: usize = 3;
