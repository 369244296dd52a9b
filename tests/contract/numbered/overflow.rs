//! Numbers that do not fit into their type.

use paginate_core::{Checkpoint, Error, Paginator, operation};
use paginate_tests::numbered::Throttled;
use paginate_tests::script::drain;

/// Lists one item per page, the number of the page, without an end.
fn endless(first: u8) -> impl Paginator<Page = u8, Item = u8, Token = u8, Error = Throttled> {
    operation(first)
        .send(async |number: u8| Ok::<_, Throttled>(number))
        .page_number(first, |_, number| number)
        .more_results(|_| true)
        .items(|number| [number])
}

/// Lists pages of `size` items at `u8` offsets.
fn at_offsets(
    size: usize,
    total: u64,
) -> impl Paginator<Page = u8, Item = u8, Token = u8, Error = Throttled> {
    operation(0)
        .send(async |offset: u8| Ok::<_, Throttled>(offset))
        .offset(move |_| size, |_, offset| offset)
        .total_items(move |_| Some(total))
        .items(|offset| [offset])
}

#[test]
fn page_number_overflow_is_an_error_after_the_last_page() {
    for depth in [0, 1, 5] {
        let mut items = endless(253).prefetch(depth).items();
        let overflow = Err(Error::PageNumberOverflow { page: 3 });
        assert_eq!(
            drain(&mut items),
            [Ok(253), Ok(254), Ok(255), overflow.clone()]
        );
        assert!(!items.is_complete());
        // The page is requested again, and its item is not yielded again.
        items.retry();
        assert_eq!(drain(&mut items), [overflow]);
        let rest = endless(253).resume_from(items.checkpoint());
        let overflow = Err(Error::PageNumberOverflow { page: 3 });
        assert_eq!(drain(rest.prefetch(depth).items()), [overflow]);
    }
    let error = Error::<()>::PageNumberOverflow { page: 3 };
    assert_eq!(error.page(), 3);
    assert_eq!(
        error.to_string(),
        "the number or offset after page 3 is too large for its type"
    );
}

#[test]
fn offset_overflow_is_an_error_after_the_last_page() {
    for depth in [0, 1, 5] {
        let items = drain(at_offsets(100, 1_000).prefetch(depth).items());
        let overflow = Err(Error::PageNumberOverflow { page: 3 });
        assert_eq!(items, [Ok(0), Ok(100), Ok(200), overflow]);
        // The listing ends before the offset overflows.
        let items = drain(at_offsets(100, 300).prefetch(depth).items());
        assert_eq!(items, [Ok(0), Ok(100), Ok(200)]);
        // A count that alone does not fit.
        let items = drain(at_offsets(1_000, 2_000).prefetch(depth).items());
        assert_eq!(items, [Ok(0), Err(Error::PageNumberOverflow { page: 1 })]);
    }
}

#[test]
fn last_number_of_the_type_can_be_the_last_page() {
    for depth in [0, 5] {
        let listing = operation(253)
            .send(async |number: u8| Ok::<_, Throttled>(number))
            .page_number(253, |_, number| number)
            .total_pages(|_| Some(3))
            .items(|number| [number]);
        let mut items = listing.prefetch(depth).items();
        let read: Vec<Result<u8, Error<Throttled>>> = drain(&mut items);
        assert_eq!(read, [Ok(253), Ok(254), Ok(255)]);
        assert!(items.is_complete());
    }
}

#[test]
fn number_before_the_first_page_does_not_end_the_listing() {
    let listing = operation(0)
        .send(async |number: i32| Ok::<_, Throttled>(number))
        .page_number(1, |_, number| number)
        .total_pages(|_| Some(2))
        .items(|number| [number]);
    let items: Vec<Result<i32, Error<Throttled>>> =
        drain(listing.resume_from(Checkpoint::at(-2)).items());
    assert_eq!(items, [Ok(-2), Ok(-1), Ok(0), Ok(1), Ok(2)]);
}
