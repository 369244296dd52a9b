//! Runs listings with nothing but the standard library.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use paginate_core::{Checkpoint, Paginator};
use paginate_no_std::annotated::{numbered_users, users};
use paginate_no_std::directory::Directory;
use paginate_no_std::{resumed, split_users, users_by_hand};

/// Polls a future until it is ready. The service never waits, so no waker is needed.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..100 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("the future does not become ready");
}

/// Returns all items of a listing.
fn all(listing: impl Paginator<Item = u32, Error = Infallible>) -> Vec<u32> {
    block_on(listing.items().try_collect()).expect("the service does not fail")
}

#[test]
fn request_form_lists_all_pages() {
    assert_eq!(all(users(&Directory)), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn page_form_lists_all_pages() {
    assert_eq!(all(numbered_users(&Directory)), [1, 2, 3, 4, 5, 6, 7]);
    let prefetched = numbered_users(&Directory).prefetch(4);
    assert_eq!(all(prefetched), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn builder_lists_all_pages() {
    assert_eq!(all(users_by_hand(&Directory)), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn resumed_listing_yields_the_rest() {
    assert_eq!(all(resumed(&Directory, Checkpoint::at(3))), [4, 5, 6, 7]);
}

#[test]
fn split_listing_lists_all_pages() {
    let users: Vec<u32> = block_on(split_users(&Directory).try_collect()).expect("no failure");
    assert_eq!(users, [1, 2, 3, 4, 5, 6, 7]);
}
