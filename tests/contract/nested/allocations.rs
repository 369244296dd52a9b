//! How many allocations parts and items make, and how much memory is held.

use std::convert::Infallible;
use std::future::ready;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use allocation_counter::{AllocationInfo, measure};
use futures_core::Stream;
use paginate_core::{Paginator, nested, operation};

/// Returns a listing whose operation allocates nothing.
fn numbers(pages: u64, items: u64) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(0)
        .send(|page| ready(Ok::<u64, Infallible>(page)))
        .output_token(move |page| (page + 1 < pages).then_some(page + 1))
        .input_token(|_, next| next)
        .items(move |page| -> Range<u64> { page * items..(page + 1) * items })
}

/// Reads the items of all parts of an outer listing of pages of ten.
fn read(outer_pages: u64, concurrency: usize, pages: u64, items: u64) -> AllocationInfo {
    let mut cx = Context::from_waker(Waker::noop());
    let mut count = 0;
    let info = measure(|| {
        let name = Arc::<str>::from("part");
        let part = |key| ((Arc::clone(&name), key), numbers(pages, items));
        let mut rows = nested(numbers(outer_pages, 10), part, concurrency);
        loop {
            match Pin::new(&mut rows).poll_next(&mut cx) {
                Poll::Ready(Some(_)) => count += 1,
                Poll::Ready(None) => break,
                Poll::Pending => {}
            }
        }
        assert!(rows.is_complete());
    });
    assert_eq!(count, outer_pages * 10 * pages * items);
    info
}

#[test]
fn items_and_pages_make_no_allocation() {
    let few = read(3, 4, 2, 1).count_total;
    assert_eq!(read(3, 4, 2, 50).count_total, few);
    let pages = read(3, 4, 200, 5).count_total;
    assert!(pages.abs_diff(few) <= 4, "{pages} and {few}");
}

#[test]
fn part_makes_one_allocation_and_less_than_a_third_of_one_in_the_map_of_keys() {
    for concurrency in [1, 8, 100] {
        let few = read(10, concurrency, 2, 3).count_total;
        let many = read(110, concurrency, 2, 3).count_total;
        // A thousand more parts.
        assert!(
            (1_000..1_333).contains(&(many - few)),
            "{} with {concurrency} at once",
            many - few
        );
    }
}

#[test]
fn memory_does_not_depend_on_the_number_of_parts() {
    for concurrency in [1, 8] {
        let few = read(10, concurrency, 2, 3).bytes_max;
        let many = read(1_000, concurrency, 2, 3).bytes_max;
        assert!(many <= few + few / 8, "{many} and {few} bytes");
    }
}
