//! A listing whose pages are always ready yields to the executor.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Waker};

use futures_core::{FusedStream, Stream};
use paginate_core::Paginator;
use paginate_tests::script::{Script, Wakes, last, page, poll_once};

use crate::always_ready;

#[test]
fn pages_that_are_always_ready_leave_the_executor_a_turn() {
    fn turns<S: Stream + Unpin>(mut stream: S, polls: usize) -> (usize, usize) {
        let counter = Arc::new(Wakes::default());
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

    // Each poll comes back, although no page has an item.
    assert_eq!(turns(always_ready(&[]).items(), 10), (10, 10));
    // One poll in 33 comes back with nothing, and has itself polled again.
    assert_eq!(turns(always_ready(&[]).pages(), 330), (10, 10));
    assert_eq!(turns(always_ready(&[7]).items(), 330), (10, 10));
}

#[test]
fn pages_that_are_waited_for_are_not_held_up() {
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
