//! A listing that is resumed within a page whose size has changed.

use std::cell::Cell;
use std::convert::Infallible;
use std::future::{Ready, pending, ready};
use std::task::Poll;

use paginate_core::{Checkpoint, Error, Items, Paginator, operation};
use paginate_tests::numbered::{Page, Service, Throttled};
use paginate_tests::script::{drain, poll_once};

const ITEMS: u32 = 47;

/// Returns the items from `first` on, at most `size` of them.
fn page(first: u32, size: u32) -> Ready<Result<Vec<u32>, Infallible>> {
    ready(Ok((first..ITEMS.min(first.saturating_add(size))).collect()))
}

/// The token is the last item of the page before.
fn by_token(size: u32) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    operation(None)
        .send(move |after: Option<u32>| page(after.map_or(0, |item| item + 1), size))
        .output_token(|page: &Vec<u32>| page.last().copied())
        .input_token(|_, token| Some(token))
        .items(|page| page)
}

fn by_offset(size: u32) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    operation(0)
        .send(move |offset| page(offset, size))
        .offset(|page: &Vec<u32>| page.len(), |_, offset| offset)
        .total_items(|_| Some(ITEMS.into()))
        .items(|page| page)
}

fn by_number(size: u32) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    operation(0)
        .send(move |number: u32| page(number * size, size))
        .page_number(0, |_, number| number)
        .item_count(|page: &Vec<u32>| page.len())
        .total_items(|_| Some(ITEMS.into()))
        .items(|page| page)
}

/// Reads a number of items, and returns the checkpoint after them.
fn read<P>(items: &mut Items<P>, count: usize) -> Checkpoint<u32>
where
    P: Paginator<Item = u32, Token = u32, Error = Infallible>,
{
    for _ in 0..count {
        // The listing yields to the executor while it skips many pages.
        while poll_once(items).is_pending() {}
    }
    items.checkpoint()
}

fn assert_any_page_size<P>(listing: impl Fn(u32) -> P)
where
    P: Paginator<Item = u32, Token = u32, Error = Infallible>,
{
    for (read_with, count) in [(10, 7), (10, 10), (10, 27), (5, 23), (20, 39), (47, 46)] {
        for resumed_with in [1, 2, 3, 5, 9, 10, 11, 20, 100] {
            for depth in [0, 1, 3] {
                let checkpoint = read(&mut listing(read_with).items(), count as usize);
                // Each checkpoint of the resumed listing is resumed with another page size again.
                let mut items = listing(resumed_with)
                    .resume_from(checkpoint)
                    .prefetch(depth)
                    .items();
                let again = read(&mut items, 1);
                let expected: Vec<_> = (count + 1..ITEMS).map(Ok).collect();
                let rest = listing(4).resume_from(again).prefetch(depth).items();
                assert_eq!(
                    drain(rest),
                    expected,
                    "{read_with}, {count}, {resumed_with}"
                );
                assert_eq!(
                    drain(items),
                    expected,
                    "{read_with}, {count}, {resumed_with}"
                );
            }
        }
    }
}

#[test]
fn checkpoint_of_tokens_does_not_depend_on_the_page_size() {
    assert_any_page_size(by_token);
}

#[test]
fn checkpoint_of_offsets_does_not_depend_on_the_page_size() {
    assert_any_page_size(by_offset);
}

#[test]
fn items_are_skipped_across_pages_that_are_collected_at_once() {
    for resumed_with in [1, 3, 5] {
        let checkpoint = read(&mut by_token(10).items(), 17);
        let mut items = by_token(resumed_with)
            .resume_from(checkpoint.clone())
            .items();
        let mut rest: Vec<u32> = Vec::new();
        futures::executor::block_on(items.try_extend(&mut rest)).unwrap();
        assert_eq!(rest, (17..ITEMS).collect::<Vec<_>>());
    }
}

/// Like [`by_token`] with pages of five items, but the page after an item never comes.
fn stuck_after(item: u32) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    operation(None)
        .send(move |after: Option<u32>| async move {
            if after == Some(item) {
                pending::<()>().await;
            }
            page(after.map_or(0, |item| item + 1), 5).await
        })
        .output_token(|page: &Vec<u32>| page.last().copied())
        .input_token(|_, token| Some(token))
        .items(|page| page)
}

#[test]
fn checkpoint_after_a_page_that_was_skipped_as_a_whole_keeps_the_position() {
    let checkpoint = read(&mut by_token(10).items(), 18);
    let mut items = stuck_after(14).resume_from(checkpoint).items();
    assert!(poll_once(&mut items).is_pending());
    let rest = by_token(10).resume_from(items.checkpoint());
    assert_eq!(drain(rest.items()), (18..ITEMS).map(Ok).collect::<Vec<_>>());
}

