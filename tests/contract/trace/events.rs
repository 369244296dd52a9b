//! The events of a listing, which show what its consumer gets.

use std::future::{Ready, ready};
use std::iter::{RepeatN, repeat_n};

use paginate_core::{Checkpoint, Error, Paginator, RepeatedTokenPolicy, operation, testing};
use paginate_tests::script::drain;
use tracing::info_span;

use crate::record::{events, record, starting_with};
use crate::service::{chained, ready_at_second_poll, short_second_page, typed};

#[test]
fn events_report_each_page_and_the_end() {
    let lines = record(|| {
        drain(chained(2).items());
    });
    assert_eq!(
        events(&lines),
        [
            "page received page=1 listing=chained items=2",
            "page received page=2 listing=chained items=2",
            "listing ended pages=2 listing=chained",
        ]
    );
}

#[test]
fn empty_page_has_no_items() {
    let lines = record(|| {
        drain(testing::script::<u32, ()>([Ok(vec![]), Ok(vec![7])]).items());
    });
    assert_eq!(
        events(&lines),
        [
            "page received page=1 items=0",
            "page received page=2 items=1",
            "listing ended pages=2",
        ]
    );
}

#[test]
fn pages_have_no_number_of_items() {
    let lines = record(|| {
        drain(chained(2).pages());
    });
    assert_eq!(
        events(&lines),
        [
            "page received page=1 listing=chained",
            "page received page=2 listing=chained",
            "listing ended pages=2 listing=chained",
        ]
    );
}

#[test]
fn iterator_without_a_length_has_no_number_of_items() {
    let listing = operation(0)
        .send(async |page: u32| Ok::<_, ()>(page))
        .output_token(|_| None)
        .input_token(|_, next| next)
        .items(|page| [page, 1, 2].into_iter().filter(|item| item % 2 == 0));
    let listing = typed(listing);
    let lines = record(|| assert_eq!(drain(listing.items()), [Ok(0), Ok(2)]));
    assert_eq!(
        events(&lines),
        ["page received page=1", "listing ended pages=1"]
    );
}

#[test]
fn events_are_in_the_span_of_the_consumer() {
    let lines = record(|| {
        let _span = info_span!("consumer").entered();
        drain(chained(1).items());
    });
    assert_eq!(
        starting_with(&lines, &["DEBUG paginate"]),
        [
            "DEBUG paginate: page received page=1 listing=chained items=2 [consumer]",
            "DEBUG paginate: listing ended pages=1 listing=chained [consumer]",
        ]
    );
}

#[test]
fn failed_request_and_retry_are_reported() {
    let script = || testing::script([Ok(vec![1]), Err("refused"), Err("refused"), Ok(vec![2, 3])]);
    for depth in 0..4 {
        let lines = record(|| {
            let mut items = script().prefetch(depth).items();
            let mut collected = vec![];
            for _ in 0..2 {
                let next = drain(&mut items);
                let failed = matches!(next.last(), Some(Err(Error::Operation { page: 2, .. })));
                assert!(failed, "{next:?}");
                collected.extend(next.into_iter().flatten());
                items.retry();
            }
            collected.extend(drain(&mut items).into_iter().flatten());
            assert_eq!(collected, [1, 2, 3]);
        });
        assert_eq!(
            events(&lines),
            [
                "page received page=1 items=1",
                "listing failed page=2 error=the request for page 2 failed",
                "retry page=2",
                "listing failed page=2 error=the request for page 2 failed",
                "retry page=2",
                "page received page=2 items=2",
                "listing ended pages=2",
            ]
        );
    }
}

#[test]
fn page_with_a_missing_token_is_reported_again_after_a_retry() {
    let mut requests = 0;
    let listing = operation(0)
        .send(move |page: u32| {
            requests += 1;
            std::future::ready(Ok::<_, ()>((page, requests)))
        })
        .output_token(|(page, requests)| (*page == 0 && *requests > 1).then_some(1))
        .input_token(|_, next| next)
        .more_results(|(page, _)| *page == 0)
        .items(|(page, _)| [page]);
    let mut items = typed(listing).items();
    let lines = record(|| {
        let first = drain(&mut items);
        assert_eq!(first, [Ok(0), Err(Error::MissingToken { page: 1 })]);
        items.retry();
        assert_eq!(drain(items), [Ok(1)]);
    });
    assert_eq!(
        events(&lines),
        [
            "page received page=1 items=1",
            "listing failed page=1 error=page 1 reported more results but carried no token",
            "retry page=1",
            "page received page=1 items=1",
            "page received page=2 items=1",
            "listing ended pages=2",
        ]
    );
}

#[test]
fn page_limit_is_an_error_and_no_end() {
    let lines = record(|| {
        drain(chained(3).max_pages(1).items());
    });
    assert_eq!(
        events(&lines),
        [
            "page received page=1 listing=chained items=2",
            "listing failed page=1 listing=chained error=the listing has more pages than the limit of 1",
        ]
    );
}

#[test]
fn retry_without_an_error_is_not_reported() {
    let lines = record(|| {
        let mut items = chained(1).items();
        items.retry();
        drain(&mut items);
        items.retry();
        drain(items);
    });
    assert_eq!(
        events(&lines),
        [
            "page received page=1 listing=chained items=2",
            "listing ended pages=1 listing=chained",
        ]
    );
}

