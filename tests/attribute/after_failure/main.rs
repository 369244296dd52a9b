//! The arguments `page_size`, `first_page_size`, `too_large` and `fresh_token`, and the parameter `#[page_size]`.

mod github;
mod kubernetes;
mod request_form;