#[test]
fn page_of_a_smaller_size_is_refused_with_page_numbers() {
    for depth in [0, 1, 4] {
        let checkpoint = read(&mut by_number(10).items(), 27);
        let mut items = by_number(5)
            .resume_from(checkpoint.clone())
            .prefetch(depth)
            .items();
        let error = Error::PageSizeChanged { page: 3 };
        for _ in 0..2 {
            assert_eq!(drain(&mut items), [Err(error.clone())]);
            assert!(!items.is_complete());
            assert_eq!(items.checkpoint(), checkpoint);
            // The page is requested again, and is as short as before.
            items.retry();
        }
        let rest = by_number(10).resume_from(items.checkpoint());
        assert_eq!(drain(rest.items()), (27..ITEMS).map(Ok).collect::<Vec<_>>());
    }
}

/// Resumes after seven items of the third page of ten with pages of five.
fn resume_with_shorter_pages<P>(listing: impl Fn(u32) -> P) -> Vec<Result<u32, Error<Infallible>>>
where
    P: Paginator<Item = u32, Token = u32, Error = Infallible>,
{
    let checkpoint = read(&mut listing(10).items(), 27);
    drain(listing(5).resume_from(checkpoint).items())
}

#[test]
fn pages_of_a_smaller_size_are_refused_with_each_report_of_more_pages() {
    let refused = [Err(Error::PageSizeChanged { page: 3 })];
    let numbered = |size: u32| {
        operation(0)
            .send(move |number: u32| page(number * size, size))
            .page_number(0, |_, number| number)
    };
    let total_pages = |size: u32| {
        let pages = ITEMS.div_ceil(size).into();
        let listing = numbered(size).total_pages(move |_| Some(pages));
        listing.items(|page| page)
    };
    assert_eq!(resume_with_shorter_pages(total_pages), refused);
    let more_results = |size: u32| {
        let listing =
            numbered(size).more_results(|page: &Vec<u32>| page.last() < Some(&(ITEMS - 1)));
        listing.items(|page| page)
    };
    assert_eq!(resume_with_shorter_pages(more_results), refused);
    // A page that ends the listing if it is empty does not say that a shorter one is not the last.
    let empty_page = |size: u32| {
        let listing = numbered(size).item_count(|page: &Vec<u32>| page.len());
        listing.items(|page| page)
    };
    let rest = (15..ITEMS).map(Ok).collect::<Vec<_>>();
    assert_eq!(resume_with_shorter_pages(empty_page), rest);
}

/// Like [`by_number`], after the last two items were deleted.
fn after_deletion() -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    operation(0)
        .send(|number: u32| page(number * 10, if number == 4 { 5 } else { 10 }))
        .page_number(0, |_, number| number)
        .item_count(|page: &Vec<u32>| page.len())
        .total_items(|_| Some(45))
        .items(|page| page)
}

#[test]
fn last_numbered_page_may_have_lost_items() {
    let checkpoint = read(&mut by_number(10).items(), 46);
    let mut items = after_deletion().resume_from(checkpoint).items();
    assert_eq!(drain(&mut items), []);
    assert!(items.is_complete());
}

#[test]
fn changed_page_size_takes_precedence_over_a_failure_of_the_page_after() {
    let checkpoint = read(&mut by_number(10).items(), 27);
    let is_failed = Cell::new(false);
    let listing = operation(0)
        .send(|number: u32| {
            let fails = number == 3 && !is_failed.replace(true);
            ready(if fails { Err(()) } else { Ok(number) })
        })
        .page_number(0, |_, number| number)
        .item_count(|_| 5)
        .total_items(|_| Some(ITEMS.into()))
        .items(|number| number * 5..(number + 1) * 5);
    let mut items = listing.resume_from(checkpoint).prefetch(4).items();
    let polled: Poll<Option<Result<u32, Error<()>>>> = poll_once(&mut items);
    assert!(is_failed.get());
    let error = Error::PageSizeChanged { page: 3 };
    assert_eq!(polled, Poll::Ready(Some(Err(error))));
}

#[test]
fn changed_page_size_drops_the_requests_in_flight() {
    let checkpoint = read(&mut by_number(10).items(), 27);
    let ticks = |number| u32::from(number > 2);
    let service = Service::new(0, ticks, |number, _| {
        let items = number * 5..(number + 1) * 5;
        Ok(Page::of(items.collect::<Vec<_>>()).with_total(u64::from(ITEMS)))
    });
    let listing = service
        .operation()
        .page_number(0, |_, number| Some(number))
        .item_count(|page| page.items.len())
        .total_items(|page| page.total)
        .items(|page| page.items);
    let mut items = listing.resume_from(checkpoint).prefetch(4).items();
    let polled: Poll<Option<Result<u32, Error<Throttled>>>> = poll_once(&mut items);
    assert_eq!(service.requests()[..2], [Some(2), Some(3)]);
    let error = Error::PageSizeChanged { page: 3 };
    assert_eq!(polled, Poll::Ready(Some(Err(error))));
    assert_eq!(service.in_flight(), []);
}
