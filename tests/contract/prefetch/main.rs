//! Prefetching: how many pages, which polls and wakeups, and the same results as without it.

mod cycles;
mod depth;
mod order;
mod polling;

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use paginate_tests::script::WakeCounter;
use paginate_tests::server::PageSpec;

/// A task that polls a stream and counts its wakeups.
#[derive(Default)]
struct Task(Arc<WakeCounter>);

impl Task {
    fn poll<S: Stream + Unpin>(&self, stream: &mut S) -> Poll<Option<S::Item>> {
        let waker = Waker::from(Arc::clone(&self.0));
        Pin::new(stream).poll_next(&mut Context::from_waker(&waker))
    }
}

/// Returns pages of consecutive numbers whose responses take a number of ticks.
fn consecutive_pages(pages: usize, items: u32, ticks: u32) -> Vec<PageSpec> {
    let page = |index: usize| PageSpec {
        items: (0..items)
            .map(|item| u32::try_from(index).unwrap() * items + item)
            .collect(),
        next: (index + 1 < pages).then_some(index + 1),
        ticks,
        ..PageSpec::default()
    };
    (0..pages).map(page).collect()
}