#[test]
fn resumed_listing_continues_the_numbers() {
    let lines = record(|| {
        let mut first = chained(3).pages();
        while first.page_count() < 2 {
            let _ = paginate_tests::script::poll_once(&mut first);
        }
        drain(chained(3).resume_from(first.checkpoint()).items());
    });
    assert_eq!(
        events(&lines)[2..],
        [
            "page received page=3 listing=chained items=2",
            "listing ended pages=3 listing=chained",
        ]
    );
    // All pages have been read, so nothing is requested.
    let lines = record(|| {
        let mut first = chained(1).items();
        drain(&mut first);
        drain(chained(1).resume_from(first.checkpoint()).items());
    });
    assert_eq!(events(&lines).len(), 2);
}

/// Fails the first request for the third page.
fn fail_third_page_once() -> impl FnMut(u32) -> Ready<Result<u32, &'static str>> {
    let mut failed = false;
    move |page| {
        let fails = page == 3 && !failed;
        failed |= fails;
        ready(if fails { Err("refused") } else { Ok(page) })
    }
}

/// Three items, or two on the second page.
fn items(page: u32) -> RepeatN<u32> {
    repeat_n(page, if page == 2 { 2 } else { 3 })
}

/// Token-chained pages. The third page fails once, and the fifth repeats its token.
fn eventful_tokens() -> impl Paginator<Item = u32, Error = &'static str> {
    operation(1)
        .send(fail_third_page_once())
        .output_token(|page| Some((page + 1).min(5)))
        .input_token(|_, next| next)
        .items(items)
}

/// Five numbered pages. The third page fails once.
fn eventful_numbers() -> impl Paginator<Item = u32, Error = &'static str> {
    operation(1)
        .send(fail_third_page_once())
        .page_number(1, |_, number| number)
        .total_pages(|_| Some(5))
        .items(items)
}

/// Reads a listing that fails once.
fn lines_of(listing: impl Paginator) -> Vec<String> {
    record(|| {
        let mut items = listing.items();
        drain(&mut items);
        items.retry();
        drain(items);
    })
}

#[test]
fn events_are_the_same_at_every_prefetch_depth() {
    let read = |is_numbered, depth| {
        if is_numbered {
            lines_of(eventful_numbers().prefetch(depth))
        } else {
            lines_of(eventful_tokens().prefetch(depth))
        }
    };
    for (is_numbered, last) in [(true, "listing ended"), (false, "listing failed page=5")] {
        let lines = read(is_numbered, 0);
        let expected = events(&lines);
        assert_eq!(expected.len(), 8, "{expected:?}");
        assert_eq!(expected[1], "page received page=2 items=2");
        assert!(expected[2].starts_with("listing failed page=3"));
        assert_eq!(expected[3], "retry page=3");
        assert!(expected[7].starts_with(last), "{expected:?}");
        for depth in 1..8 {
            assert_eq!(events(&read(is_numbered, depth)), expected, "{depth}");
        }
    }
}

#[test]
fn wrong_guesses_are_reported() {
    let traces = |lines: &[String]| -> Vec<String> {
        let traces = starting_with(lines, &["TRACE paginate: "]);
        traces.into_iter().map(ToOwned::to_owned).collect()
    };
    let by_offset = |depth| {
        record(|| {
            let items = drain(short_second_page().prefetch(depth).items());
            assert_eq!(items.into_iter().flatten().count(), 11);
        })
    };
    assert_eq!(traces(&by_offset(0)), [""; 0]);
    assert_eq!(traces(&by_offset(1)), [""; 0]);
    assert_eq!(
        traces(&by_offset(4)),
        ["TRACE paginate: wrong guesses dropped page=3 listing=words requests=2"]
    );
    // The second page is empty. Requests for pages after it were sent before it arrived.
    let lines = record(|| {
        drain(numbered_until_empty().prefetch(4).items());
    });
    assert_eq!(
        traces(&lines),
        ["TRACE paginate: wrong guesses dropped page=3 requests=2"]
    );
}

/// A page of one item, and then empty ones.
fn numbered_until_empty() -> impl Paginator<Item = u32, Error = ()> {
    operation(1)
        .send(ready_at_second_poll::<u32>)
        .page_number(1, |_, number| number)
        .item_count(|number| usize::from(*number < 2))
        .items(|number| (number < 2).then_some(number))
}

#[test]
fn repeated_token_is_an_end_or_an_error_as_the_policy_says() {
    let last_event = |policy| {
        let listing = operation(1)
            .send(async |page: u32| Ok::<_, ()>(page))
            .output_token(|page| Some(*page))
            .input_token(|_, next| next)
            .repeated_token(policy)
            .items(|page| [page]);
        let listing = typed(listing).resume_from(Checkpoint::at(5));
        let lines = record(|| {
            drain(listing.items());
        });
        events(&lines)[1].to_owned()
    };
    assert_eq!(
        last_event(RepeatedTokenPolicy::End),
        "listing ended pages=1"
    );
    assert_eq!(
        last_event(RepeatedTokenPolicy::Error),
        "listing failed page=1 error=page 1 carried a token that was already used"
    );
}
