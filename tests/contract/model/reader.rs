//! Reads a listing while everything happens to it that may, and checks each poll.

mod checks;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use paginate_core::{Error, Paginator};
use paginate_tests::script::Wakes;
use paginate_tests::server::{Page, Server, Throttled};

use crate::action::{Action, By, Format};
use crate::walk::{Stop, Walk};

/// A listing that is read, and what it has yielded.
pub(crate) struct Reader<'a, P> {
    server: Rc<Server>,
    walk: Walk<'a>,
    make: Box<dyn Fn(&Rc<Server>) -> P>,
    by: By,
    /// `None` while one listing is replaced by another: there is one request at a time.
    listing: Option<P>,
    depth: usize,
    max_pages: u64,
    tasks: [Arc<Wakes>; 2],
    task: usize,
    /// The task that was told to wait by the last poll.
    waiting: Option<usize>,
    yielded: Vec<u32>,
    last_error: Option<Error<Throttled>>,
    /// How many pages had to be requested again.
    failures: usize,
    /// How many pages come before the listing began: it does not know the tokens before.
    began_after: usize,
    began_at_end: bool,
    resumed: bool,
    /// How many responses there were when the listing last told its task to wait.
    responses_at_pending: u32,
}

impl<'a, P> Reader<'a, P>
where
    P: Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled>,
{
    pub(crate) fn new(
        walk: Walk<'a>,
        make: impl Fn(&Rc<Server>) -> P + 'static,
        by: By,
        depth: usize,
    ) -> Self {
        let server = walk.server();
        let mut reader = Reader {
            listing: Some(make(&server)),
            server,
            walk,
            make: Box::new(make),
            by,
            depth: 0,
            max_pages: u64::MAX,
            tasks: Default::default(),
            task: 0,
            waiting: None,
            yielded: vec![],
            last_error: None,
            failures: 0,
            began_after: 0,
            began_at_end: false,
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
            Action::Task(task) => self.task = task,
            Action::Retry => self.listing().retry(),
            Action::Prefetch(depth) => self.set_depth(depth),
            Action::MaxPages(pages) => self.set_max_pages(pages),
            Action::Resume(depth, format) => self.resume(depth, format),
            Action::Panic(code) => drop(self.server.plan_panic(Some(code))),
        }
        if !self.server.is_busy() {
            for task in &self.tasks {
                assert_eq!(Arc::strong_count(task), 1, "an idle listing holds a task");
            }
        }
    }

    fn listing(&mut self) -> &mut P {
        self.listing.as_mut().expect("one is replaced at a time")
    }

    fn tick(&mut self) {
        if self.server.tick() {
            let woken = self.waiting.is_none_or(|task| self.tasks[task].take());
            assert!(woken, "the task is not woken");
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
        let kept = format.round_trip(&checkpoint);
        assert_eq!(kept, checkpoint);
        let listing = (self.make)(&self.server)
            .max_pages(self.max_pages)
            .resume_from(kept);
        assert_eq!(listing.checkpoint(), checkpoint);
        self.began_after = number(listing.page_number());
        self.began_at_end = checkpoint.is_end();
        self.listing = Some(listing);
        self.waiting = None;
        self.resumed = true;
        self.responses_at_pending = self.server.responses();
        self.set_depth(depth);
    }

    /// Where the listing stops for good.
    fn stop(&self) -> Stop {
        if self.began_at_end {
            Stop::End(self.began_after)
        } else {
            self.walk.stop_after(self.began_after)
        }
    }

    /// Polls once. `true` if nothing was yielded and nothing will be.
    fn poll(&mut self) -> bool {
        let polled = catch_unwind(AssertUnwindSafe(|| self.poll_listing()));
        if let Ok(polled) = polled {
            return self.check(polled);
        }
        self.resume_after_panic();
        false
    }

    fn poll_listing(&mut self) -> Poll<Option<Result<(), Error<Throttled>>>> {
        let waker = Waker::from(Arc::clone(&self.tasks[self.task]));
        let mut cx = Context::from_waker(&waker);
        let yielded = &mut self.yielded;
        let listing = self.listing.as_mut().expect("one is replaced at a time");
        let pages = listing.page_number();
        let polled = match self.by {
            By::Item => listing.poll_item(&mut cx).map_ok(|item| yielded.push(item)),
            By::Page => listing
                .poll_page(&mut cx)
                .map_ok(|page| yielded.extend(page.items)),
            By::Collecting => listing.poll_extend(&mut cx, yielded),
        };
        let is_limited = listing.page_number() == pages || listing.page_number() <= self.max_pages;
        assert!(is_limited, "a page beyond the limit");
        polled
    }

    /// Reads a page as a page, whatever was read before, and leaves what is left of the current one.
    fn next_page(&mut self) {
        let planned = self.server.plan_panic(None);
        let waker = Waker::from(Arc::clone(&self.tasks[self.task]));
        let polled = self.listing().poll_page(&mut Context::from_waker(&waker));
        // If it is pending, the future is dropped and must not have changed what is yielded.
        if polled.is_ready() {
            let pages = number(self.listing().page_number());
            let left = self.walk.items(pages);
            if self.yielded.len() < left.len() || matches!(polled, Poll::Ready(Some(Ok(_)))) {
                assert!(left.starts_with(&self.yielded));
                self.yielded = left;
            }
        }
        let polled = polled.map_ok(|page| {
            let pages = number(self.listing().page_number());
            assert_eq!(page.index, self.walk.index(pages));
        });
        self.check(polled);
        self.server.plan_panic(planned);
    }

    /// The page at which the listing ended.
    pub(crate) fn last_page(&mut self) -> usize {
        number(self.listing().page_number())
    }
}

fn number(page: u64) -> usize {
    usize::try_from(page).unwrap()
}
