//! Whatever happens to a listing, it yields what a few lines say that it must.

use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use paginate_core::{Error, Paginator};
use paginate_tests::script::Wakes;
use paginate_tests::server::{Page, PageSpec, Server, Throttled};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// What has failed before is tried first.
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/model.seeds");

/// What a listing must yield: the pages along the tokens, and what stops it.
struct Walk<'a> {
    pages: Vec<&'a PageSpec>,
    stop: Stop,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stop {
    End,
    MissingToken,
    /// The last so many pages come again and again.
    Cycle(usize),
}

impl<'a> Walk<'a> {
    fn along(all: &'a [PageSpec]) -> Self {
        let mut pages = vec![&all[0]];
        let mut tokens = Vec::new();
        loop {
            let page = pages[pages.len() - 1];
            let stop = match (page.more, page.next) {
                (Some(false), _) | (None, None) => Stop::End,
                (Some(true), None) => Stop::MissingToken,
                (_, Some(token)) => {
                    if let Some(first) = tokens.iter().position(|seen| *seen == token) {
                        Stop::Cycle(tokens.len() - first)
                    } else {
                        tokens.push(token);
                        pages.push(&all[token]);
                        continue;
                    }
                }
            };
            return Walk { pages, stop };
        }
    }

    /// The page of a number, from 1, as if a cycle were never found.
    fn page(&self, number: usize) -> &PageSpec {
        match self.stop {
            Stop::Cycle(period) if number > self.pages.len() => {
                let first = self.pages.len() - period;
                self.pages[first + (number - 1 - first) % period]
            }
            _ => self.pages[number - 1],
        }
    }

    /// What the first so many pages yield.
    fn items(&self, pages: usize) -> Vec<u32> {
        (1..=pages)
            .flat_map(|number| self.page(number).items.clone())
            .collect()
    }
}

#[derive(Clone, Debug)]
enum Action {
    Tick,
    Poll,
    Retry,
    /// Go on from the checkpoint with another listing, which fetches so many pages ahead.
    Resume(usize),
}

type Listing = Box<dyn Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled>>;

/// A listing that is read item by item, or page by page, and what it has yielded.
struct Reader {
    server: Rc<Server>,
    by_page: bool,
    listing: Listing,
    yielded: Vec<u32>,
    pages: usize,
    told: Vec<Error<Throttled>>,
    resumed: usize,
    wakes: Arc<Wakes>,
}

impl Reader {
    fn new(server: Rc<Server>, by_page: bool, prefetch: usize) -> Self {
        server.expect_wakes(prefetch > 0);
        let listing = Box::new(server.paginator().prefetch(prefetch));
        Reader {
            server,
            by_page,
            listing,
            yielded: vec![],
            pages: 0,
            told: vec![],
            resumed: 0,
            wakes: Arc::default(),
        }
    }

    /// `true` at the end.
    fn poll(&mut self) -> bool {
        let waker = Waker::from(Arc::clone(&self.wakes));
        let mut cx = Context::from_waker(&waker);
        let woken = self.wakes.count();
        let polled = if self.by_page {
            self.listing.poll_page(&mut cx).map_ok(|page| {
                self.pages += 1;
                page.items
            })
        } else {
            self.listing.poll_item(&mut cx).map_ok(|item| vec![item])
        };
        match polled {
            Poll::Ready(Some(Ok(mut items))) => self.yielded.append(&mut items),
            Poll::Ready(Some(Err(error))) => self.told.push(error),
            Poll::Ready(None) => {
                assert!(self.listing.is_terminated());
                return true;
            }
            Poll::Pending => assert!(
                self.server.is_busy() || self.wakes.count() > woken,
                "nobody will wake it"
            ),
        }
        false
    }

    fn act(&mut self, action: &Action) {
        match action {
            Action::Tick => self.server.tick(),
            Action::Poll => drop(self.poll()),
            Action::Retry => self.listing.retry(),
            Action::Resume(prefetch) => {
                let checkpoint = self.listing.checkpoint();
                // Dropped before the other one begins: there is one request at a time.
                self.listing = Box::new(Server::new([PageSpec::default()]).paginator());
                let listing = self
                    .server
                    .paginator()
                    .prefetch(*prefetch)
                    .resume_from(checkpoint.clone());
                assert_eq!(listing.checkpoint(), checkpoint);
                self.listing = Box::new(listing);
                self.server.expect_wakes(*prefetch > 0);
                self.resumed += 1;
            }
        }
    }

    /// Reads on until the end, or until it is told a second time that there is no way on.
    fn finish(&mut self) {
        let stuck = |error: &&Error<Throttled>| !matches!(error, Error::Operation { .. });
        let before = self.told.iter().filter(stuck).count();
        for _ in 0..20_000 {
            self.server.tick();
            if self.poll() {
                if self.listing.checkpoint().is_end()
                    || self.told.iter().filter(stuck).count() > before + 1
                {
                    return;
                }
                self.listing.retry();
            }
        }
        panic!("it does not end");
    }
}

