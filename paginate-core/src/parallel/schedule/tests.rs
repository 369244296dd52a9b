//! How often a schedule polls its listings.

extern crate std;

use alloc::vec;
use alloc::vec::Vec;
use core::cell::Cell;
use core::convert::Infallible;
use core::future::poll_fn;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::mpsc;
use std::thread;

use super::super::listings::Listings;
use super::{NONE, Schedule, Slots};
use crate::{Paginator, operation, testing};

/// Runs a test on another thread, and panics if the test takes longer than ten seconds: a poll may not return.
fn bounded(test: impl FnOnce() + Send + 'static) {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        test();
        sender.send(())
    });
    let ended = receiver.recv_timeout(Duration::from_secs(10));
    ended.expect("each poll returns, and the test passes");
}

#[test]
fn items_of_a_turn_are_taken_without_a_poll() {
    bounded(|| {
        let page = || testing::script::<_, ()>([Ok(vec![1, 2, 3, 4])]);
        let mut schedule =
            Schedule::new(Slots::new(Listings::new([page(), page()].into_iter()), 2));
        let mut cx = Context::from_waker(Waker::noop());
        let mut quiet = 0;
        for _ in 0..8 {
            assert!(schedule.poll_item(&mut cx).is_ready());
            quiet += usize::from(schedule.quiet_turn != NONE);
        }
        // All items but those after which the other listing is to be polled.
        assert!(quiet >= 6, "{quiet}");
        assert!(schedule.poll_item(&mut cx).is_ready(), "the end");
    });
}

/// Returns a listing that waits for ever for its second page, and counts the polls of that request.
fn waiting(polls: &Cell<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
    operation(false)
        .send(move |is_second| {
            poll_fn(move |_| {
                if is_second {
                    polls.set(polls.get() + 1);
                    assert!(polls.get() < 10, "the listing is polled without a wake-up");
                    return Poll::Pending;
                }
                Poll::Ready(Ok::<(), Infallible>(()))
            })
        })
        .output_token(|()| Some(true))
        .input_token(|_, is_second| is_second)
        .items(|()| [1_u32, 2])
}

#[test]
fn listing_that_waits_loses_its_turn() {
    bounded(|| {
        let polls = [Cell::new(0), Cell::new(0)];
        let listings = polls.iter().map(waiting);
        let mut schedule = Schedule::new(Slots::new(Listings::new(listings), 2));
        let mut cx = Context::from_waker(Waker::noop());
        for _ in 0..4 {
            assert!(schedule.poll_item(&mut cx).is_ready());
        }
        for _ in 0..3 {
            assert!(schedule.poll_item(&mut cx).is_pending());
        }
        let polls: Vec<u32> = polls.iter().map(Cell::get).collect();
        assert_eq!(polls, [1, 1]);
    });
}
