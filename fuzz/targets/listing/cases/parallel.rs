//! Listings that run in parallel, and actions on them.

use paginate_tests::server::PageSpec;

use super::{FORMATS, USER_CODE};
use crate::bytes::Bytes;
use crate::parallel::{Action, Settings};

const MAX_PAGES: u8 = 40;

pub(crate) fn settings(bytes: &mut Bytes) -> Settings {
    Settings {
        concurrency: bytes.size_below(6),
        ordered: bytes.flag(),
        keyed: bytes.flag(),
        depth: bytes.size_below(4),
        collecting: bytes.flag(),
        permits: super::permits(bytes),
    }
}

/// Returns the pages of one listing, whose service links them.
pub(crate) fn pages(bytes: &mut Bytes) -> Vec<PageSpec> {
    let pages = 0..=bytes.below(MAX_PAGES);
    pages.map(|_| page(bytes)).collect()
}

pub(crate) fn page(bytes: &mut Bytes) -> PageSpec {
    PageSpec {
        items: vec![0; bytes.size_below(4)],
        ticks: bytes.below(3),
        self_wakes: bytes.rarely(6),
        failures: bytes.rarely(8),
        uncounted: bytes.flag(),
        ..PageSpec::default()
    }
}

pub(crate) fn action(bytes: &mut Bytes) -> Action {
    match bytes.below(32) {
        0..12 => Action::Poll,
        12..24 => Action::Tick(bytes.size_below(6)),
        24 | 25 => Action::Task(bytes.size_below(2)),
        26 | 27 => Action::Retry,
        28 => Action::Ordered,
        29 => Action::Resume(bytes.pick(&FORMATS)),
        _ => Action::Panic(bytes.size_below(6), bytes.pick(&USER_CODE[..5])),
    }
}
