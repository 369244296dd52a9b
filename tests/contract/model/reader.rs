//! Performs the actions on a listing and checks each poll.

mod checks;

use std::rc::Rc;
use std::task::{Context, Poll};

use paginate_core::{Error, Paginator};
use paginate_tests::server::{Page, Server, Throttled, catch_planned_panic};
use paginate_wakers::Clones;

use crate::action::{Action, Format, Mode};
use crate::tasks::Tasks;
use crate::walk::{Stop, Walk};

/// A listing, and the items that it has yielded.
pub(crate) struct Reader<'a, P> {
    server: Rc<Server>,
    walk: Walk<'a>,
    make: Box<dyn Fn(&Rc<Server>) -> P>,
    mode: Mode,
    /// `None` while one listing replaces another, because the service allows one request at a time.
    listing: Option<P>,
    depth: usize,
    max_pages: u64,
    tasks: Tasks,
    yielded: Vec<u32>,
    last_error: Option<Error<Throttled>>,
    /// How many pages were requested again after a failure.
    failures: usize,
    /// How often the page limit was exceeded.
    limits: usize,
    /// How many pages precede the checkpoint. The listing does not know their tokens.
    pages_before: usize,
    resumed_at_end: bool,
    resumed: bool,
    /// The number of responses at the last pending poll.
    responses_at_pending: u32,
}

impl<'a, P> Reader<'a, P>
where
    P: Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled>,
{
    pub(crate) fn new(
        walk: Walk<'a>,
        make: impl Fn(&Rc<Server>) -> P + 'static,
        mode: Mode,
        depth: usize,
        clones: Clones,
    ) -> Self {
        let server = walk.server();
        let mut reader = Reader {
            listing: Some(make(&server)),
            server,
            walk,
            make: Box::new(make),
            mode,
            depth: 0,
            max_pages: u64::MAX,
            tasks: Tasks::new(clones),
            yielded: vec![],
            last_error: None,
            failures: 0,
            limits: 0,
            pages_before: 0,
            resumed_at_end: false,
            resumed: false,
            responses_at_pending: 0,
        };
        reader.set_depth(depth);
        reader
    }

    pub(crate) fn act(&mut self, action: &Action) {
        match *action {
            Action::Tick => self.tick(),
            Action::Poll => drop(self.poll()),
            Action::NextPage => self.next_page(),
            Action::Task(task) => self.tasks.switch(task),
            Action::Retry => self.listing().retry(),
            Action::Prefetch(depth) => self.set_depth(depth),
            Action::MaxPages(pages) => self.set_max_pages(pages),
            Action::Resume(depth, format) => self.resume(depth, format),
            Action::Panic(code) => drop(self.server.plan_panic(Some(code))),
        }
        if !self.server.is_busy() {
            self.tasks.check_released();
        }
    }

    fn listing(&mut self) -> &mut P {
        self.listing
            .as_mut()
            .expect("the listing is replaced within one action")
    }

    fn tick(&mut self) {
        if self.server.tick() {
            self.tasks.check_woken();
        }
    }

    fn set_depth(&mut self, depth: usize) {
        self.depth = depth;
        self.listing().set_prefetch(depth);
        self.server.expect_wakes(depth > 0);
    }

    fn set_max_pages(&mut self, pages: u64) {
        self.max_pages = pages;
        self.listing().set_max_pages(pages);
    }

    fn resume(&mut self, depth: usize, format: Format) {
        let checkpoint = self.listing().checkpoint();
        self.listing = None;
        let deserialized = format.round_trip(&checkpoint);
        assert_eq!(deserialized, checkpoint);
        let listing = (self.make)(&self.server)
            .max_pages(self.max_pages)
            .resume_from(deserialized);
        assert_eq!(listing.checkpoint(), checkpoint);
        self.pages_before = number(listing.page_count());
        self.resumed_at_end = checkpoint.is_end();
        self.listing = Some(listing);
        self.tasks.forget_poll();
        self.resumed = true;
        self.responses_at_pending = self.server.responses();
        self.set_depth(depth);
    }

    /// Returns where the listing stops.
    fn stop(&self) -> Stop {
        if self.resumed_at_end {
            Stop::End(self.pages_before)
        } else {
            self.walk.stop_after(self.pages_before)
        }
    }

    /// Polls once. Returns `true` if the stream is terminated.
    fn poll(&mut self) -> bool {
        if let Some(polled) = catch_planned_panic(|| self.poll_listing()) {
            return self.check(polled);
        }
        self.resume_after_panic();
        false
    }

    fn poll_listing(&mut self) -> Poll<Option<Result<(), Error<Throttled>>>> {
        let waker = self.tasks.waker();
        let mut cx = Context::from_waker(&waker);
        let yielded = &mut self.yielded;
        let listing = self
            .listing
            .as_mut()
            .expect("the listing is replaced within one action");
        let pages = listing.page_count();
        let polled = match self.mode {
            Mode::Item => listing.poll_item(&mut cx).map_ok(|item| yielded.push(item)),
            Mode::Page => listing
                .poll_page(&mut cx)
                .map_ok(|page| yielded.extend(page.items)),
            Mode::Collecting => listing.poll_extend(&mut cx, yielded),
        };
        let is_limited = listing.page_count() == pages || listing.page_count() <= self.max_pages;
        assert!(is_limited, "a page beyond the page limit");
        polled
    }

    /// Reads the next page as a page, and skips the remaining items of the current page.
    fn next_page(&mut self) {
        let planned = self.server.plan_panic(None);
        let waker = self.tasks.waker();
        let polled = self.listing().poll_page(&mut Context::from_waker(&waker));
        // A pending poll must not change the yielded items.
        if polled.is_ready() {
            let pages = number(self.listing().page_count());
            let expected = self.walk.items(pages);
            if self.yielded.len() < expected.len() || matches!(polled, Poll::Ready(Some(Ok(_)))) {
                assert!(expected.starts_with(&self.yielded));
                self.yielded = expected;
            }
        }
        let polled = polled.map_ok(|page| {
            let pages = number(self.listing().page_count());
            assert_eq!(page.index, self.walk.index(pages));
        });
        self.check(polled);
        self.server.plan_panic(planned);
    }

    /// Returns how often requests were polled.
    pub(crate) fn polls(&self) -> u32 {
        self.server.polls()
    }

    /// Returns the number of the last page.
    pub(crate) fn last_page(&mut self) -> usize {
        number(self.listing().page_count())
    }
}

fn number(page: u64) -> usize {
    usize::try_from(page).unwrap()
}
