//! `total_items`: how many items have arrived is counted from the start of the listing, and checkpoints carry the count.

use std::convert::Infallible;
use std::rc::Rc;

use paginate_core::{Checkpoint, Error, Paginator};
use paginate_tests::numbered::{Page, Service, Throttled};
use paginate_tests::script::{drain, poll_once};

/// Returns a service of numbered pages of these sizes, which answers with an error beyond the last page.
fn service(sizes: &'static [usize], total: u64) -> Rc<Service> {
    Service::ready(1, move |number, _| {
        let size = sizes.get(number as usize - 1).ok_or(Throttled)?;
        Ok(Page::of(vec![number; *size]).with_total(total))
    })
}

fn listing(
    service: &Rc<Service>,
) -> impl Paginator<Item = u32, Token = u32, Error = Throttled> + use<> {
    let operation = service.operation().page_number(1, |_, number| Some(number));
    operation
        .item_count(|page| page.items.len())
        .total_items(|page| page.total)
        .items(|page| page.items)
}

/// Resumes after each item, and asserts that the rest is the same as without the resume.
fn assert_resumes_after_any_item(service: &Rc<Service>) {
    let all = drain(listing(service).items());
    for depth in [0, 1, 3] {
        for read in 0..all.len() {
            let mut items = listing(service).prefetch(depth).items();
            for _ in 0..read {
                assert!(poll_once(&mut items).is_ready());
            }
            let mut rest = listing(service)
                .resume_from(items.checkpoint())
                .prefetch(depth)
                .items();
            assert_eq!(drain(&mut rest), all[read..], "after {read} items");
            assert_eq!(rest.is_complete(), all.iter().all(Result::is_ok));
        }
    }
}

#[test]
fn resumed_listing_ends_on_a_short_last_page() {
    let service = service(&[10, 10, 10, 10, 7], 47);
    assert_resumes_after_any_item(&service);
    assert!(!service.requests().contains(&Some(6)));
}

#[test]
fn resumed_listing_continues_after_an_empty_page() {
    assert_resumes_after_any_item(&service(&[10, 10, 0, 10, 10, 10], 50));
    // The empty page is the next one.
    let service = service(&[10, 10, 0, 10, 10, 10], 50);
    let mut items = listing(&service).items();
    for _ in 0..20 {
        assert!(poll_once(&mut items).is_ready());
    }
    let rest = listing(&service).resume_from(items.checkpoint()).items();
    assert_eq!(drain(rest).len(), 30);
}

#[test]
fn resumed_listing_knows_the_size_of_the_pages_before() {
    assert_resumes_after_any_item(&service(
        &[100, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10],
        200,
    ));
    assert_resumes_after_any_item(&service(&[4, 4, 1, 0, 0, 0], 17));
}

#[test]
fn service_that_counts_more_items_than_it_lists_ends_in_its_error() {
    let service = service(&[10, 10, 9], 30);
    let mut items = listing(&service).items();
    let yielded = drain(&mut items);
    assert_eq!(yielded.len(), 30);
    let source = Throttled;
    assert_eq!(yielded[29], Err(Error::Operation { page: 4, source }));
    assert!(!items.is_complete());
}

#[test]
fn run_of_empty_pages_before_the_total_is_an_error() {
    for depth in [0, 1, 8] {
        let service = Service::ready(1, |number, _| {
            let size = if number == 1 || number == 80 { 100 } else { 0 };
            Ok(Page::of(vec![number; size]).with_total(1_000_000))
        });
        let mut items = listing(&service).prefetch(depth).items();
        let yielded = drain(&mut items);
        assert_eq!(yielded.len(), 101);
        assert_eq!(yielded[100], Err(Error::EmptyPages { page: 33 }));
        let message =
            "expected more items after page 33 because of the total, found a run of empty pages";
        assert_eq!(yielded[100].as_ref().unwrap_err().to_string(), message);
        assert!(service.requests().len() <= 33 + depth);
        assert!(!items.is_complete());

        // Another listing, or a retry, continues with the page after the run.
        let checkpoint = items.checkpoint();
        assert_eq!(checkpoint, {
            items.retry();
            items.checkpoint()
        });
        let yielded = drain(&mut items);
        assert_eq!(yielded, [Err(Error::EmptyPages { page: 65 })]);
        items.retry();
        let yielded = drain(&mut items);
        assert_eq!(yielded.len(), 101);
        assert_eq!(yielded[100], Err(Error::EmptyPages { page: 112 }));
        let resumed = drain(listing(&service).resume_from(checkpoint).items());
        assert_eq!(resumed, [Err(Error::EmptyPages { page: 65 })]);
    }
}

#[test]
fn run_of_empty_pages_that_was_fetched_ahead_is_an_error_after_another_error() {
    let service = Service::ready(1, |number, _| {
        let size = if number == 1 { 5 } else { 0 };
        Ok(Page::of(vec![number; size]).with_total(1_000_000))
    });
    let mut listing = listing(&service).prefetch(40);
    // The whole run is fetched ahead. Then the limit is exceeded.
    let mut items = (&mut listing).items();
    let mut read = 0;
    while read < 3 {
        read += usize::from(poll_once(&mut items).is_ready());
    }
    assert_eq!(service.requests().len(), 33);
    let mut listing = listing.max_pages(1);
    let yielded = drain((&mut listing).items());
    assert_eq!(yielded[2], Err(Error::PageLimit { page: 1 }));
    let mut listing = listing.max_pages(u64::MAX);
    listing.retry();
    assert_eq!(
        drain(listing.items()),
        [Err(Error::EmptyPages { page: 33 })]
    );
}

#[test]
fn first_empty_page_ends_a_listing_from_a_given_number() {
    let service = Service::ready(1, |number, _| {
        let size = [10, 10, 10, 10, 7].get(number as usize - 1);
        Ok(Page::of(vec![number; size.copied().unwrap_or(0)]).with_total(47))
    });
    for (number, items) in [(1, 47), (3, 27), (5, 7), (6, 0)] {
        let mut rest = listing(&service)
            .resume_from(Checkpoint::at(number))
            .items();
        assert_eq!(drain(&mut rest).len(), items);
        assert!(rest.is_complete());
    }
}

/// Lists every tenth item.
fn filtered() -> impl Paginator<Item = u32, Error = Infallible> {
    paginate_core::operation(0_u32)
        .send(async |number: u32| {
            let items = number * 10..47.min(number * 10 + 10);
            Ok::<_, Infallible>(items.collect::<Vec<u32>>())
        })
        .page_number(0, |_, number| number)
        .item_count(Vec::len)
        .total_items(|_| Some(47))
        .items(|page| page.into_iter().filter(|item| item % 10 == 0))
}

#[test]
fn items_are_counted_before_they_are_filtered() {
    let mut items = filtered().items();
    assert_eq!(drain(&mut items), [0, 10, 20, 30, 40].map(Ok));
    assert!(items.is_complete());
}
