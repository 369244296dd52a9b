//! Numbered pages and pages at offsets, and actions on their listing.

use super::FORMATS;
use crate::bytes::Bytes;
use crate::numbered::{Action, Kind, OffsetStep, PageSpec, Spec};

const MAX_PAGES: u8 = 40;

pub(crate) fn spec(bytes: &mut Bytes) -> Spec {
    let kind = kind(bytes);
    let first = match kind {
        Kind::Offset(..) => 0,
        _ => bytes.below(3),
    };
    let count = bytes.below(MAX_PAGES) + 1;
    let always_ready = bytes.flag();
    let pages = (0..count)
        .map(|_| page(bytes, count.into(), always_ready))
        .collect();
    let permits = super::permits(bytes);
    Spec {
        kind,
        first,
        pages,
        permits,
        first_size: bytes.pick(&[None, Some(3), Some(2), Some(1), Some(8)]),
    }
}

fn kind(bytes: &mut Bytes) -> Kind {
    match bytes.below(8) {
        0 => Kind::MoreResults,
        1 => Kind::TotalPages,
        2 => Kind::AllTotals,
        3 => Kind::TotalItems,
        4 => Kind::ItemCount,
        step => {
            let step = match step {
                5 => None,
                6 => Some(OffsetStep::MoreResults),
                _ => Some(OffsetStep::TotalItems),
            };
            Kind::Offset(step, super::policy(bytes))
        }
    }
}

fn page(bytes: &mut Bytes, pages: u64, always_ready: bool) -> PageSpec {
    PageSpec {
        size: bytes.pick(&[3, 3, 3, 3, 3, 0, 1, 2]),
        total_pages: total(bytes, pages, 20),
        total_items: total(bytes, pages * 3, 50),
        more: bytes.below(10) != 9,
        ticks: if always_ready { 0 } else { bytes.below(4) },
        failures: bytes.rarely(8),
        most: bytes.pick(&[8, 8, 8, 8, 1, 2, 3, 4]),
    }
}

/// Returns the real total, none, or any total below `end`.
fn total(bytes: &mut Bytes, total: u64, end: u8) -> Option<u64> {
    match bytes.below(5) {
        0..3 => Some(total),
        3 => None,
        _ => Some(bytes.below(end).into()),
    }
}

pub(crate) fn action(bytes: &mut Bytes) -> Action {
    match bytes.below(32) {
        0..12 => Action::Poll,
        12..18 => Action::Complete(bytes.size_below(8)),
        18..21 => Action::Tick,
        21..24 => Action::Retry,
        24 => Action::Task(bytes.size_below(2)),
        25 => Action::NextPage,
        26 | 27 => Action::Prefetch(bytes.size_below(7)),
        28 => Action::MaxPages(bytes.below(12).into()),
        29 => Action::MaxPages(u64::MAX),
        _ => Action::Resume(bytes.size_below(7), bytes.pick(&FORMATS)),
    }
}
