//! How many listings are looked at when one of them is started, retried or has ended.

use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::Cell;
use core::task::{Context, Poll, Waker};

use super::super::listings::Listings;
use super::super::wakers::Wakers;
use super::{Parts, Slots};
use crate::paginator::Sealed;
use crate::task::Task;
use crate::{Checkpoint, Error, Paginator};

/// A listing that counts how often it is looked at.
struct Watched {
    looks: Rc<Cell<usize>>,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Running,
    Failed,
    Complete,
}

impl Watched {
    fn is(&self, state: &State) -> bool {
        self.looks.set(self.looks.get() + 1);
        self.state == *state
    }
}

impl Sealed for Watched {}

impl Paginator for Watched {
    type Page = ();
    type Item = ();
    type Token = ();
    type Error = ();

    fn poll_page(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<(), Error<()>>>> {
        Poll::Pending
    }

    fn poll_item(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<(), Error<()>>>> {
        Poll::Pending
    }

    fn page_count(&self) -> u64 {
        0
    }

    fn is_terminated(&self) -> bool {
        !self.is(&State::Running)
    }

    fn is_complete(&self) -> bool {
        self.is(&State::Complete)
    }

    fn checkpoint(&self) -> Checkpoint<()> {
        Checkpoint::start()
    }

    fn retry(&mut self) {
        self.state = State::Running;
    }

    fn set_position(&mut self, _: Checkpoint<()>) {}

    fn set_prefetch(&mut self, _: usize) {}

    fn set_max_pages(&mut self, _: u64) {}
}

/// Starts and ends all listings, each of which fails `failures` times and is retried at once. Returns the order in which they
/// were started, and how often they were looked at.
fn run(count: usize, concurrency: usize, failures: usize) -> (Vec<usize>, usize) {
    let looks = Rc::new(Cell::new(0));
    let watched = || Watched {
        looks: Rc::clone(&looks),
        state: State::Running,
    };
    let listings = Listings::new((0..count).map(|_| watched()));
    let mut slots = Slots::new(listings, concurrency);
    let wakers = Wakers::new(Task::of(Waker::noop()), slots.most());
    let mut failed = alloc::vec![0; count];
    let mut started = Vec::new();
    loop {
        while let Poll::Ready(Some(slot)) = slots.poll_start(&wakers) {
            started.push(slots.part(slot.unwrap()));
        }
        let Some(slot) = slots.first_in_progress() else {
            break;
        };
        let listing = slots.part(slot);
        let state = if failed[listing] < failures {
            failed[listing] += 1;
            State::Failed
        } else {
            State::Complete
        };
        slots.parts.part(listing).state = state;
        slots.end(slot);
        assert_eq!(slots.retry().count(), 0);
    }
    assert!(slots.parts.are_complete());
    assert!(slots.is_terminated());
    (started, looks.get())
}

#[test]
fn each_start_end_and_retry_looks_at_one_listing() {
    for (concurrency, failures) in [(1, 0), (8, 0), (1, 1), (8, 1), (8, 3)] {
        let (started, looks) = run(1_000, concurrency, failures);
        assert_eq!(started.len(), 1_000 * (1 + failures));
        let per_run = looks / started.len();
        assert!(per_run <= 6, "{per_run} with {concurrency}, {failures}");
    }
}

#[test]
fn retried_listings_are_started_before_those_that_were_never_started() {
    let (started, _) = run(4, 1, 1);
    assert_eq!(started, [0, 0, 1, 1, 2, 2, 3, 3]);
    let (started, _) = run(4, 2, 1);
    assert_eq!(started, [0, 1, 0, 2, 1, 3, 2, 3]);
}
