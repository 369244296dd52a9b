//! A listing whose pages are always ready yields to the executor.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::{FusedStream, Stream};
use paginate_core::{Error, Paginator};
use paginate_tests::script::{Script, WakeCounter, last, page, poll_once};

use crate::always_ready;

#[test]
fn listing_yields_to_the_executor_if_pages_are_always_ready() {
    fn pending_polls_and_wakeups<S: Stream + Unpin>(mut stream: S, polls: usize) -> (usize, usize) {
        let counter = Arc::new(WakeCounter::default());
        let waker = Waker::from(Arc::clone(&counter));
        let pending = (0..polls)
            .filter(|_| {
                Pin::new(&mut stream)
                    .poll_next(&mut Context::from_waker(&waker))
                    .is_pending()
            })
            .count();
        (pending, counter.count())
    }

    // Without items, each poll yields to the executor.
    assert_eq!(
        pending_polls_and_wakeups(always_ready(&[]).items(), 10),
        (10, 10)
    );
    // One poll in 33 returns `Poll::Pending` and wakes the task.
    assert_eq!(
        pending_polls_and_wakeups(always_ready(&[]).pages(), 330),
        (10, 10)
    );
    assert_eq!(
        pending_polls_and_wakeups(always_ready(&[7]).items(), 330),
        (10, 10)
    );
}

#[test]
fn listing_does_not_yield_to_the_executor_if_pages_are_pending() {
    let pages = (0..100).map(|n| page([n], &n.to_string()).after(1));
    let script = Script::new(pages.chain([last([100])]));
    let mut items = script.paginator().items();
    let mut pending = 0;
    for _ in 0..300 {
        pending += usize::from(poll_once(&mut items).is_pending());
    }
    assert!(items.is_terminated());
    assert_eq!(pending, 100);
}

#[test]
fn page_limit_after_ready_pages_is_reported_without_another_poll() {
    let mut pages = always_ready(&[]).max_pages(32).pages();
    for _ in 0..32 {
        assert!(matches!(poll_once(&mut pages), Poll::Ready(Some(Ok(_)))));
    }
    let error = Err(Error::PageLimit { page: 32 });
    assert_eq!(poll_once(&mut pages), Poll::Ready(Some(error)));
}
