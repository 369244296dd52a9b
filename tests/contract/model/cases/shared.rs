//! Random listings that share permits, and random actions.

use proptest::prelude::*;

use super::format;
use crate::shared::{Action, Kind, Reading, Settings, Spec};

/// With a great depth, only the limit of wrong guesses keeps their number small.
fn depth() -> impl Strategy<Value = usize> {
    prop_oneof![6 => 0_usize..9, 1 => 9_usize..32]
}

pub(crate) fn spec() -> impl Strategy<Value = Spec> {
    let kind = prop_oneof![
        2 => Just(Kind::Tokens),
        1 => Just(Kind::Offsets),
        1 => Just(Kind::OffsetsWithTotal),
        1 => Just(Kind::Pages),
        2 => Just(Kind::PagesWithTotal),
        1 => Just(Kind::PagesWithTotalItems),
    ];
    let sizes = prop_oneof![
        2 => prop::collection::vec(1_u32..4, 1..2),
        1 => prop::collection::vec(1_u32..4, 1..6),
    ];
    let items = prop_oneof![4 => 0_u32..30, 1 => 30_u32..100];
    (
        kind,
        items,
        sizes,
        prop::collection::vec(0_u32..4, 1..6),
        prop::collection::vec(prop::bool::weighted(0.2), 0..8),
        depth(),
    )
        .prop_map(|(kind, items, sizes, ticks, failures, depth)| Spec {
            kind,
            items,
            sizes,
            ticks,
            failures,
            depth,
        })
}

pub(crate) fn settings() -> impl Strategy<Value = Settings> {
    let reading = prop_oneof![
        Just(Reading::Parallel),
        Just(Reading::Ordered),
        Just(Reading::SideBySide),
    ];
    (reading, 1_usize..5, 0_usize..6).prop_map(|(reading, permits, concurrency)| Settings {
        reading,
        permits,
        concurrency,
    })
}

pub(crate) fn actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![
        12 => (0_usize..16).prop_map(Action::Complete),
        4 => Just(Action::Tick),
        24 => (0_usize..6).prop_map(Action::Poll),
        1 => (0_usize..2).prop_map(Action::Task),
        2 => (0_usize..6).prop_map(Action::Retry),
        1 => (0_usize..6, depth()).prop_map(|(listing, depth)| Action::Prefetch(listing, depth)),
        1 => Just(Action::Ordered),
        1 => (0_usize..6, format()).prop_map(|(listing, format)| Action::Resume(listing, format)),
        1 => (0_usize..6).prop_map(Action::Panic),
    ];
    prop::collection::vec(action, 0..120)
}
