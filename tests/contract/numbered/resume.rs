//! Checkpoints: the number is the token.

use paginate_core::{Checkpoint, Error, Paginator};
use paginate_tests::numbered::{Page, Service, Throttled};
use paginate_tests::script::{drain, poll_once};

use crate::{page_of, until_empty, with_offsets, with_total_pages};

#[test]
fn checkpoint_at_a_number_lists_the_pages_from_there() {
    for depth in [0, 1, 4] {
        let service = Service::ready(1, |number, _| Ok(page_of(9, number)));
        let listing = with_total_pages(&service).resume_from(Checkpoint::at(7));
        let items = drain(listing.prefetch(depth).items());
        assert_eq!(items, (12..18).map(Ok).collect::<Vec<_>>());
        assert_eq!(service.requests(), [Some(7), Some(8), Some(9)]);
    }
}

#[test]
fn checkpoints_are_the_same_at_every_depth_and_resume_between_any_two_items() {
    let service = Service::ready(1, |number, _| Ok(page_of(5, number)));
    let checkpoints = |depth| {
        let mut items = with_total_pages(&service).prefetch(depth).items();
        let mut checkpoints = vec![items.checkpoint()];
        while let Some(read) = drain_one(&mut items) {
            assert_eq!(read, Ok(u32::try_from(checkpoints.len() - 1).unwrap()));
            checkpoints.push(items.checkpoint());
        }
        checkpoints
    };
    let expected = checkpoints(0);
    assert_eq!(expected.len(), 11);
    for depth in [1, 2, 5, 9] {
        let checkpoints = checkpoints(depth);
        assert_eq!(checkpoints, expected);
        for (read, checkpoint) in checkpoints.into_iter().enumerate() {
            let json = serde_json::to_string(&checkpoint).unwrap();
            let checkpoint: Checkpoint<u32> = serde_json::from_str(&json).unwrap();
            let rest = with_total_pages(&service).resume_from(checkpoint);
            let rest: Result<Vec<u32>, _> =
                drain(rest.prefetch(depth).items()).into_iter().collect();
            assert_eq!(rest, Ok((u32::try_from(read).unwrap()..10).collect()));
        }
    }
}

/// Returns the next item.
fn drain_one<P>(items: &mut paginate_core::Items<P>) -> Option<Result<u32, Error<Throttled>>>
where
    P: Paginator<Item = u32, Error = Throttled>,
{
    (0..100).find_map(|_| match paginate_tests::script::poll_once(items) {
        std::task::Poll::Ready(item) => Some(item),
        std::task::Poll::Pending => None,
    })?
}

#[test]
fn resumed_listing_ends_at_an_empty_page_if_only_the_total_of_items_is_known() {
    // Five pages of three items and one of two. The total is one page too high.
    let service = Service::ready(1, |number, _| {
        let size = [3, 3, 3, 3, 3, 2].get(number as usize - 1);
        Ok(Page::of(vec![number; size.copied().unwrap_or(0)]).with_total(20))
    });
    let listing = || {
        let operation = service.operation().page_number(1, |_, number| Some(number));
        operation
            .total_items(|page| page.total)
            .item_count(|page| page.items.len())
            .items(|page| page.items)
    };
    for depth in [0, 3] {
        let mut items = listing().prefetch(depth).items();
        let read: Vec<Result<u32, Error<Throttled>>> = drain(&mut items);
        assert_eq!((read.len(), items.page_count()), (17, 7));
        // From the last page, the page size seems to be two, and the total of 20 far away.
        let listing = listing().resume_from(Checkpoint::at(6));
        let mut items = listing.prefetch(depth).items();
        let read: Vec<Result<u32, Error<Throttled>>> = drain(&mut items);
        assert_eq!(read, [Ok(6), Ok(6)]);
        assert!(items.is_complete());
        assert_eq!(items.page_count(), 2);
    }
}