/// What was yielded is what the walk says, up to where it stopped, and each error stood at its place.
fn check(walk: &Walk, reader: &Reader, retried: bool) {
    let last = reader
        .told
        .iter()
        .rev()
        .find(|error| !matches!(error, Error::Operation { .. }));
    let pages = match (walk.stop, last) {
        (Stop::End, None) => walk.pages.len(),
        (Stop::MissingToken, Some(Error::MissingToken { page })) => usize::try_from(*page).unwrap(),
        (Stop::Cycle(period), Some(Error::RepeatedToken { page })) => {
            let page = usize::try_from(*page).unwrap();
            let way = walk.pages.len();
            assert!(page >= way);
            assert!(
                page <= way + (reader.resumed + 1) * (3 * way + period),
                "found on page {page} of {way}"
            );
            if period <= 6 && reader.resumed == 0 {
                assert_eq!(page, way, "a short cycle is found as it closes");
            }
            page
        }
        (stop, last) => panic!("{stop:?}, and it said {last:?}"),
    };
    if walk.stop == Stop::MissingToken {
        assert_eq!(pages, walk.pages.len());
    }
    assert_eq!(reader.yielded, walk.items(pages));
    if reader.by_page {
        assert_eq!(reader.pages, pages);
    }
    if reader.resumed == 0 && !retried && walk.stop == Stop::End {
        let failed = reader.told.len();
        assert_eq!(reader.server.requests().len(), pages + failed);
    }
}

prop_compose! {
    fn page_spec(pages: usize)(
        size in 0_u32..4,
        next in prop_oneof![8 => Just(None), 1 => (0..pages).prop_map(Some)],
        more in prop_oneof![4 => Just(None), 1 => any::<bool>().prop_map(Some)],
        ticks in 0_u32..3,
        failures in prop_oneof![4 => Just(0_u32), 1 => 1_u32..3],
    ) -> PageSpec {
        PageSpec { items: vec![0; size as usize], next, more, ticks, failures, ..PageSpec::default() }
    }
}

/// Pages that follow each other, but for a few that go elsewhere.
fn server() -> impl Strategy<Value = Vec<PageSpec>> {
    (1_usize..24).prop_flat_map(|pages| {
        prop::collection::vec(page_spec(pages), pages).prop_map(|mut specs| {
            let last = specs.len() - 1;
            let mut item = 0..;
            for (index, page) in specs.iter_mut().enumerate() {
                page.items.fill_with(|| item.next().unwrap_or_default());
                if page.next.is_none() && index < last {
                    page.next = Some(index + 1);
                }
                if index < last && page.next == Some(index + 1) {
                    page.more = page.more.filter(|more| *more);
                }
            }
            specs
        })
    })
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![
        4 => Just(Action::Tick),
        8 => Just(Action::Poll),
        1 => Just(Action::Retry),
        1 => (0_usize..4).prop_map(Action::Resume),
    ];
    prop::collection::vec(action, 0..80)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 10_000,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(SEEDS))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_listing_yields_what_it_must(
        mut pages in server(),
        actions in actions(),
        by_page in any::<bool>(),
        prefetch in 0_usize..4,
        uncounted in prop::bits::u32::ANY,
    ) {
        for (index, page) in pages.iter_mut().enumerate() {
            page.uncounted = uncounted >> index & 1 == 1;
        }
        let server = Server::new(pages.clone());
        let walk = Walk::along(&pages);
        let mut reader = Reader::new(server, by_page, prefetch);
        for action in &actions {
            reader.act(action);
        }
        reader.finish();
        check(&walk, &reader, actions.iter().any(|action| matches!(action, Action::Retry)));
    }

    #[test]
    fn a_cycle_of_any_length_is_found(tail in 0_usize..60, period in 1_usize..60, prefetch in 0_usize..4) {
        let length = tail + period;
        let pages: Vec<PageSpec> = (0..=length)
            .map(|index| PageSpec {
                items: vec![u32::try_from(index).unwrap()],
                next: Some(if index == length { tail + 1 } else { index + 1 }),
                ..PageSpec::default()
            })
            .collect();
        let walk = Walk::along(&pages);
        prop_assert_eq!(walk.stop, Stop::Cycle(period));
        let mut reader = Reader::new(Server::new(pages.clone()), false, prefetch);
        reader.finish();
        check(&walk, &reader, false);
        let found = usize::try_from(reader.told[0].page()).unwrap();
        prop_assert!(found <= 3 * tail.max(period) + period + 2, "found on page {}", found);
    }
}
