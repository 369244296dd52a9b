//! Random listings of listings, and random actions.

use paginate_tests::server::{PageSpec, UserCode};
use proptest::prelude::*;

use super::parallel::page_spec;
use super::{format, permits};
use crate::nested::{Action, Change, Outer, Settings, What};

/// Generates the pages of an innermost listing, or none for an item without a listing.
fn inner() -> impl Strategy<Value = Vec<PageSpec>> {
    let length = prop_oneof![1 => Just(0_usize), 8 => 1_usize..4, 1 => 30_usize..50];
    length.prop_flat_map(|pages| prop::collection::vec(page_spec(), pages))
}

/// Generates an outer listing. The first pages have two items each.
pub(crate) fn outer() -> impl Strategy<Value = Outer> {
    (
        prop::collection::vec(page_spec(), 1..6),
        prop::collection::vec(inner(), 0..9),
    )
        .prop_map(|(pages, inner)| Outer { pages, inner })
}

pub(crate) fn settings() -> impl Strategy<Value = Settings> {
    (
        [0_usize..5, 0..4],
        any::<bool>(),
        [0_usize..4, 0..4],
        any::<bool>(),
        permits(),
    )
        .prop_map(
            |(concurrency, ordered, depths, collecting, permits)| Settings {
                concurrency,
                ordered,
                depths,
                collecting,
                permits,
            },
        )
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let what = prop_oneof![
        (any::<usize>(), inner()).prop_map(|(at, inner)| What::Insert(at, inner)),
        any::<usize>().prop_map(What::Remove),
        (any::<usize>(), any::<usize>()).prop_map(|(from, to)| What::Move(from, to)),
    ];
    let change = (0_usize..6, what).prop_map(|(listing, what)| Change { listing, what });
    prop::collection::vec(change, 0..4)
}

pub(crate) fn actions() -> impl Strategy<Value = Vec<Action>> {
    let code = prop_oneof![
        Just(UserCode::Send),
        Just(UserCode::Request),
        Just(UserCode::OutputToken),
        Just(UserCode::InputToken),
        Just(UserCode::Items),
    ];
    let action = prop_oneof![
        16 => (0_usize..12).prop_map(Action::Tick),
        16 => Just(Action::Poll),
        1 => (0_usize..2).prop_map(Action::Task),
        2 => Just(Action::Retry),
        1 => Just(Action::Ordered),
        2 => (format(), changes()).prop_map(|(format, changes)| Action::Resume(format, changes)),
        1 => (0_usize..12, code).prop_map(|(listing, code)| Action::Panic(listing, code)),
        1 => Just(Action::PanicOfPart),
    ];
    prop::collection::vec(action, 0..160)
}