#[test]
fn empty_page_does_not_end_a_listing_that_is_resumed_at_its_first_page() {
    let service = Service::ready(1, |number, _| {
        let size = [2, 0, 2, 2][number as usize - 1];
        Ok(Page::of(vec![number; size]).with_total(6))
    });
    let operation = service.operation().page_number(1, |_, number| Some(number));
    let listing = operation
        .total_items(|page| page.total)
        .item_count(|page| page.items.len())
        .items(|page| page.items);
    let items = listing.resume_from(Checkpoint::at(1)).items();
    let items: Vec<Result<u32, Error<Throttled>>> = drain(items);
    assert_eq!(items, [Ok(1), Ok(1), Ok(3), Ok(3), Ok(4), Ok(4)]);
}

#[test]
fn resume_forgets_the_total_of_the_listing() {
    // The total is only on the first page.
    let service = Service::ready(1, |number, _| {
        Ok(page_of(4, number).with_total((number == 1).then_some(2)))
    });
    let operation = service.operation().page_number(1, |_, number| Some(number));
    let mut listing = operation
        .total_pages(|page| page.total)
        .item_count(|page| page.items.len())
        .items(|page| page.items);
    let read: Vec<Result<u32, Error<Throttled>>> = drain((&mut listing).items());
    assert_eq!(read.len(), 4);
    let rest = listing.resume_from(Checkpoint::at(2));
    assert_eq!(drain(rest.items()).len(), 6);
}

#[test]
fn offset_is_the_token() {
    let service = Service::ready(0, |offset, _| {
        let items: Vec<u32> = (offset..10.min(offset + 3)).collect();
        Ok(Page::of(items).with_total(10))
    });
    for depth in [0, 1, 4] {
        let listing = with_offsets(&service).resume_from(Checkpoint::at(4));
        let mut items = listing.prefetch(depth).items();
        assert_eq!(drain(&mut items), (4..10).map(Ok).collect::<Vec<_>>());
        assert!(items.checkpoint().is_end());
    }
}

#[test]
fn retry_after_an_error_resumes_in_the_middle_of_a_page() {
    for depth in [0, 1, 4] {
        let service = Service::ready(1, |number, nth| {
            if number == 3 && nth < 2 {
                return Err(Throttled);
            }
            Ok(page_of(4, number))
        });
        let mut items = until_empty(&service).prefetch(depth).items();
        assert_eq!(drain(&mut items).len(), 5);
        // The checkpoint is after the last item that was yielded.
        let rest = until_empty(&service).resume_from(items.checkpoint());
        let (page, source) = (3, Throttled);
        assert_eq!(
            drain(rest.items()),
            [Err(Error::Operation { page, source })]
        );
        items.retry();
        assert_eq!(drain(&mut items), (4..8).map(Ok).collect::<Vec<_>>());
    }
}

#[test]
fn resumed_listing_guesses_nothing_before_its_first_page() {
    let service = Service::waiting(0, |offset, _| {
        Ok(Page::of((offset..9.min(offset + 3)).collect::<Vec<_>>()))
    });
    let mut listing = with_offsets(&service).prefetch(2);
    let start = (&mut listing).items().checkpoint();
    let _ = poll_once(&mut (&mut listing).items());
    service.complete(0);
    assert!(poll_once(&mut (&mut listing).items()).is_ready());
    assert_eq!(service.in_flight(), [3, 6]);
    let mut items = listing.resume_from(start).items();
    assert!(poll_once(&mut items).is_pending());
    assert_eq!(service.in_flight(), [0]);
}

#[test]
fn resumed_listing_guesses_as_many_pages_as_a_new_one() {
    // Every guess after the first page is wrong.
    let service = Service::waiting(0, |offset, _| {
        let size = if offset == 0 { 10 } else { 9 };
        Ok(Page::of((offset..offset + size).collect::<Vec<_>>()).with_total(5_000))
    });
    let mut listing = with_offsets(&service).prefetch(4);
    let start = (&mut listing).items().checkpoint();
    for _ in 0..200 {
        if poll_once(&mut (&mut listing).items()).is_pending() {
            service.tick();
        }
    }
    let mut items = listing.resume_from(start).items();
    assert!(poll_once(&mut items).is_pending());
    service.tick();
    assert!(poll_once(&mut items).is_ready());
    assert_eq!(service.in_flight(), [10, 20, 30, 40]);
}
