//! Where a listing of numbered pages ends.

use std::rc::Rc;

use paginate_core::{Error, Paginator};
use paginate_tests::numbered::{Page, Service, Throttled};
use paginate_tests::script::drain;

use crate::{page_of, until_empty, with_total_pages};

/// Returns a service of pages of these sizes, numbered from 1, with these totals. Further pages are empty.
fn of_sizes<const N: usize>(sizes: [usize; N], totals: [Option<u64>; N]) -> Rc<Service> {
    Service::ready(1, move |number, _| {
        let index = number as usize - 1;
        let size = sizes.get(index).copied().unwrap_or(0);
        let total = totals.get(index).copied().flatten();
        Ok(Page::of(vec![number; size]).with_total(total))
    })
}

/// Lists pages that carry the number of all items.
fn with_total_items(
    service: &Rc<Service>,
) -> impl Paginator<Page = Page, Item = u32, Token = u32, Error = Throttled> + use<> {
    let operation = service.operation().page_number(1, |_, number| Some(number));
    operation
        .total_items(|page| page.total)
        .item_count(|page| page.items.len())
        .items(|page| page.items)
}

/// Reads a listing to its end, at several depths, and returns its items and the last page.
fn read<P>(make: impl Fn() -> P) -> (Vec<u32>, u64)
where
    P: Paginator<Item = u32, Error = Throttled>,
{
    let at_depth = |depth| {
        let mut items = make().prefetch(depth).items();
        let read: Result<Vec<u32>, Error<Throttled>> = drain(&mut items).into_iter().collect();
        assert!(items.is_complete());
        (read.unwrap(), items.page_count())
    };
    let expected = at_depth(0);
    for depth in [1, 2, 5] {
        assert_eq!(at_depth(depth), expected, "depth {depth}");
    }
    expected
}

#[test]
fn first_request_is_unchanged_and_pages_count_up() {
    let service = Service::ready(1, |number, _| Ok(page_of(3, number)));
    assert_eq!(drain(with_total_pages(&service).items()).len(), 6);
    assert_eq!(service.requests(), [None, Some(2), Some(3)]);

    let service = Service::ready(0, |number, _| Ok(page_of(3, number + 1)));
    let pages = service.operation().page_number(0, |_, number| Some(number));
    let pages = pages.total_pages(|page| page.total);
    let items: Vec<Result<u32, Error<Throttled>>> = drain(pages.items(|page| page.items).items());
    assert_eq!(items.len(), 6);
    assert_eq!(service.requests(), [None, Some(1), Some(2)]);
}

#[test]
fn listing_ends_at_the_first_empty_page() {
    let service = of_sizes([2, 1, 2], [None; 3]);
    let (items, pages) = read(|| until_empty(&service));
    assert_eq!((items, pages), (vec![1, 1, 2, 3, 3], 4));
    let service = of_sizes([0, 2], [None; 2]);
    assert_eq!(read(|| until_empty(&service)), (vec![], 1));
}

#[test]
fn more_results_overrides_totals_and_empty_pages() {
    let service = Service::ready(1, |number, _| {
        let page = Page::of(vec![number; usize::from(number != 2)]).with_total(1);
        Ok(if number < 4 { page.with_more() } else { page })
    });
    let make = || {
        let operation = service.operation().page_number(1, |_, number| Some(number));
        operation
            .more_results(|page| page.more)
            .total_pages(|page| page.total)
            .item_count(|page| page.items.len())
            .items(|page| page.items)
    };
    assert_eq!(read(make), (vec![1, 3, 4], 4));
}

#[test]
fn total_pages_ends_the_listing_and_an_empty_page_does_not() {
    let service = of_sizes([1, 0, 0, 1, 9], [Some(4); 5]);
    assert_eq!(read(|| with_total_pages(&service)), (vec![1, 4], 4));
    // A total of 0 still has the page that carries it.
    let service = of_sizes([1], [Some(0)]);
    assert_eq!(read(|| with_total_pages(&service)), (vec![1], 1));
}

#[test]
fn total_that_changes_or_is_absent_is_followed() {
    // It grows, is absent, and shrinks to the page that was just read.
    let totals = [Some(2), Some(4), None, None, Some(5), None, Some(4)];
    let service = of_sizes([1; 7], totals);
    assert_eq!(read(|| with_total_pages(&service)).1, 4);
    let totals = [Some(3), None, Some(5), Some(9), Some(5)];
    let service = of_sizes([1; 5], totals);
    assert_eq!(read(|| with_total_pages(&service)).1, 5);
    let totals = [Some(9), Some(2), None];
    let service = of_sizes([1; 3], totals);
    assert_eq!(read(|| with_total_pages(&service)).1, 2);
}

#[test]
fn total_items_ends_the_listing_once_that_many_items_have_arrived() {
    let service = of_sizes([3, 3, 1, 9], [Some(7); 4]);
    assert_eq!(read(|| with_total_items(&service)).1, 3);
    // A large page is followed by small ones.
    let mut sizes = [10; 11];
    sizes[0] = 100;
    let service = of_sizes(sizes, [Some(200); 11]);
    let (items, pages) = read(|| with_total_items(&service));
    assert_eq!((items.len(), pages), (200, 11));
    // Pages in the middle are short or empty.
    let service = of_sizes([3, 1, 0, 2, 9], [Some(12); 5]);
    assert_eq!(read(|| with_total_items(&service)).1, 5);
    let service = of_sizes([0, 0, 2, 9], [Some(6); 4]);
    assert_eq!(read(|| with_total_items(&service)).1, 4);
    // The service counts more items than it lists: the first empty page after full pages of this total ends the listing.
    let service = of_sizes([3, 0, 1, 1, 0], [Some(9); 5]);
    assert_eq!(read(|| with_total_items(&service)).1, 5);
    // Without a total, the first empty page ends the listing.
    let service = of_sizes([3, 1], [None; 2]);
    assert_eq!(read(|| with_total_items(&service)).1, 3);
}

#[test]
fn total_pages_takes_precedence_over_total_items() {
    let service = of_sizes([1, 1, 1], [Some(3); 3]);
    let make = || {
        let operation = service.operation().page_number(1, |_, number| Some(number));
        operation
            .total_items(|_| Some(1))
            .total_pages(|page| page.total)
            .item_count(|page| page.items.len())
            .items(|page| page.items)
    };
    assert_eq!(read(make).1, 3);
}

#[test]
fn page_that_says_nothing_is_not_the_end() {
    let service = of_sizes([1, 1], [None, Some(2)]);
    for depth in [0, 1, 3] {
        let mut items = with_total_pages(&service).prefetch(depth).items();
        let read = drain(&mut items);
        assert_eq!(read, [Ok(1), Err(Error::MissingToken { page: 1 })]);
        assert!(!items.is_complete());
    }
}
