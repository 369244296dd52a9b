//! Performs the actions on nested listings and checks each poll.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_core::stream::FusedStream;
use paginate_core::{Error, Parallel, ParallelError};
use paginate_tests::server::{Throttled, catch_planned_panic};
use paginate_wakers::Clones;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::levels::{Place, Stand};
use super::world::World;
use super::{Action, Change};
use crate::action::Format;
use crate::tasks::Tasks;

/// What is known of an innermost listing.
#[derive(Default)]
struct Listing {
    /// How many items were yielded.
    yielded: usize,
    /// Whether the listing failed and was not retried.
    failed: bool,
    /// Whether the item of the outer listing was removed.
    removed: bool,
}

pub(crate) struct Reader<S: Stand, M> {
    world: Rc<World>,
    make: M,
    /// `None` while others replace the listings, because a service allows one request at a time.
    rows: Option<Parallel<S>>,
    listings: BTreeMap<u32, Listing>,
    /// Whether an outer listing failed and was not retried.
    failed: Vec<bool>,
    /// Whether a listing failed since the listings were made, so that they may be read in another order.
    any_failed: bool,
    tasks: Tasks,
}

impl<S, M> Reader<S, M>
where
    S: Stand<Checkpoint: Serialize + DeserializeOwned + PartialEq, Key: Debug>,
    M: Fn(Rc<World>, Option<S::Checkpoint>) -> Parallel<S>,
{
    pub(crate) fn new(world: World, make: M, clones: Clones) -> Self {
        let world = Rc::new(world);
        let rows = make(Rc::clone(&world), None);
        let reader = Reader {
            make,
            rows: Some(rows),
            listings: BTreeMap::new(),
            failed: vec![false; world.outer.len()],
            any_failed: false,
            tasks: Tasks::new(clones),
            world,
        };
        reader.expect_wakes();
        reader
    }

    /// In the order of the listings, a listing without prefetching is also polled when its turn comes.
    fn expect_wakes(&self) {
        let settings = &self.world.settings;
        for server in &self.world.outer {
            server.expect_wakes(!self.world.is_ordered() || settings.depths[0] > 0);
        }
        for server in self.world.inner.values() {
            server.expect_wakes(!self.world.is_ordered() || settings.depths[1] > 0);
        }
    }

    fn rows(&mut self) -> &mut Parallel<S> {
        let rows = self.rows.as_mut();
        rows.expect("the listings are replaced within one action")
    }

    pub(crate) fn act(&mut self, action: &Action) {
        match action {
            Action::Tick(listing) => self.tick(*listing),
            Action::Poll => drop(self.poll()),
            Action::Task(task) => self.tasks.switch(*task),
            Action::Retry => self.retry(),
            Action::Ordered => self.set_ordered(),
            Action::Resume(format, changes) => self.resume(*format, changes),
            Action::Panic(listing, code) => {
                if let Some(server) = self.world.servers().nth(*listing) {
                    server.plan_panic(Some(*code));
                }
            }
            Action::PanicOfPart => self.world.panic_of_part.set(true),
        }
        let busy = self.world.inner.values().filter(|server| server.is_busy());
        let [outer, within] = self.world.settings.concurrency.map(|most| most.max(1));
        let within = if self.world.has_three_levels() {
            within
        } else {
            1
        };
        assert!(busy.count() <= outer * within);
    }

    fn tick(&mut self, listing: usize) {
        let server = self.world.servers().nth(listing);
        if server.is_some_and(|server| server.tick()) {
            self.tasks.check_woken();
        }
    }

    fn retry(&mut self) {
        self.rows().retry();
        self.failed.fill(false);
        for listing in self.listings.values_mut() {
            listing.failed = false;
        }
    }

    /// Only the outermost level can be set to the order later.
    fn set_ordered(&mut self) {
        if self.world.has_three_levels() {
            return;
        }
        self.rows = self.rows.take().map(Parallel::ordered);
        self.world.set_ordered();
        self.expect_wakes();
    }

    fn resume(&mut self, format: Format, changes: &[Change]) {
        let checkpoint = self.rows().checkpoint();
        self.rows = None;
        let form = serde_json::to_value(&checkpoint).unwrap();
        let deserialized = format.round_trip(&checkpoint);
        assert!(deserialized == checkpoint);
        let world = Rc::get_mut(&mut self.world).expect("the listings were dropped");
        world.update_order();
        for Change { listing, what } in changes {
            let listings = world.outer.len();
            let first = usize::from(listings > 1);
            let listing = first + listing % (listings - first);
            let page = first_open_page(&form, listing, first > 0);
            let removed = page.and_then(|page| world.change(listing, page, what));
            if let Some(removed) = removed {
                self.listings.entry(removed).or_default().removed = true;
            }
        }
        let rows = (self.make)(Rc::clone(&self.world), Some(deserialized));
        assert!(rows.checkpoint() == checkpoint);
        self.rows = Some(rows);
        self.expect_wakes();
        self.tasks.forget_poll();
        self.any_failed = false;
        self.failed.fill(false);
        for listing in self.listings.values_mut() {
            listing.failed = false;
        }
    }

    /// Polls once. Returns `true` if the stream is terminated.
    fn poll(&mut self) -> bool {
        let waker = self.tasks.waker();
        let mut cx = Context::from_waker(&waker);
        let collecting = self.world.settings.collecting;
        let mut items = vec![];
        let rows = self.rows();
        let polled = catch_planned_panic(|| {
            if collecting {
                // The future is dropped after one poll.
                let polled = pin!(rows.try_extend(&mut items)).poll(&mut cx);
                return polled.map(Result::err);
            }
            Pin::new(rows).poll_next(&mut cx).map(|row| {
                let row = row?;
                row.map(|item| items.push(item)).err()
            })
        });
        drop(waker);
        let yielded = items.len();
        for item in items {
            self.check_row(S::row(item));
        }
        let Some(polled) = polled else {
            self.resume(Format::Json, &[]);
            return false;
        };
        self.tasks.note_poll(polled.is_pending());
        match polled {
            Poll::Pending => {
                let woken = self.tasks.take_wakeup();
                let waiting = self.world.servers().any(|server| server.is_waiting());
                assert!(woken || waiting, "no wakeup is scheduled for the task");
                false
            }
            Poll::Ready(Some(error)) => {
                self.check_error(&error);
                false
            }
            Poll::Ready(None) if !collecting && yielded > 0 => false,
            Poll::Ready(None) => {
                self.check_end();
                true
            }
        }
    }

    fn check_row(&mut self, (key, item): (u32, u32)) {
        assert_eq!(key, World::key(item));
        let listing = self.listings.entry(key).or_default();
        assert!(!listing.failed && !listing.removed);
        assert_eq!(self.world.items(key)[listing.yielded], item);
        listing.yielded += 1;
        if self.world.is_ordered() && !self.any_failed {
            for before in self
                .world
                .keys()
                .into_iter()
                .take_while(|before| *before != key)
            {
                assert!(self.is_done(before), "{item} is early");
            }
        }
    }

    fn is_done(&self, key: u32) -> bool {
        let yielded = self.listings.get(&key).map_or(0, |listing| listing.yielded);
        yielded == self.world.items(key).len()
    }

    fn check_error(&mut self, error: &ParallelError<Throttled, S::Key>) {
        self.any_failed = true;
        let Error::Operation { page, .. } = *error.error() else {
            panic!("{error:?}");
        };
        match S::place(error.key()) {
            Place::Outer(listing) => {
                assert!(!self.failed[listing]);
                self.failed[listing] = true;
            }
            Place::Inner(key) => {
                let listing = self.listings.entry(key).or_default();
                assert!(!listing.failed);
                listing.failed = true;
                let before = usize::try_from(page).unwrap() - 1;
                let pages = self.world.inner[&key].pages()[..before].iter();
                let items: usize = pages.map(|page| page.items.len()).sum();
                assert_eq!(listing.yielded, items, "all earlier items are yielded");
            }
        }
        assert!(!self.rows().is_complete());
    }

    fn check_end(&mut self) {
        let mut failed = self.listings.values().map(|listing| listing.failed);
        let is_complete = !failed.any(|failed| failed) && !self.failed.contains(&true);
        let rows = self.rows();
        assert!(rows.is_terminated());
        assert_eq!(rows.is_complete(), is_complete);
        assert_eq!(S::is_end(&rows.checkpoint()), is_complete);
        if is_complete {
            for key in self.world.keys() {
                assert!(self.is_done(key), "{key} is not done");
            }
        }
        self.tasks.check_released();
    }

    /// Reads and retries to the end.
    pub(crate) fn finish(&mut self) {
        for server in self.world.servers() {
            server.plan_panic(None);
        }
        self.world.panic_of_part.set(false);
        for _ in 0..50_000 {
            for listing in 0..self.world.servers().count() {
                self.tick(listing);
                self.tasks.forget_poll();
            }
            if self.poll() {
                if self.rows().is_complete() {
                    return;
                }
                self.retry();
            }
        }
        panic!("the listings do not end");
    }

    /// Returns how often requests were polled.
    pub(crate) fn polls(&self) -> u32 {
        self.world.polls()
    }
}

/// Returns the index of the first page of an outer listing that may change, according to the serialized form of a checkpoint:
/// `[version, outer, parts]`.
fn first_open_page(form: &Value, listing: usize, three_levels: bool) -> Option<usize> {
    let open = |outer: &Value| {
        let pages = usize::try_from(outer[1].as_u64().unwrap()).unwrap();
        (outer[2] != "end").then_some(pages)
    };
    if !three_levels {
        return open(&form[1]);
    }
    let mut parts = form[2].as_array().unwrap().iter();
    match parts.find(|part| part[0] == listing) {
        Some(part) if part[1] == "done" => None,
        Some(part) => open(&part[1]["at"][1]),
        // Two listings are on each page.
        None => (open(&form[1])? <= (listing - 1) / 2).then_some(0),
    }
}
