//! What a listing costs beyond its operation: allocations, counted.

use std::convert::Infallible;
use std::future::ready;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use futures_core::Stream;
use paginate_core::{Paginator, operation};
use paginate_tests::script::Wakes;

/// So many pages of so many items, which are no trouble to make: all allocations are the listing's.
fn numbers(pages: u64, items: u64) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(0)
        .send(|page| ready(Ok::<u64, Infallible>(page)))
        .output_token(move |page| (page + 1 < pages).then_some(page + 1))
        .input_token(|_, next| next)
        .items(move |page| -> Range<u64> { page * items..(page + 1) * items })
}

/// Reads to the end, and gives how many items there were.
fn count<S: Stream + Unpin>(mut stream: S) -> u64 {
    let mut items = 0;
    let waker = Waker::from(Arc::new(Wakes::default()));
    let mut cx = Context::from_waker(&waker);
    loop {
        match Pin::new(&mut stream).poll_next(&mut cx) {
            Poll::Ready(Some(_)) => {
                items += 1;
                assert!(items <= 10_000_000, "the stream does not end");
            }
            Poll::Ready(None) => return items,
            Poll::Pending => {}
        }
    }
}

fn allocations(listing: impl FnOnce() -> u64, items: u64) -> u64 {
    let mut counted = 0;
    let allocations = measure(|| counted = listing()).count_total;
    assert_eq!(counted, items);
    // But for that of the waker.
    allocations - 1
}

#[test]
fn a_listing_takes_one_allocation_however_long_it_is() {
    for (pages, items) in [(1, 0), (1, 1), (10, 100), (1_000, 1), (100, 1_000)] {
        assert_eq!(
            allocations(|| count(numbers(pages, items).items()), pages * items),
            1
        );
        assert_eq!(
            allocations(|| count(numbers(pages, items).pages()), pages),
            1
        );
    }
}

/// The pages of [`numbers`], with tokens that count how often they are copied, each copy an allocation.
fn with_tokens_on_the_heap(pages: u64) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(None)
        .send(|token: Option<Box<u64>>| {
            ready(Ok::<u64, Infallible>(token.map_or(0, |token| *token)))
        })
        .output_token(move |page| (page + 1 < pages).then(|| Box::new(page + 1)))
        .input_token(|_, token| Some(token))
        .items(|page| [page])
}

#[test]
fn a_page_takes_its_token_and_the_first_few_a_copy_for_the_request() {
    for pages in [2, 3, 10, 1_000, 10_000_u64] {
        let tokens = pages - 1;
        // Later copies take the memory of tokens that are forgotten.
        let copies = tokens.min(6);
        // The landmark of the search for cycles, which is moved on in its own memory.
        let landmark = u64::from(tokens > 1);
        assert_eq!(
            allocations(|| count(with_tokens_on_the_heap(pages).items()), pages),
            1 + tokens + copies + landmark
        );
    }
}

#[test]
fn prefetching_takes_a_queue_and_a_waker_besides() {
    for (pages, items) in [(10, 100), (1_000, 1)] {
        assert_eq!(
            allocations(
                || count(numbers(pages, items).prefetch(2).items()),
                pages * items
            ),
            3
        );
    }
}

/// The most bytes that are held at once.
fn memory(listing: impl FnOnce() -> u64, items: u64) -> u64 {
    let mut counted = 0;
    let most = measure(|| counted = listing()).bytes_max;
    assert_eq!(counted, items);
    most
}

#[test]
fn ten_million_items_on_a_hundred_thousand_pages_take_the_memory_of_one() {
    let one = memory(|| count(numbers(1, 100).items()), 100);
    assert_eq!(
        memory(|| count(numbers(100_000, 100).items()), 10_000_000),
        one
    );
    // The queue, once it is there, does not grow either.
    let few = memory(|| count(numbers(10, 100).prefetch(3).items()), 1_000);
    assert_eq!(
        memory(
            || count(numbers(10_000, 100).prefetch(3).items()),
            1_000_000
        ),
        few
    );
}
