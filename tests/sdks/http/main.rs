//! Annotated functions with HTTP clients, against servers on the loopback interface.

mod gitlab;
mod meilisearch;
mod oci;
mod openapi;
mod reqwest;
mod ureq;
mod users;

use paginate_sdks_support::install_crypto_provider;

/// The number of items on a full page.
const PAGE_SIZE: usize = 3;

/// Returns a client of reqwest.
fn reqwest_client() -> ::reqwest::Client {
    install_crypto_provider();
    ::reqwest::Client::new()
}
