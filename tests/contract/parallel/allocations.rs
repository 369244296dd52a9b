//! The number of allocations of parallel listings, without those of their operations.

use std::convert::Infallible;
use std::future::ready;
use std::hint::black_box;
use std::ops::Range;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use futures_core::Stream;
use paginate_core::{Checkpoint, Paginator, ParallelCheckpoint, operation, parallel};
use paginate_tests::script::WakeCounter;
use std::pin::Pin;

/// Returns a listing whose operation allocates nothing.
fn numbers(pages: u64, items: u64) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(0)
        .send(|page| ready(Ok::<u64, Infallible>(page)))
        .output_token(move |page| (page + 1 < pages).then_some(page + 1))
        .input_token(|_, next| next)
        .items(move |page| -> Range<u64> { page * items..(page + 1) * items })
}

/// Returns how many allocations it takes to read all items.
fn allocations(listings: u64, concurrency: usize, ordered: bool, pages: u64, items: u64) -> u64 {
    let waker = Waker::from(Arc::new(WakeCounter::default()));
    let mut cx = Context::from_waker(&waker);
    let mut count = 0;
    let allocations = measure(|| {
        let mut rows = parallel((0..listings).map(|_| numbers(pages, items)), concurrency);
        if ordered {
            rows = rows.ordered();
        }
        // The stream is pending only when it yields to the executor, at most once a page.
        for _ in 0..=listings * pages * (items + 1) {
            match Pin::new(&mut rows).poll_next(&mut cx) {
                Poll::Ready(Some(_)) => count += 1,
                Poll::Ready(None) => return,
                Poll::Pending => {}
            }
        }
        panic!("the stream does not end");
    });
    assert_eq!(count, listings * pages * items);
    allocations.count_total
}

#[test]
fn items_and_pages_make_no_allocation() {
    for ordered in [false, true] {
        let few = allocations(8, 4, ordered, 2, 1);
        assert_eq!(allocations(8, 4, ordered, 200, 50), few);
    }
}

#[test]
fn listing_makes_one_allocation_and_a_listing_in_progress_another_one() {
    for listings in [1, 8, 1_000] {
        for concurrency in [1, 4, 1_000] {
            let allocations = allocations(listings, concurrency, false, 3, 2);
            let in_progress = listings.min(concurrency as u64);
            // The listings, the wakers, and the flags of the woken listings. Six lists of slots, which grow, and a map of slots,
            // whose nodes have at least five entries.
            let lists = 6 * (1 + u64::from(in_progress.ilog2()));
            let most = listings + in_progress + 3 + lists + 2 + in_progress / 4;
            assert!(
                (listings + in_progress..=most).contains(&allocations),
                "{allocations} for {listings} listings, {concurrency} at once"
            );
        }
    }
}

/// Returns a listing of nine pages, whose requests take more than 4 kB.
fn with_large_requests(depth: usize) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(0)
        .send(|page: u64| async move {
            let buffer = black_box([page; 512]);
            ready(()).await;
            Ok::<_, Infallible>(buffer[0])
        })
        .page_number(0, |_, number| number)
        .total_pages(|_| Some(9))
        .items(|page| [page])
        .prefetch(depth)
}

/// Returns the most bytes that are allocated at the same time while all items are read, without the listings themselves.
fn most_bytes(listings: u64, concurrency: usize) -> u64 {
    let bytes = measure(|| {
        let listings = (0..listings).map(|_| with_large_requests(8));
        let mut rows = parallel(listings, concurrency);
        let mut cx = Context::from_waker(Waker::noop());
        while !matches!(Pin::new(&mut rows).poll_next(&mut cx), Poll::Ready(None)) {}
        assert!(rows.is_complete());
    })
    .bytes_max;
    bytes - listings * size_of_val(&with_large_requests(8)) as u64
}

#[test]
fn memory_depends_on_the_listings_in_progress() {
    for concurrency in [1, 8] {
        let few = most_bytes(100, concurrency);
        assert_eq!(most_bytes(2_000, concurrency), few);
    }
}

#[test]
fn checkpoint_takes_one_byte_for_a_listing_that_was_not_started() {
    let rows = parallel((0..10_000).map(|_| numbers(3, 2)), 8);
    let bytes = measure(|| drop(rows.checkpoint())).bytes_max;
    assert!(bytes < 10_100, "{bytes}");
}

#[test]
fn checkpoint_reserves_no_memory_for_a_wrong_length() {
    // In MessagePack: the version, and an array of 4 billion listings that is cut short.
    let bytes = [0x92, 1, 0xdd, 0xff, 0xff, 0xff, 0xff];
    let parsed = || rmp_serde::from_slice::<ParallelCheckpoint<Checkpoint<u64>>>(&bytes);
    let allocated = measure(|| assert!(parsed().is_err())).bytes_max;
    assert!(allocated < 10_000, "{allocated}");
}

#[test]
fn checkpoint_reserves_no_memory_for_listings_that_were_not_begun() {
    let mut rows = parallel((0..100).map(|_| numbers(3, 2)), 9);
    let mut cx = Context::from_waker(Waker::noop());
    // The first item of each of nine listings.
    for _ in 0..9 {
        assert!(Pin::new(&mut rows).poll_next(&mut cx).is_ready());
    }
    let mut checkpoint = None;
    let allocated = measure(|| checkpoint = Some(rows.checkpoint()));
    let expected = 100 + 9 * size_of::<Checkpoint<u64>>();
    assert_eq!(allocated.bytes_current, i64::try_from(expected).unwrap());
}
