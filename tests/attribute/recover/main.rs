//! The arguments `page_size`, `first_page_size`, `too_large` and `fresh_token`, and the parameter `#[page_size]`.
#![allow(
    clippy::redundant_closure,
    clippy::redundant_closure_for_method_calls,
    reason = "the arguments are closures"
)]

mod github;
mod kubernetes;
mod request_form;
