//! Random listings that run in parallel, in both orders, with every concurrency.

mod reader;

use std::rc::Rc;

use paginate_tests::server::{PageSpec, Server, UserCode};
use proptest::prelude::*;

use self::reader::Reader;
use crate::action::Format;

#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Advances the request of a listing, if there is one.
    Tick(usize),
    Poll,
    /// Polls with the waker of another task from now on.
    Task(usize),
    Retry,
    /// Drops the listings, and resumes from their checkpoint.
    Resume(Format),
    /// Makes the next call of this user code of a listing panic.
    Panic(usize, UserCode),
}

/// What does not change within a case.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) concurrency: usize,
    pub(crate) ordered: bool,
    pub(crate) depth: usize,
    /// Whether items are added to a collection, instead of polled one by one.
    pub(crate) collecting: bool,
}

prop_compose! {
    fn page_spec()(
        size in 0_usize..4,
        uncounted in any::<bool>(),
        ticks in 0_u32..3,
        self_wakes in prop_oneof![4 => Just(0_u32), 1 => 1_u32..3],
        failures in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
    ) -> PageSpec {
        let items = vec![0; size];
        PageSpec { items, uncounted, ticks, self_wakes, failures, ..PageSpec::default() }
    }
}

/// Generates the pages of a listing. The items are numbered later.
fn listing() -> impl Strategy<Value = Vec<PageSpec>> {
    let length = prop_oneof![9 => 1_usize..5, 1 => 40_usize..80];
    length.prop_flat_map(|pages| prop::collection::vec(page_spec(), pages))
}

/// Returns a service whose items are consecutive numbers from `listing * 1000` on.
fn server(listing: usize, mut pages: Vec<PageSpec>) -> Rc<Server> {
    let last = pages.len() - 1;
    let mut item = u32::try_from(listing).unwrap() * 1_000..;
    for (index, page) in pages.iter_mut().enumerate() {
        page.items.fill_with(|| item.next().unwrap_or_default());
        page.next = (index < last).then_some(index + 1);
    }
    Server::new(pages)
}

fn settings() -> impl Strategy<Value = Settings> {
    (0_usize..6, any::<bool>(), 0_usize..4, any::<bool>()).prop_map(
        |(concurrency, ordered, depth, collecting)| Settings {
            concurrency,
            ordered,
            depth,
            collecting,
        },
    )
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let format = prop_oneof![
        Just(Format::Json),
        Just(Format::Postcard),
        Just(Format::MessagePack),
        Just(Format::NamedMessagePack),
    ];
    let code = prop_oneof![
        Just(UserCode::Send),
        Just(UserCode::Request),
        Just(UserCode::OutputToken),
        Just(UserCode::InputToken),
        Just(UserCode::Items),
    ];
    let action = prop_oneof![
        16 => (0_usize..6).prop_map(Action::Tick),
        16 => Just(Action::Poll),
        1 => (0_usize..2).prop_map(Action::Task),
        2 => Just(Action::Retry),
        1 => format.prop_map(Action::Resume),
        1 => (0_usize..6, code).prop_map(|(listing, code)| Action::Panic(listing, code)),
    ];
    prop::collection::vec(action, 0..160)
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn parallel_listings_agree_with_the_model(
        listings in prop::collection::vec(listing(), 0..6),
        settings in settings(),
        actions in actions(),
    ) {
        crate::silence_planned_panics();
        let servers = listings.into_iter().enumerate();
        let servers: Vec<_> = servers.map(|(index, pages)| server(index, pages)).collect();
        let mut reader = Reader::new(&servers, settings);
        for action in &actions {
            reader.act(action);
        }
        reader.finish();
    }
}
