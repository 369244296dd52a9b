//! Parallel listings: order, polls, errors, checkpoints, panics and allocations.

mod allocations;
mod checkpoints;
mod errors;
mod order;
mod panics;
mod polling;
mod types;

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use paginate_core::{Listings, Paginator, Parallel, ParallelError, parallel};
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

type Polled = Poll<Option<Result<u32, ParallelError<Throttled>>>>;

fn item(item: u32) -> Polled {
    Poll::Ready(Some(Ok(item)))
}

/// Returns a service of pages of two items. The items of service 7 are 700, 701, 710, 711 and so on.
fn server(number: u32, pages: u32, ticks: u32) -> Rc<Server> {
    Server::new((0..pages).map(|page| {
        let first = number * 100 + page * 10;
        PageSpec {
            items: vec![first, first + 1],
            next: (page + 1 < pages).then_some(page as usize + 1),
            ticks,
            ..PageSpec::default()
        }
    }))
}

/// Returns services of pages of two items whose responses take a tick.
fn servers(count: u32, pages: u32) -> Vec<Rc<Server>> {
    (0..count).map(|number| server(number, pages, 1)).collect()
}

fn listings(
    servers: &[Rc<Server>],
    concurrency: usize,
    prefetch: usize,
) -> Parallel<
    Listings<impl Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled> + use<>>,
> {
    let listings = servers
        .iter()
        .map(|server| server.paginator().prefetch(prefetch));
    parallel(listings, concurrency)
}

fn requests(servers: &[Rc<Server>]) -> Vec<usize> {
    servers
        .iter()
        .map(|server| server.requests().len())
        .collect()
}

fn tick(servers: &[Rc<Server>]) {
    for server in servers {
        server.tick();
    }
}

/// Polls a stream, and answers all requests after each pending poll, until the stream ends.
fn read<S: Stream + Unpin>(stream: &mut S, servers: &[Rc<Server>]) -> Vec<S::Item> {
    let task = Task::default();
    let mut yielded = vec![];
    for _ in 0..100_000 {
        match task.poll(stream) {
            Poll::Ready(Some(item)) => yielded.push(item),
            Poll::Ready(None) => return yielded,
            Poll::Pending => tick(servers),
        }
    }
    panic!("the stream does not end");
}
