//! Servers and checks that the tests with real clients share.
//!
//! A test module lists a [`Fixture`]: a client, its server, and the items that the server holds. [`listing_tests!`] writes
//! the tests.

mod http;
mod pages;
mod program;
mod proxy;
mod server;
mod source;
mod table;

pub mod check;
pub mod killed;

pub use http::HttpServer;
pub use pages::{Page, page};
pub use program::{NodeServer, PythonServer};
pub use server::{Fixture, Server};
pub use source::Listing;

use std::sync::{LazyLock, Once};

use tokio::runtime::{Builder, Runtime};

/// Runs the servers and the asynchronous clients.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let runtime = Builder::new_multi_thread().enable_all().build();
    runtime.expect("the runtime starts")
});

/// Runs a future on the runtime of the servers.
pub fn block_on<F: Future>(future: F) -> F::Output {
    RUNTIME.block_on(future)
}

/// Installs what reqwest needs to create a client, even one that does not use TLS: other packages of the workspace enable TLS in
/// reqwest.
///
/// # Panics
///
/// Panics if the process has another provider.
pub fn install_crypto_provider() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let provider = rustls::crypto::ring::default_provider();
        provider.install_default().expect("no other provider");
    });
}

/// Writes a module with the tests of one listing.
///
/// The arguments are the name of the annotated function, which is also the name of the module, the crate whose pages are
/// listed, the kind of pagination, a future of a [`Fixture`], a closure that makes the paginator of a fixture, and the
/// function that runs the tests, [`block_on`] by default.
#[macro_export]
macro_rules! listing_tests {
    ($name:ident, $crate_name:literal, $family:literal, $fixture:expr, |$bound:ident| $listing:expr) => {
        $crate::listing_tests!(
            $name,
            $crate_name,
            $family,
            $fixture,
            |$bound| $listing,
            $crate::block_on
        );
    };
    ($name:ident, $crate_name:literal, $family:literal, $fixture:expr, |$bound:ident| $listing:expr, $block_on:path) => {
        mod $name {
            use super::*;

            const LISTING: $crate::Listing = $crate::Listing {
                package: env!("CARGO_PKG_NAME"),
                module: module_path!(),
                file: file!(),
                crate_name: $crate_name,
                family: $family,
            };

            #[test]
            fn table_shows_what_the_listing_yields() {
                $block_on(async {
                    let $bound = $fixture.await;
                    $crate::check::table(&LISTING, &$bound, || $listing).await;
                });
            }

            #[test]
            fn sends_nothing_before_the_first_poll() {
                $block_on(async {
                    let $bound = $fixture.await;
                    $crate::check::laziness(&$bound, || $listing).await;
                });
            }

            #[test]
            fn yields_each_item_once_with_one_request_per_page() {
                $block_on(async {
                    let $bound = $fixture.await;
                    $crate::check::items(&LISTING, &$bound, || $listing).await;
                });
            }

            #[test]
            fn resumes_at_every_item() {
                $block_on(async {
                    let $bound = $fixture.await;
                    $crate::check::resume(&$bound, || $listing).await;
                });
            }

            #[test]
            fn retry_resends_the_failed_page() {
                $block_on(async {
                    let $bound = $fixture.await;
                    $crate::check::retry(&LISTING, &$bound, || $listing).await;
                });
            }
        }
    };
}
