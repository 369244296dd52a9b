//! Performs the actions on listings that share permits.

use std::task::{Context, Poll};

use paginate_core::Paginator;
use paginate_tests::permits::Permits;
use paginate_tests::server::catch_planned_panic;
use paginate_wakers::Clones;

use super::source::Source;
use super::stream::Stream;
use super::{Action, Reading, Settings, Spec};
use crate::action::Format;
use crate::tasks::Tasks;

pub(crate) struct Reader {
    pub(super) settings: Settings,
    pub(super) permits: Permits,
    pub(super) sources: Vec<Source>,
    pub(super) progress: Vec<Progress>,
    pub(super) streams: Vec<Stream>,
    pub(super) tasks: Tasks,
}

/// What is known of a listing.
#[derive(Default)]
pub(super) struct Progress {
    /// How many items were yielded.
    pub(super) yielded: u32,
    /// Whether the listing failed and was not retried.
    pub(super) failed: bool,
    /// Whether the listing was retried, so that its items may come after those of later listings.
    pub(super) retried: bool,
    /// How many requests failed or panicked.
    pub(super) failures: usize,
    /// How often the listing was resumed.
    pub(super) resumed: usize,
    /// How many pages were dropped when the listing was resumed.
    pub(super) dropped: usize,
    pub(super) max_depth: usize,
}

impl Reader {
    pub(crate) fn new(specs: &[Spec], settings: Settings, clones: Clones) -> Self {
        let permits = Permits::new(settings.permits);
        let sources = specs.iter().enumerate();
        let sources: Vec<Source> = sources
            .map(|(index, spec)| Source::new(index, spec, &permits))
            .collect();
        let progress = specs.iter().map(|spec| Progress {
            max_depth: spec.depth,
            ..Progress::default()
        });
        let reader = Reader {
            settings,
            permits,
            progress: progress.collect(),
            streams: Stream::all(&sources, settings),
            sources,
            tasks: Tasks::new(clones),
        };
        reader.expect_wakes();
        reader
    }

    pub(crate) fn act(&mut self, action: &Action) {
        let stream = |index: usize| index % self.streams.len();
        match *action {
            Action::Complete(nth) => self.complete(nth),
            Action::Tick => drop(self.tick()),
            Action::Poll(index) => drop(self.poll(stream(index))),
            Action::Task(task) => self.tasks.switch(task),
            Action::Retry(index) => self.retry(stream(index)),
            Action::Prefetch(index, depth) => self.set_depth(stream(index), depth),
            Action::Ordered => self.set_ordered(),
            Action::Resume(index, format) => self.resume(stream(index), format),
            Action::Panic(index) => {
                let panics = &self.sources[index % self.sources.len()].panics;
                panics.is_planned.set(true);
            }
        }
        self.check_in_flight();
    }

    /// Without prefetching, each poll of a listing polls its request. In the order of the listings, this includes the poll of a
    /// listing whose turn comes.
    fn expect_wakes(&self) {
        for source in &self.sources {
            let strict = source.spec.depth > 0 || self.settings.reading == Reading::Parallel;
            source.service.expect_wakes(strict);
        }
    }

    fn complete(&self, nth: usize) {
        let services = self.sources.iter().map(|source| &source.service);
        let waiting: Vec<_> = services
            .flat_map(|service| {
                let numbers = service.waiting_numbers().into_iter();
                numbers.map(move |number| (service, number))
            })
            .collect();
        if !waiting.is_empty() {
            let (service, number) = waiting[nth % waiting.len()];
            service.complete(number);
        }
    }

    /// Returns whether a response became ready.
    pub(super) fn tick(&self) -> bool {
        let ready = self.sources.iter().filter(|source| source.service.tick());
        ready.count() > 0
    }

    fn set_depth(&mut self, stream: usize, depth: usize) {
        if let Stream::Alone(index, listing) = &mut self.streams[stream] {
            listing.set_prefetch(depth);
            self.sources[*index].spec.depth = depth;
            let progress = &mut self.progress[*index];
            progress.max_depth = progress.max_depth.max(depth);
            self.expect_wakes();
        }
    }

    fn set_ordered(&mut self) {
        if self.streams[0].set_ordered() {
            self.settings.reading = Reading::Ordered;
            self.expect_wakes();
        }
    }

    fn retry(&mut self, stream: usize) {
        self.streams[stream].retry();
        for (index, progress) in self.progress.iter_mut().enumerate() {
            if self.streams[stream].contains(index) {
                progress.retried |= progress.failed;
                progress.failed = false;
            }
        }
    }

    fn resume(&mut self, stream: usize, format: Format) {
        let stream = &mut self.streams[stream];
        let held = self.sources.iter().map(|source| source.service.held());
        let held: Vec<usize> = held.collect();
        stream.resume(&self.sources, self.settings, format);
        for (index, progress) in self.progress.iter_mut().enumerate() {
            if stream.contains(index) {
                progress.dropped += held[index];
                progress.resumed += 1;
                (progress.failed, progress.retried) = (false, false);
                let service = &self.sources[index].service;
                assert!(service.in_flight().is_empty(), "in flight after a resume");
                assert_eq!(service.held(), 0);
            }
        }
    }

    /// Polls a stream. Returns `None` if the stream is pending, and otherwise whether the stream is terminated.
    pub(super) fn poll(&mut self, stream: usize) -> Option<bool> {
        let waker = self.tasks.waker();
        let mut cx = Context::from_waker(&waker);
        let polled = catch_planned_panic(|| self.streams[stream].poll(&mut cx));
        drop(waker);
        let Some(polled) = polled else {
            self.check_panicked(stream);
            self.resume(stream, Format::Json);
            return Some(false);
        };
        match polled {
            Poll::Ready(Some(Ok(item))) => {
                self.check_item(item);
                Some(false)
            }
            Poll::Ready(Some(Err((index, error)))) => {
                self.check_error(stream, index, &error);
                Some(false)
            }
            Poll::Ready(None) => {
                self.check_end(stream);
                Some(true)
            }
            Poll::Pending => {
                self.check_pending(stream);
                None
            }
        }
    }

    /// Reads and retries to the end, and returns how often requests were polled.
    ///
    /// Listings that have failed are kept, and retried when all others have ended.
    pub(crate) fn finish(mut self) -> u32 {
        for source in &self.sources {
            source.panics.is_planned.set(false);
        }
        loop {
            self.run();
            if self.streams.iter().all(Stream::is_complete) {
                break;
            }
            for stream in 0..self.streams.len() {
                self.retry(stream);
            }
        }
        self.check_all();
        let services = self.sources.iter().map(|source| &source.service);
        services.map(|service| service.polls()).sum()
    }

    /// Polls all streams to their end, as an executor does: only after the task was woken.
    fn run(&mut self) {
        let mut live: Vec<usize> = (0..self.streams.len()).collect();
        let mut is_woken = true;
        for _ in 0..20_000 {
            if live.is_empty() {
                return;
            }
            if is_woken {
                self.tasks.take_wakeup();
                let mut is_pending = true;
                live.retain(|stream| {
                    let polled = self.poll(*stream);
                    self.check_in_flight();
                    is_pending &= polled.is_none();
                    polled != Some(true)
                });
                is_woken = !is_pending || self.tasks.take_wakeup();
            } else {
                assert!(self.is_waiting(), "the listings wait for each other");
                let is_ready = self.tick();
                is_woken = self.tasks.take_wakeup();
                assert!(is_woken || !is_ready, "the response did not wake the task");
            }
        }
        panic!("the listings do not end");
    }
}
