//! Performs the actions on parallel listings and checks each poll.

use std::rc::Rc;
use std::task::{Context, Poll};

use paginate_core::{Error, Paginator, ParallelError};
use paginate_tests::server::{Server, Throttled, catch_planned_panic};
use paginate_wakers::Clones;

use super::rows::{Listing, Rows};
use super::{Action, Settings};
use crate::action::Format;
use crate::tasks::Tasks;

/// What is known of a listing.
#[derive(Clone, Default)]
struct Progress {
    /// How many items were yielded.
    yielded: usize,
    /// Whether the listing failed and was not retried.
    failed: bool,
    /// Whether the listing was retried, so that its items may come after those of later listings.
    retried: bool,
    failures: usize,
}

pub(crate) struct Reader<'a> {
    servers: &'a [Rc<Server>],
    /// The items of each listing.
    items: Vec<Vec<u32>>,
    settings: Settings,
    /// `None` while others replace the listings, because a service allows one request at a time.
    rows: Option<Rows>,
    listings: Vec<Progress>,
    tasks: Tasks,
    resumed: bool,
    is_reversed: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(servers: &'a [Rc<Server>], settings: Settings, clones: Clones) -> Self {
        let items = |server: &Rc<Server>| {
            let pages = server.pages().iter();
            pages.flat_map(|page| page.items.clone()).collect()
        };
        let mut reader = Reader {
            servers,
            items: servers.iter().map(items).collect(),
            settings,
            rows: None,
            listings: vec![Progress::default(); servers.len()],
            tasks: Tasks::new(clones),
            resumed: false,
            is_reversed: false,
        };
        reader.rows = Some(reader.make());
        reader.expect_wakes();
        reader
    }

    /// In the order of the listings, a listing without prefetching is also polled when its turn comes.
    fn expect_wakes(&self) {
        for server in self.servers {
            server.expect_wakes(!self.settings.ordered || self.settings.depth > 0);
        }
    }

    fn make(&self) -> Rows {
        let Settings {
            concurrency, depth, ..
        } = self.settings;
        let listings = self.servers.iter().map(|server| {
            let listing: Listing = Box::new(server.paginator().prefetch(depth));
            listing
        });
        let rows = if !self.settings.keyed {
            Rows::by_index(listings, concurrency)
        } else if self.is_reversed {
            Rows::by_key(listings.enumerate().rev(), concurrency)
        } else {
            Rows::by_key(listings.enumerate(), concurrency)
        };
        if self.settings.ordered {
            rows.ordered()
        } else {
            rows
        }
    }

    fn rows(&mut self) -> &mut Rows {
        self.rows
            .as_mut()
            .expect("the listings are replaced within one action")
    }

    pub(crate) fn act(&mut self, action: &Action) {
        match *action {
            Action::Tick(listing) => self.tick(listing),
            Action::Poll => drop(self.poll()),
            Action::Task(task) => self.tasks.switch(task),
            Action::Retry => self.retry(),
            Action::Ordered => self.set_ordered(),
            Action::Resume(format) => self.resume(format),
            Action::Panic(listing, code) => {
                if let Some(server) = self.servers.get(listing) {
                    server.plan_panic(Some(code));
                }
            }
        }
        let busy = self.servers.iter().filter(|server| server.is_busy());
        assert!(busy.count() <= self.settings.concurrency.max(1));
    }

    fn tick(&mut self, listing: usize) {
        let ready = self
            .servers
            .get(listing)
            .is_some_and(|server| server.tick());
        if ready {
            self.tasks.check_woken();
        }
    }

    fn retry(&mut self) {
        self.rows().retry();
        for listing in &mut self.listings {
            listing.retried |= listing.failed;
            listing.failed = false;
        }
    }

    fn set_ordered(&mut self) {
        self.rows = self.rows.take().map(Rows::ordered);
        self.settings.ordered = true;
        self.expect_wakes();
    }

    fn resume(&mut self, format: Format) {
        let checkpoint = self.rows().checkpoint();
        self.rows = None;
        let deserialized = checkpoint.round_trip(format);
        assert_eq!(deserialized, checkpoint);
        self.resumed = true;
        // The order of listings with keys may change.
        self.is_reversed = self.settings.keyed && !self.is_reversed;
        let rows = self.make().resume_from(deserialized);
        assert_eq!(rows.checkpoint(), checkpoint);
        self.rows = Some(rows);
        self.tasks.forget_poll();
        for listing in &mut self.listings {
            listing.failed = false;
            listing.retried = false;
        }
    }

    /// Polls once. Returns `true` if the stream is terminated.
    fn poll(&mut self) -> bool {
        let waker = self.tasks.waker();
        let mut cx = Context::from_waker(&waker);
        let collecting = self.settings.collecting;
        let mut items = vec![];
        let rows = self.rows();
        let polled = catch_planned_panic(|| rows.poll(&mut cx, collecting, &mut items));
        drop(waker);
        for item in &items {
            self.check_item(*item);
        }
        let Some(polled) = polled else {
            self.resume(Format::Json);
            return false;
        };
        self.tasks.note_poll(polled.is_pending());
        match polled {
            Poll::Pending => {
                let woken = self.tasks.take_wakeup();
                let waiting = self.servers.iter().any(|server| server.is_waiting());
                assert!(woken || waiting, "no wakeup is scheduled for the task");
                false
            }
            Poll::Ready(Some(error)) => {
                self.check_error(&error);
                false
            }
            Poll::Ready(None) if !collecting && !items.is_empty() => false,
            Poll::Ready(None) => {
                self.check_end();
                true
            }
        }
    }

    fn check_item(&mut self, item: u32) {
        let index = item as usize / 1_000;
        let listing = &mut self.listings[index];
        assert!(!listing.failed);
        assert_eq!(self.items[index][listing.yielded], item);
        listing.yielded += 1;
        if self.settings.ordered {
            let others = self.listings.iter().zip(&self.items).enumerate();
            let before =
                others.filter(|(other, _)| *other != index && (*other > index) == self.is_reversed);
            for (_, (before, items)) in before {
                let is_done = before.yielded == items.len();
                assert!(
                    is_done || before.failed || before.retried,
                    "{item} is early"
                );
            }
        }
    }

    fn check_error(&mut self, error: &ParallelError<Throttled>) {
        let listing = &mut self.listings[error.listing()];
        assert!(!listing.failed);
        listing.failed = true;
        listing.failures += 1;
        let Error::Operation { page, .. } = *error.error() else {
            panic!("{error:?}");
        };
        let before = usize::try_from(page).unwrap() - 1;
        let pages = self.servers[error.listing()].pages()[..before].iter();
        let items: usize = pages.map(|page| page.items.len()).sum();
        assert_eq!(listing.yielded, items, "all earlier items are yielded");
        assert!(!self.rows().is_complete());
    }

    fn check_end(&mut self) {
        let is_complete = !self.listings.iter().any(|listing| listing.failed);
        let rows = self.rows();
        assert!(rows.is_terminated());
        assert_eq!(rows.is_complete(), is_complete);
        assert_eq!(rows.checkpoint().is_end(), is_complete);
        for (listing, items) in self.listings.iter().zip(&self.items) {
            assert!(listing.failed || listing.yielded == items.len());
        }
        self.tasks.check_released();
    }

    /// Reads and retries to the end.
    pub(crate) fn finish(&mut self) {
        for server in self.servers {
            server.plan_panic(None);
        }
        for _ in 0..20_000 {
            for listing in 0..self.servers.len() {
                self.tick(listing);
                self.tasks.forget_poll();
            }
            if self.poll() {
                if self.rows().is_complete() {
                    break;
                }
                self.retry();
            }
        }
        assert!(self.rows().is_complete(), "the listings do not end");
        if !self.resumed {
            for (listing, server) in self.listings.iter().zip(self.servers) {
                let expected = server.pages().len() + listing.failures;
                assert_eq!(server.requests().len(), expected);
            }
        }
    }

    /// Returns how often requests were polled.
    pub(crate) fn polls(&self) -> u32 {
        self.servers.iter().map(|server| server.polls()).sum()
    }
}
