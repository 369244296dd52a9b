//! Random services of numbered pages and of pages at offsets, and random actions.

use paginate_core::RepeatedTokenPolicy;
use proptest::prelude::*;

use super::{format, permits};
use crate::numbered::{Action, Kind, OffsetStep, PageSpec, Spec};

fn kind() -> impl Strategy<Value = Kind> {
    let policy = prop_oneof![
        2 => Just(RepeatedTokenPolicy::Error),
        1 => Just(RepeatedTokenPolicy::End),
    ];
    let step = prop_oneof![
        Just(None),
        Just(Some(OffsetStep::MoreResults)),
        Just(Some(OffsetStep::TotalItems)),
    ];
    prop_oneof![
        1 => Just(Kind::MoreResults),
        1 => Just(Kind::TotalPages),
        1 => Just(Kind::AllTotals),
        1 => Just(Kind::TotalItems),
        1 => Just(Kind::ItemCount),
        4 => (step, policy).prop_map(|(step, policy)| Kind::Offset(step, policy)),
    ]
}

prop_compose! {
    fn page_spec(pages: u64)(
        size in prop_oneof![1 => Just(0_u32), 3 => 1_u32..4, 6 => Just(3)],
        // Near the real total, or any.
        total_pages in prop_oneof![
            3 => Just(Some(pages)),
            1 => Just(None),
            1 => (0_u64..20).prop_map(Some),
        ],
        total_items in prop_oneof![
            3 => Just(Some(pages * 3)),
            1 => Just(None),
            1 => (0_u64..50).prop_map(Some),
        ],
        more in prop::bool::weighted(0.9),
        ticks in prop_oneof![2 => Just(0_u32), 3 => 1_u32..4],
        failures in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
        most in prop_oneof![4 => Just(8_u32), 1 => 1_u32..8],
    ) -> PageSpec {
        PageSpec { size, total_pages, total_items, more, ticks, failures, most }
    }
}

pub(crate) fn spec() -> impl Strategy<Value = Spec> {
    let pages = prop_oneof![5 => 1_u64..16, 1 => 16_u64..60];
    let pages = pages.prop_flat_map(|pages| {
        prop::collection::vec(page_spec(pages), usize::try_from(pages).unwrap())
    });
    let always_ready = prop::bool::weighted(0.2);
    let first_size = prop_oneof![1 => Just(None), 2 => (1_u32..9).prop_map(Some)];
    (kind(), 0_u32..3, pages, always_ready, permits(), first_size).prop_map(
        |(kind, first, mut pages, always_ready, permits, first_size)| {
            if always_ready {
                for page in &mut pages {
                    page.ticks = 0;
                }
            }
            let first = if matches!(kind, Kind::Offset(..)) {
                0
            } else {
                first
            };
            Spec {
                kind,
                first,
                pages,
                permits,
                first_size,
            }
        },
    )
}

pub(crate) fn actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![
        8 => (0_usize..8).prop_map(Action::Complete),
        4 => Just(Action::Tick),
        16 => Just(Action::Poll),
        1 => Just(Action::NextPage),
        1 => (0_usize..2).prop_map(Action::Task),
        3 => Just(Action::Retry),
        2 => (0_usize..7).prop_map(Action::Prefetch),
        1 => (0_u64..12).prop_map(Action::MaxPages),
        1 => Just(Action::MaxPages(u64::MAX)),
        1 => (0_usize..7, format()).prop_map(|(depth, format)| Action::Resume(depth, format)),
    ];
    prop::collection::vec(action, 0..80)
}
