//! Listings of listings, and actions on them.

use paginate_tests::server::PageSpec;

use super::{FORMATS, USER_CODE, parallel};
use crate::bytes::Bytes;
use crate::nested::{Action, Change, Outer, Settings, What};

pub(crate) fn settings(bytes: &mut Bytes) -> Settings {
    Settings {
        concurrency: [bytes.size_below(5), bytes.size_below(4)],
        ordered: bytes.flag(),
        depths: [bytes.size_below(4), bytes.size_below(4)],
        collecting: bytes.flag(),
        permits: super::permits(bytes),
    }
}

/// Returns an outer listing and the listings of its items.
pub(crate) fn outer(bytes: &mut Bytes) -> Outer {
    let pages = (0..=bytes.below(5))
        .map(|_| parallel::page(bytes))
        .collect();
    let inner = (0..bytes.below(9)).map(|_| inner(bytes)).collect();
    Outer { pages, inner }
}

/// Returns the pages of an inner listing. An item without pages has no listing.
fn inner(bytes: &mut Bytes) -> Vec<PageSpec> {
    (0..bytes.below(5)).map(|_| parallel::page(bytes)).collect()
}

fn change(bytes: &mut Bytes) -> Change {
    let listing = bytes.size_below(6);
    let what = match bytes.below(3) {
        0 => What::Insert(bytes.size_below(16), inner(bytes)),
        1 => What::Remove(bytes.size_below(16)),
        _ => What::Move(bytes.size_below(16), bytes.size_below(16)),
    };
    Change { listing, what }
}

pub(crate) fn action(bytes: &mut Bytes) -> Action {
    match bytes.below(32) {
        0..12 => Action::Poll,
        12..24 => Action::Tick(bytes.size_below(12)),
        24 => Action::Task(bytes.size_below(2)),
        25 | 26 => Action::Retry,
        27 => Action::Ordered,
        28 | 29 => {
            let format = bytes.pick(&FORMATS);
            let changes = (0..bytes.below(4)).map(|_| change(bytes)).collect();
            Action::Resume(format, changes)
        }
        30 => Action::PanicOfPart,
        _ => Action::Panic(bytes.size_below(12), bytes.pick(&USER_CODE[..5])),
    }
}
