//! Listings that share permits, and actions on them.

use super::FORMATS;
use crate::bytes::Bytes;
use crate::shared::{Action, Kind, Reading, Settings, Spec};

const MAX_ITEMS: u8 = 100;
const MAX_DEPTH: u8 = 32;

pub(crate) fn settings(bytes: &mut Bytes) -> Settings {
    Settings {
        reading: bytes.pick(&[Reading::Parallel, Reading::Ordered, Reading::SideBySide]),
        permits: bytes.size_below(4) + 1,
        concurrency: bytes.size_below(6),
    }
}

pub(crate) fn spec(bytes: &mut Bytes) -> Spec {
    Spec {
        kind: bytes.pick(&[
            Kind::Tokens,
            Kind::Offsets,
            Kind::OffsetsWithTotal,
            Kind::Pages,
            Kind::PagesWithTotal,
            Kind::PagesWithTotalItems,
        ]),
        items: bytes.below(MAX_ITEMS),
        sizes: (0..=bytes.below(5)).map(|_| bytes.below(3) + 1).collect(),
        ticks: (0..=bytes.below(5)).map(|_| bytes.below(4)).collect(),
        failures: (0..bytes.below(8)).map(|_| bytes.below(4) == 3).collect(),
        depth: bytes.size_below(MAX_DEPTH),
    }
}

pub(crate) fn action(bytes: &mut Bytes) -> Action {
    match bytes.below(32) {
        0..12 => Action::Poll(bytes.size_below(6)),
        12..20 => Action::Complete(bytes.size_below(16)),
        20..23 => Action::Tick,
        23 => Action::Task(bytes.size_below(2)),
        24 | 25 => Action::Retry(bytes.size_below(6)),
        26 => Action::Prefetch(bytes.size_below(6), bytes.size_below(MAX_DEPTH)),
        27 => Action::Ordered,
        28 | 29 => Action::Resume(bytes.size_below(6), bytes.pick(&FORMATS)),
        _ => Action::Panic(bytes.size_below(6)),
    }
}
