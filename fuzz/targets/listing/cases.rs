//! Pages with tokens, and actions on their listing.

pub(crate) mod nested;
pub(crate) mod numbered;
pub(crate) mod parallel;
pub(crate) mod shared;

use paginate_core::RepeatedTokenPolicy;
use paginate_tests::server::{PageSpec, UserCode};
use paginate_wakers::Clones;

use crate::action::{Action, Format, Mode};
use crate::bytes::Bytes;
use crate::walk;

const MAX_PAGES: u8 = 64;

const FORMATS: [Format; 4] = [
    Format::Json,
    Format::Postcard,
    Format::MessagePack,
    Format::NamedMessagePack,
];

const USER_CODE: [UserCode; 8] = [
    UserCode::Send,
    UserCode::Request,
    UserCode::OutputToken,
    UserCode::InputToken,
    UserCode::Items,
    UserCode::Error,
    UserCode::HasListing,
    UserCode::MoreResults,
];

pub(crate) fn clones(bytes: &mut Bytes) -> Clones {
    bytes.pick(&[Clones::Same, Clones::Other, Clones::AlwaysOther])
}

/// Returns how many requests are served at the same time. `None` means all.
fn permits(bytes: &mut Bytes) -> Option<usize> {
    bytes.pick(&[None, None, None, Some(1), Some(2), Some(3)])
}

pub(crate) fn policy(bytes: &mut Bytes) -> RepeatedTokenPolicy {
    bytes.pick(&[RepeatedTokenPolicy::Error, RepeatedTokenPolicy::End])
}

pub(crate) fn mode(bytes: &mut Bytes) -> Mode {
    bytes.pick(&[Mode::Item, Mode::Page, Mode::Collecting])
}

pub(crate) fn pages(bytes: &mut Bytes) -> Vec<PageSpec> {
    let count = bytes.below(MAX_PAGES) + 1;
    let always_ready = bytes.flag();
    let mut pages: Vec<PageSpec> = (0..count)
        .map(|_| page(bytes, count as u8, always_ready))
        .collect();
    walk::link(&mut pages);
    pages
}

fn page(bytes: &mut Bytes, count: u8, always_ready: bool) -> PageSpec {
    let items = vec![0; bytes.size_below(4)];
    // Most pages have the token of the next one.
    let next = (bytes.below(8) == 7).then(|| bytes.size_below(count));
    let more = bytes.pick(&[None, None, None, None, Some(true), Some(false)]);
    let (ticks, self_wakes) = if always_ready {
        (0, 0)
    } else {
        (bytes.below(3), bytes.rarely(6))
    };
    PageSpec {
        items,
        next,
        more,
        ticks,
        self_wakes,
        failures: bytes.rarely(8),
        carried_errors: bytes.rarely(8),
        missing_datas: bytes.rarely(8),
        expires: bytes.below(5) == 4,
        uncounted: bytes.flag(),
    }
}

pub(crate) fn action(bytes: &mut Bytes) -> Action {
    match bytes.below(32) {
        0..14 => Action::Poll,
        14..20 => Action::Tick,
        20..23 => Action::Retry,
        23 | 24 => Action::Task(bytes.size_below(2)),
        25 => Action::NextPage,
        26 => Action::Prefetch(bytes.size_below(4)),
        27 => Action::MaxPages(bytes.below(12).into()),
        28 => Action::MaxPages(u64::MAX),
        29 | 30 => Action::Resume(bytes.size_below(4), bytes.pick(&FORMATS)),
        _ => Action::Panic(bytes.pick(&USER_CODE)),
    }
}
