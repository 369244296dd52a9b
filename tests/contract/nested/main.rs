//! Listings that another listing finds: polls, order, errors, checkpoints, panics and allocations.

mod allocations;
mod checkpoints;
mod errors;
mod levels;
mod order;
mod panics;
mod polling;

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use paginate_core::{Checkpoint, Level, Paginator, Parallel, ParallelCheckpoint, Parts, nested};
use paginate_tests::script::WakeCounter;
use paginate_tests::server::{Page, PageSpec, Server, Throttled};

/// A task that polls a stream and counts its wakeups.
#[derive(Default)]
struct Task(Arc<WakeCounter>);

impl Task {
    fn poll<S: Stream + Unpin>(&self, stream: &mut S) -> Poll<Option<S::Item>> {
        let waker = Waker::from(Arc::clone(&self.0));
        Pin::new(stream).poll_next(&mut Context::from_waker(&waker))
    }
}

type Checkpoints = ParallelCheckpoint<Checkpoint<usize>, u32, Checkpoint<usize>>;

/// The services of an outer listing, whose items are the keys 0, 1, 2 and so on, and of its parts.
#[derive(Clone)]
struct Services {
    outer: Rc<Server>,
    inner: Vec<Rc<Server>>,
}

/// Returns a service of consecutive pages.
fn pages(pages: &[Vec<u32>], ticks: u32) -> Rc<Server> {
    Server::new(pages.iter().enumerate().map(|(index, items)| PageSpec {
        items: items.clone(),
        next: (index + 1 < pages.len()).then_some(index + 1),
        ticks,
        ..PageSpec::default()
    }))
}

impl Services {
    /// Creates an outer listing of pages of these sizes. Each part has pages of two items: those of part 7 are 700, 701, 710, 711 and so
    /// on.
    fn new(sizes: &[u32], inner_pages: u32, ticks: u32) -> Self {
        let mut keys = 0..;
        let outer: Vec<Vec<u32>> = sizes
            .iter()
            .map(|size| keys.by_ref().take(*size as usize).collect())
            .collect();
        Services::of(&outer, inner_pages, ticks)
    }

    /// Creates an outer listing of these keys.
    fn of(keys: &[Vec<u32>], inner_pages: u32, ticks: u32) -> Self {
        let inner = |key: u32| {
            let page = |page| vec![key * 100 + page * 10, key * 100 + page * 10 + 1];
            pages(&(0..inner_pages).map(page).collect::<Vec<_>>(), ticks)
        };
        let last = keys.iter().flatten().max().copied();
        Services {
            outer: pages(keys, ticks),
            inner: (0..last.map_or(0, |last| last + 1)).map(inner).collect(),
        }
    }

    /// Returns the services with another outer listing.
    fn with_outer(&self, keys: &[Vec<u32>]) -> Self {
        Services {
            outer: pages(keys, 1),
            inner: self.inner.clone(),
        }
    }

    fn list(
        &self,
        concurrency: usize,
    ) -> Parallel<
        impl Parts<Item = (u32, u32), Error = Throttled, Key = Level<u32>, Checkpoint = Checkpoints>
        + use<>,
    > {
        self.list_from(concurrency, [0, 0], None)
    }

    /// Lists all parts with these prefetch depths of the outer and of the inner listings, from a checkpoint.
    fn list_from(
        &self,
        concurrency: usize,
        [outer, inner]: [usize; 2],
        checkpoint: Option<Checkpoints>,
    ) -> Parallel<
        impl Parts<Item = (u32, u32), Error = Throttled, Key = Level<u32>, Checkpoint = Checkpoints>
        + use<>,
    > {
        let servers = self.inner.clone();
        let part = move |key: u32| (key, servers[key as usize].paginator().prefetch(inner));
        let rows = nested(self.outer.paginator().prefetch(outer), part, concurrency);
        match checkpoint {
            Some(checkpoint) => rows.resume_from(checkpoint),
            None => rows,
        }
    }

    fn tick(&self) {
        self.outer.tick();
        for server in &self.inner {
            server.tick();
        }
    }

    /// Returns how many requests were sent for each part.
    fn requests(&self) -> Vec<usize> {
        let inner = self.inner.iter();
        inner.map(|server| server.requests().len()).collect()
    }

    /// Polls a stream, and answers all requests after each pending poll, until the stream has yielded a number of times or ends.
    fn read_some<S: Stream + Unpin>(&self, stream: &mut S, most: usize) -> Vec<S::Item> {
        let task = Task::default();
        let mut yielded = vec![];
        for _ in 0..100_000 {
            if yielded.len() == most {
                return yielded;
            }
            match task.poll(stream) {
                Poll::Ready(Some(item)) => yielded.push(item),
                Poll::Ready(None) => return yielded,
                Poll::Pending => self.tick(),
            }
        }
        panic!("the stream does not end");
    }

    fn read<S: Stream + Unpin>(&self, stream: &mut S) -> Vec<S::Item> {
        self.read_some(stream, usize::MAX)
    }
}

/// Returns all rows of the parts with these keys.
fn rows(keys: impl IntoIterator<Item = u32>, inner_pages: u32) -> Vec<(u32, u32)> {
    keys.into_iter()
        .flat_map(|key| (0..inner_pages).map(move |page| (key, key * 100 + page * 10)))
        .flat_map(|(key, first)| [(key, first), (key, first + 1)])
        .collect()
}

fn sorted<T: Ord>(mut rows: Vec<T>) -> Vec<T> {
    rows.sort();
    rows
}

/// Returns the listing of a page, for parts that need no service.
fn page<T: Clone, E>(items: Vec<T>) -> impl Paginator<Item = T, Token = usize, Error = E> {
    paginate_core::testing::script([Ok(items)])
}

/// The response type of a service, whose listings can be boxed.
type Boxed = Box<dyn Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled>>;
