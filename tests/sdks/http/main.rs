//! Annotated functions with HTTP clients, against servers on the loopback interface.

mod gitlab;
mod meilisearch;
mod oci;
mod openapi;
mod reqwest;
mod ureq;
mod users;

use std::sync::Once;

/// The number of items on a full page.
const PAGE_SIZE: usize = 3;

/// Returns a client of reqwest.
fn reqwest_client() -> ::reqwest::Client {
    install_crypto_provider();
    ::reqwest::Client::new()
}

/// Installs what reqwest needs to create a client, even one that does not use TLS: oci-client enables TLS in reqwest.
fn install_crypto_provider() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let provider = rustls::crypto::ring::default_provider();
        provider.install_default().expect("no other provider");
    });
}
