//! Random cases: pages and actions.

pub(crate) mod nested;
pub(crate) mod numbered;
pub(crate) mod parallel;
pub(crate) mod shared;

use paginate_tests::server::{PageSpec, UserCode};
use paginate_wakers::Clones;
use proptest::prelude::*;

use crate::action::{Action, Format, Mode};
use crate::walk;

prop_compose! {
    fn page_spec(pages: usize)(
        size in 0_u32..4,
        next in prop_oneof![8 => Just(None), 1 => (0..pages).prop_map(Some)],
        more in prop_oneof![4 => Just(None), 1 => any::<bool>().prop_map(Some)],
        ticks in 0_u32..3,
        self_wakes in prop_oneof![4 => Just(0_u32), 1 => 1_u32..3],
        failures in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
        carried_errors in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
        missing_datas in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
        uncounted in any::<bool>(),
        expires in prop_oneof![4 => Just(false), 1 => Just(true)],
    ) -> PageSpec {
        PageSpec {
            items: vec![0; size as usize],
            uncounted,
            next,
            more,
            ticks,
            self_wakes,
            failures,
            carried_errors,
            missing_datas,
            expires,
        }
    }
}

/// How long the responses of a service take.
#[derive(Clone, Copy, Debug)]
enum Pace {
    Mixed,
    AlwaysReady,
    SelfWaking,
}

/// Generates pages in sequence, except for a few pages with the token of another page.
pub(crate) fn pages() -> impl Strategy<Value = Vec<PageSpec>> {
    let pace = prop_oneof![
        4 => Just(Pace::Mixed),
        1 => Just(Pace::AlwaysReady),
        1 => Just(Pace::SelfWaking),
    ];
    let length = prop_oneof![5 => 1_usize..24, 1 => 24_usize..120];
    (length, pace).prop_flat_map(|(pages, pace)| {
        prop::collection::vec(page_spec(pages), pages).prop_map(move |mut specs| {
            walk::link(&mut specs);
            for page in &mut specs {
                match pace {
                    Pace::Mixed => {}
                    Pace::AlwaysReady => (page.ticks, page.self_wakes) = (0, 0),
                    Pace::SelfWaking => (page.ticks, page.self_wakes) = (0, 1),
                }
            }
            specs
        })
    })
}

/// Generates the actions on a listing.
pub(crate) fn actions() -> impl Strategy<Value = Vec<Action>> {
    let code = prop_oneof![
        Just(UserCode::Send),
        Just(UserCode::Request),
        Just(UserCode::Error),
        Just(UserCode::HasListing),
        Just(UserCode::MoreResults),
        Just(UserCode::OutputToken),
        Just(UserCode::InputToken),
        Just(UserCode::Items),
    ];
    let action = prop_oneof![
        8 => Just(Action::Tick),
        16 => Just(Action::Poll),
        1 => Just(Action::NextPage),
        2 => (0_usize..2).prop_map(Action::Task),
        3 => Just(Action::Retry),
        2 => (0_usize..4).prop_map(Action::Prefetch),
        1 => (0_u64..12).prop_map(Action::MaxPages),
        1 => Just(Action::MaxPages(u64::MAX)),
        2 => (0_usize..4, format()).prop_map(|(depth, format)| Action::Resume(depth, format)),
        1 => code.prop_map(Action::Panic),
    ];
    prop::collection::vec(action, 0..80)
}

pub(crate) fn mode() -> impl Strategy<Value = Mode> {
    prop_oneof![Just(Mode::Item), Just(Mode::Page), Just(Mode::Collecting)]
}

pub(crate) fn clones() -> impl Strategy<Value = Clones> {
    prop_oneof![
        2 => Just(Clones::Same),
        1 => Just(Clones::Other),
        1 => Just(Clones::AlwaysOther),
    ]
}

/// Generates how many requests are served at the same time. `None` means all.
fn permits() -> impl Strategy<Value = Option<usize>> {
    prop_oneof![2 => Just(None), 1 => (1_usize..4).prop_map(Some)]
}

/// Generates a format in which every checkpoint can be serialized.
fn format() -> impl Strategy<Value = Format> {
    prop_oneof![
        Just(Format::Json),
        Just(Format::Postcard),
        Just(Format::MessagePack),
        Just(Format::NamedMessagePack),
    ]
}
