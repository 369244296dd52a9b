//! The number of allocations and the memory of a listing, without those of its operation.

use std::convert::Infallible;
use std::future::{poll_fn, ready};
use std::hint::black_box;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use futures_core::Stream;
use paginate_core::{Error, Paginator, operation};
use paginate_tests::script::WakeCounter;

/// Returns a listing whose operation allocates nothing, so all allocations are made by the listing.
fn numbers(pages: u64, items: u64) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(0)
        .send(|page| ready(Ok::<u64, Infallible>(page)))
        .output_token(move |page| (page + 1 < pages).then_some(page + 1))
        .input_token(|_, next| next)
        .items(move |page| -> Range<u64> { page * items..(page + 1) * items })
}

/// Reads a stream to its end and returns the number of items.
fn count<S: Stream + Unpin>(mut stream: S) -> u64 {
    let mut items = 0;
    let waker = Waker::from(Arc::new(WakeCounter::default()));
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

/// Counts the allocations of a listing.
fn allocations(listing: impl FnOnce() -> u64, items: u64) -> u64 {
    let mut counted = 0;
    let allocations = measure(|| counted = listing()).count_total;
    assert_eq!(counted, items);
    // Without the allocation of the waker.
    allocations - 1
}

#[test]
fn listing_makes_one_allocation_regardless_of_length() {
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

/// Returns a listing of one item per page with boxed tokens. Each copy of a token is an allocation.
fn boxed_tokens(pages: u64) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(None)
        .send(|token: Option<Box<u64>>| {
            ready(Ok::<u64, Infallible>(token.map_or(0, |token| *token)))
        })
        .output_token(move |page| (page + 1 < pages).then(|| Box::new(page + 1)))
        .input_token(|_, token| Some(token))
        .items(|page| [page])
}

#[test]
fn token_copies_reuse_their_allocations() {
    for pages in [2, 3, 10, 1_000, 10_000_u64] {
        let tokens = pages - 1;
        // Cycle detection keeps six tokens. Later copies reuse their memory.
        let copies = tokens.min(6);
        // Cycle detection also keeps one earlier token, and reuses its memory.
        let earlier_token = u64::from(tokens > 1);
        assert_eq!(
            allocations(|| count(boxed_tokens(pages).items()), pages),
            1 + tokens + copies + earlier_token
        );
    }
}

#[test]
fn prefetch_makes_two_more_allocations() {
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

/// Returns numbered pages whose responses are ready at the second poll, so that several requests are in flight.
fn numbered(pages: u64, items: u64) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(0)
        .send(|page| async move {
            let mut polled = false;
            poll_fn(|cx| {
                if polled {
                    return Poll::Ready(());
                }
                polled = true;
                cx.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
            Ok::<u64, Infallible>(page)
        })
        .page_number(0, |_, number| number)
        .total_pages(move |_| Some(pages))
        .items(move |page| -> Range<u64> { page * items..(page + 1) * items })
}

#[test]
fn numbered_pages_make_one_allocation_without_prefetching() {
    for (pages, items) in [(1, 0), (10, 100), (1_000, 1)] {
        let listing = || count(numbered(pages, items).items());
        assert_eq!(allocations(listing, pages * items), 1);
    }
}

#[test]
fn allocations_of_requests_at_the_same_time_are_reused() {
    for depth in [2, 8] {
        let listing = |pages| move || count(numbered(pages, 3).prefetch(depth).items());
        let few = allocations(listing(100), 300);
        // A future and a tracker for each request, and the queues.
        let requests = 2 * depth as u64;
        assert!(few >= requests, "{few} at depth {depth}");
        assert!(few <= requests + 8, "{few} at depth {depth}");
        assert_eq!(allocations(listing(10_000), 30_000), few);
        assert_eq!(memory(listing(10_000), 30_000), memory(listing(100), 300));
    }
}

/// Returns pages at offsets, of which about each tenth is shorter than the others, so that guesses are wrong.
fn with_short_pages(items: u64) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(0)
        .send(move |offset: u64| async move {
            // Slower than the pages are read, so that no page is held and all requests are guesses.
            for _ in 0..50 {
                tokio::task::yield_now().await;
            }
            let size = if offset % 100 < 10 { 9 } else { 10 };
            Ok::<Range<u64>, Infallible>(offset..items.min(offset + size))
        })
        .offset(|page: &Range<u64>| page.clone().count(), |_, offset| offset)
        .more_results(move |page| page.end < items)
        .items(|page| page)
}

#[test]
fn allocations_of_wrong_guesses_are_reused() {
    let listing = |items| move || count(with_short_pages(items).prefetch(4).items());
    let few = allocations(listing(9_999), 9_999);
    assert_eq!(allocations(listing(49_999), 49_999), few);
}

/// Measures the maximum of allocated bytes.
fn memory(listing: impl FnOnce() -> u64, items: u64) -> u64 {
    let mut counted = 0;
    let maximum = measure(|| counted = listing()).bytes_max;
    assert_eq!(counted, items);
    maximum
}

#[test]
fn memory_does_not_grow_with_the_number_of_pages() {
    let one = memory(|| count(numbers(1, 100).items()), 100);
    assert_eq!(
        memory(|| count(numbers(100_000, 100).items()), 10_000_000),
        one
    );
    // The queue of prefetched pages does not grow either.
    let ten = memory(|| count(numbers(10, 100).prefetch(3).items()), 1_000);
    assert_eq!(
        memory(
            || count(numbers(10_000, 100).prefetch(3).items()),
            1_000_000
        ),
        ten
    );
}

#[test]
fn failed_listing_keeps_no_memory_for_its_requests() {
    let listing = operation(0)
        .send(|page| async move {
            let large = [1_u8; 4_096];
            tokio::task::yield_now().await;
            if page == 9 {
                Err(black_box(large)[0])
            } else {
                Ok(page)
            }
        })
        .page_number(0, |_, number| number)
        .total_pages(|_| Some(20))
        .items(|page: u64| [page]);
    let mut items = listing.prefetch(4).items();
    let mut cx = Context::from_waker(Waker::noop());
    let allocated = measure(|| {
        let error = loop {
            let polled: Poll<Option<Result<u64, Error<u8>>>> =
                Pin::new(&mut items).poll_next(&mut cx);
            if let Poll::Ready(Some(Err(error))) = polled {
                break error;
            }
        };
        assert_eq!(error.page(), 10);
    });
    assert!(allocated.bytes_max > 4 * 4_096, "{allocated:?}");
    assert!(allocated.bytes_current < 4_096, "{allocated:?}");
}
