//! How many allocations a split listing makes, and how much memory it holds.

use std::convert::Infallible;
use std::future::ready;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use allocation_counter::{AllocationInfo, measure};
use futures_core::Stream;
use paginate_core::{Paginator, operation, split};

/// Lists the numbers below `count` after a number. A page makes no allocation.
fn numbers(
    count: u64,
    page_size: u64,
) -> impl Paginator<Item = u64, Token = u64, Error = Infallible> {
    operation(None)
        .send(move |after: Option<u64>| {
            let first = after.map_or(0, |after| after + 1).min(count);
            ready(Ok::<Range<u64>, Infallible>(
                first..count.min(first + page_size),
            ))
        })
        .output_token(move |page| (page.end < count).then_some(page.end.wrapping_sub(1)))
        .input_token(|_, after| Some(after))
        .items(|page| page)
}

fn read(pages: u64, page_size: u64, concurrency: usize) -> AllocationInfo {
    let mut cx = Context::from_waker(Waker::noop());
    let mut count = 0;
    let info = measure(|| {
        let listing = || numbers(pages * page_size, page_size);
        let mut keys = split(listing, |key| *key, concurrency);
        loop {
            match Pin::new(&mut keys).poll_next(&mut cx) {
                Poll::Ready(Some(_)) => count += 1,
                Poll::Ready(None) => break,
                Poll::Pending => {}
            }
        }
        assert!(keys.is_complete());
    });
    assert_eq!(count, pages * page_size);
    info
}

#[test]
fn items_and_pages_make_no_allocation() {
    for concurrency in [1, 8] {
        let few = read(200, 20, concurrency).count_total;
        let many = read(200, 200, concurrency).count_total;
        assert!(many <= few, "{many} and {few}");
        let pages = read(2_000, 20, concurrency).count_total;
        // Each part makes allocations, and a page none.
        assert!(pages - few < 1_000, "{pages} and {few}");
    }
}

#[test]
fn memory_does_not_depend_on_the_number_of_pages() {
    for concurrency in [1, 8, 32] {
        let few = read(300, 50, concurrency).bytes_max;
        let many = read(20_000, 50, concurrency).bytes_max;
        assert!(many <= few + few / 4, "{many} and {few} bytes");
    }
}
