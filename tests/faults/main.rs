//! The same faults of a service for the paginators of several crates. Each fault is a sequence of pages, which the service plays in
//! the protocol of each client. `docs/faults.md` shows what becomes of the listings.

mod fault;
mod peers;
mod service;
mod session;
mod table;
mod verdict;

use fault::{FAULTS, Fault};
use peers::{GENERAL, SDKS};
use verdict::{Verdict, measure};

#[tokio::test]
async fn tables_show_what_becomes_of_each_listing() {
    paginate_sdks_support::install_crypto_provider();
    let (general, sdks) = tokio::join!(table::columns(&GENERAL), table::columns(&SDKS));
    let groups = [
        ("Crates for any API", general),
        ("Clients of an API, with their own paginators", sdks),
    ];
    table::check(&groups);
}

#[tokio::test]
async fn paginate_core_loses_and_repeats_nothing() {
    paginate_sdks_support::install_crypto_provider();
    let ours = &GENERAL[0];
    assert_eq!(ours.package, "paginate-core");
    for fault in FAULTS {
        if matches!(fault, Fault::LastPageForever | Fault::ShrinkingTotal) {
            continue; // `docs/faults.md` says so.
        }
        let outcome = measure(ours, ours.read, fault).await;
        let (seen, total) = outcome.items;
        assert_eq!((seen, outcome.repeated), (total, 0), "{}", fault.name());
        assert!(matches!(
            outcome.verdict,
            Verdict::Complete | Verdict::Continues
        ));
    }
}
