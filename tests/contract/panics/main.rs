//! After a panic in user code, a listing is terminated and not complete, and its checkpoint loses no item.

mod user_code;

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll, Waker};

use paginate_core::{Checkpoint, Paginator};
use paginate_tests::server::silence_planned_panics;

use crate::user_code::{CALLS_UNTIL_PANIC, Item, PAGES, Token, at_offsets, numbered, with_tokens};

/// How a listing is read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Item,
    Page,
    Collecting,
}

/// Polls a listing once. Returns `true` at the end.
fn poll(
    listing: &mut (impl Paginator<Page = usize, Item = Item> + ?Sized),
    mode: Mode,
    yielded: &mut Vec<u32>,
) -> Poll<bool> {
    let mut cx = Context::from_waker(Waker::noop());
    let polled = match mode {
        Mode::Item => listing
            .poll_item(&mut cx)
            .map_ok(|Item(number)| yielded.push(number)),
        Mode::Page => listing
            .poll_page(&mut cx)
            .map_ok(|page| yielded.extend(PAGES[page].clone())),
        Mode::Collecting => unreachable!("`poll_extend` requires a sized listing"),
    };
    polled.map(|polled| match polled {
        None => true,
        Some(Ok(())) => false,
        Some(Err(_)) => {
            listing.retry();
            false
        }
    })
}

struct Collected<'a>(&'a mut Vec<u32>);

impl Extend<Item> for Collected<'_> {
    fn extend<I: IntoIterator<Item = Item>>(&mut self, items: I) {
        self.0.extend(items.into_iter().map(|Item(number)| number));
    }
}

fn poll_collecting(
    listing: &mut impl Paginator<Page = usize, Item = Item>,
    yielded: &mut Vec<u32>,
) -> Poll<bool> {
    let mut cx = Context::from_waker(Waker::noop());
    let polled = listing.poll_extend(&mut cx, &mut Collected(yielded));
    polled.map(|polled| match polled {
        None => true,
        Some(Ok(())) => false,
        Some(Err(_)) => {
            listing.retry();
            false
        }
    })
}

/// Reads a listing to its end, or until it panics.
fn read(
    listing: &mut impl Paginator<Page = usize, Item = Item>,
    mode: Mode,
    yielded: &mut Vec<u32>,
) -> std::thread::Result<()> {
    catch_unwind(AssertUnwindSafe(|| {
        for _ in 0..10_000 {
            let polled = match mode {
                Mode::Collecting => poll_collecting(listing, yielded),
                _ => poll(listing, mode, yielded),
            };
            if polled == Poll::Ready(true) {
                return;
            }
        }
        panic!("the listing does not end");
    }))
}

/// Returns the items of a listing that resumes from a checkpoint.
fn rest_from<P>(listing: P, checkpoint: Checkpoint<P::Token>, mode: Mode) -> Vec<u32>
where
    P: Paginator<Page = usize, Item = Item>,
{
    let mut rest = Vec::new();
    let mut listing = listing.resume_from(checkpoint);
    read(&mut listing, mode, &mut rest).unwrap();
    assert!(listing.is_complete());
    rest
}

#[test]
fn panic_terminates_the_listing_and_loses_no_item() {
    check_every_panic(with_tokens, || Checkpoint::at(Token(1)));
}

#[test]
fn panic_terminates_numbered_pages_and_loses_no_item() {
    check_every_panic(numbered, || Checkpoint::at(1));
}

#[test]
fn panic_terminates_pages_at_offsets_and_loses_no_item() {
    check_every_panic(at_offsets, || Checkpoint::at(2));
}

/// Makes each call of user code panic in turn, and checks the listing after it.
fn check_every_panic<P>(make: impl Fn(bool) -> P, elsewhere: impl Fn() -> Checkpoint<P::Token>)
where
    P: Paginator<Page = usize, Item = Item, Token: Clone + Debug + PartialEq>,
{
    silence_planned_panics();
    let all: Vec<u32> = (0..8).collect();
    let mut panics = 0;
    for mode in [Mode::Item, Mode::Page, Mode::Collecting] {
        for (knows_length, depth) in [
            (true, 0),
            (false, 0),
            (true, 1),
            (false, 1),
            (true, 3),
            (false, 4),
        ] {
            for calls in 0..=1_000 {
                assert!(calls < 1_000, "no run completes without a panic");
                let case = format!("{mode:?}, length {knows_length}, depth {depth}, call {calls}");
                let mut listing = make(knows_length).prefetch(depth);
                let mut yielded = Vec::new();
                CALLS_UNTIL_PANIC.set(calls);
                let outcome = read(&mut listing, mode, &mut yielded);
                CALLS_UNTIL_PANIC.set(u32::MAX);
                if outcome.is_ok() {
                    assert_eq!(yielded, all, "{case}");
                    assert!(listing.is_complete());
                    break;
                }
                panics += 1;
                let checkpoint = listing.checkpoint();
                for _ in 0..2 {
                    let yielded_before = yielded.len();
                    read(&mut listing, mode, &mut yielded).unwrap();
                    assert_eq!(yielded.len(), yielded_before, "{case}");
                    assert!(listing.is_terminated(), "{case}");
                    assert!(!listing.is_complete(), "{case}");
                    assert_eq!(listing.checkpoint(), checkpoint, "{case}");
                    listing.retry();
                }
                let rest = rest_from(make(true), checkpoint, mode);
                let done = all.len() - rest.len();
                assert_eq!(rest, all[done..], "{case}");
                if mode == Mode::Collecting {
                    // The checkpoint does not count the collected items of the page that panicked.
                    assert_eq!(yielded[..], all[..yielded.len()], "{case}");
                    assert!(done <= yielded.len(), "{case}");
                    assert!(
                        PAGES.iter().any(|page| page.start as usize <= done
                            && yielded.len() <= page.end as usize),
                        "{case}"
                    );
                } else {
                    assert_eq!(yielded, all[..done], "{case}");
                }
                // `set_position` does not revive the listing.
                listing.set_position(elsewhere());
                read(&mut listing, mode, &mut yielded).unwrap();
                assert!(!listing.is_complete(), "{case}");
            }
        }
    }
    assert!(panics > 1_000, "only {panics} panics were tested");
}
