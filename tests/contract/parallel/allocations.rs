//! The number of allocations of parallel listings, without those of their operations.

use std::convert::Infallible;
use std::future::ready;
use std::ops::Range;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use futures_core::Stream;
use paginate_core::{Paginator, operation, parallel};
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
        loop {
            match Pin::new(&mut rows).poll_next(&mut cx) {
                Poll::Ready(Some(_)) => count += 1,
                Poll::Ready(None) => return,
                Poll::Pending => {}
            }
        }
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
