//! The spans of requests.

use std::panic::{RefUnwindSafe, UnwindSafe};
use std::task::Poll;

use paginate_core::{Checkpoint, Paginator, operation};
use paginate_tests::has_auto_trait;
use paginate_tests::script::{drain, poll_once};
use tracing::{info, info_span};
use tracing_subscriber::filter::LevelFilter;

use crate::record::{record, record_up_to, starting_with};
use crate::service::{chained, numbered, pending_once, short_second_page, typed};

#[test]
fn request_is_sent_polled_and_dropped_in_its_span() {
    let lines = record(|| {
        let mut items = chained(1).items();
        assert_eq!(poll_once(&mut items), Poll::Pending);
        info!("between two polls");
        drain(items);
    });
    let span = "paginate::page page=1 listing=chained";
    let [new, enter, exit, close] =
        ["new", "enter", "exit", "close"].map(|word| format!("{word} {span}"));
    let event = |text: &str| format!("INFO trace::service: {text} [{span}]");
    let outside = |text: &str| format!("INFO trace::{text}");
    let expected = [
        new,
        enter.clone(),
        event("send"),
        exit.clone(),
        enter.clone(),
        event("first poll"),
        exit.clone(),
        outside("spans: between two polls"),
        enter.clone(),
        event("second poll"),
        event("drop"),
        exit.clone(),
        enter,
        exit,
        close,
        outside("service: output token"),
        outside("service: items"),
        "DEBUG paginate: page received page=1 listing=chained items=2".into(),
        "DEBUG paginate: listing ended pages=1 listing=chained".into(),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn each_page_has_a_span() {
    let lines = record(|| {
        drain(chained(3).items());
    });
    assert_eq!(
        starting_with(&lines, &["new", "close"]),
        [
            "new paginate::page page=1 listing=chained",
            "close paginate::page page=1 listing=chained",
            "new paginate::page page=2 listing=chained",
            "close paginate::page page=2 listing=chained",
            "new paginate::page page=3 listing=chained",
            "close paginate::page page=3 listing=chained",
        ]
    );
    // The token is set in the span of the request.
    assert_eq!(
        starting_with(&lines, &["INFO trace::service: input token"]),
        [2, 3].map(|page| format!(
            "INFO trace::service: input token [paginate::page page={page} listing=chained]"
        ))
    );
}

#[test]
fn parent_is_the_span_that_is_current_when_the_request_is_sent() {
    let lines = record(|| {
        let mut items = chained(2).items();
        let first = info_span!("first");
        assert_eq!(first.in_scope(|| poll_once(&mut items)), Poll::Pending);
        let second = info_span!("second");
        second.in_scope(|| drain(items));
    });
    assert_eq!(
        starting_with(&lines, &["new paginate"]),
        [
            "new paginate::page page=1 listing=chained [first]",
            "new paginate::page page=2 listing=chained [second]",
        ]
    );
}

#[test]
fn listing_in_a_request_is_in_the_span_of_the_request() {
    let outer = operation(0)
        .name("outer")
        .send(async |_: u32| Ok::<_, ()>(drain(numbered(1).items())))
        .output_token(|_| None)
        .input_token(|_, next| next)
        .items(|page| page.into_iter().flatten());
    let outer = typed(outer);
    let lines = record(|| assert_eq!(drain(outer.items()), [Ok(10), Ok(11)]));
    assert_eq!(
        starting_with(&lines, &["new paginate"])[1],
        "new paginate::page page=1 listing=numbered [paginate::page page=1 listing=outer]"
    );
}

#[test]
fn dropped_listing_drops_its_request_in_its_span() {
    for depth in [0, 2] {
        let lines = record(|| {
            let mut items = chained(1).prefetch(depth).items();
            assert_eq!(poll_once(&mut items), Poll::Pending);
            info!("pending");
        });
        let span = "paginate::page page=1 listing=chained";
        assert_eq!(
            lines[lines.len() - 5..],
            [
                "INFO trace::spans: pending".to_owned(),
                format!("enter {span}"),
                format!("INFO trace::service: drop [{span}]"),
                format!("exit {span}"),
                format!("close {span}"),
            ]
        );
    }
}

#[test]
fn resumed_listing_drops_its_requests_and_continues_the_numbers() {
    let lines = record(|| {
        let mut pages = chained(3).pages();
        while pages.page_count() < 1 {
            let _ = poll_once(&mut pages);
        }
        drain(chained(3).resume_from(pages.checkpoint()).items());
        let _ = poll_once(&mut chained(3).resume_from(Checkpoint::at(3)).items());
    });
    assert_eq!(
        starting_with(&lines, &["new"]),
        [
            "new paginate::page page=1 listing=chained",
            "new paginate::page page=2 listing=chained",
            "new paginate::page page=3 listing=chained",
            // A checkpoint at a token counts from 1.
            "new paginate::page page=1 listing=chained",
        ]
    );
}

#[test]
fn prefetched_request_is_sent_while_items_are_read() {
    let lines = record(|| {
        let mut items = chained(2).prefetch(1).items();
        let item = loop {
            if let Poll::Ready(item) = poll_once(&mut items) {
                break item;
            }
        };
        info!(item = ?item.unwrap());
        drain(items);
    });
    assert_eq!(
        starting_with(&lines, &["new", "close", "INFO trace::spans", "DEBUG"]),
        [
            "new paginate::page page=1 listing=chained",
            "close paginate::page page=1 listing=chained",
            "new paginate::page page=2 listing=chained",
            "DEBUG paginate: page received page=1 listing=chained items=2",
            "close paginate::page page=2 listing=chained",
            "INFO trace::spans: item=Ok(10)",
            "DEBUG paginate: page received page=2 listing=chained items=2",
            "DEBUG paginate: listing ended pages=2 listing=chained",
        ]
    );
}

#[test]
fn requests_in_flight_have_their_own_spans() {
    let lines = record(|| {
        let mut items = numbered(9).prefetch(4).items();
        assert_eq!(poll_once(&mut items), Poll::Pending);
        info!("pending");
        drain(items);
    });
    let spans: Vec<String> = (1..=9)
        .map(|page| format!("paginate::page page={page} listing=numbered"))
        .collect();
    let new = starting_with(&lines, &["new"]);
    assert_eq!(
        new,
        spans
            .iter()
            .map(|span| format!("new {span}"))
            .collect::<Vec<_>>()
    );
    let pending = lines.iter().position(|line| line.ends_with("pending"));
    let sent_at_once = starting_with(&lines[..pending.unwrap()], &["new"]).len();
    assert_eq!(sent_at_once, 4);
    assert!(starting_with(&lines[..pending.unwrap()], &["close"]).is_empty());
    for text in ["send", "first poll", "second poll", "drop"] {
        let events = starting_with(&lines, &[&format!("INFO trace::service: {text}")]);
        let mut expected: Vec<String> = spans
            .iter()
            .map(|span| format!("INFO trace::service: {text} [{span}]"))
            .collect();
        expected.sort_unstable();
        let mut events = events;
        events.sort_unstable();
        assert_eq!(events, expected);
    }
    // Only polls that have something to do enter a span: sending, two polls, and dropping.
    assert_eq!(starting_with(&lines, &["enter"]).len(), 4 * 9);
    assert_eq!(starting_with(&lines, &["exit"]).len(), 4 * 9);
    assert_eq!(starting_with(&lines, &["close"]).len(), 9);
}

#[test]
fn failed_page_gets_a_new_span_with_the_same_number() {
    let mut failed = false;
    let listing = operation(1)
        .send(move |number: u32| {
            let fails = number == 3 && !failed;
            failed |= fails;
            async move {
                pending_once().await;
                if fails { Err(()) } else { Ok(number) }
            }
        })
        .page_number(1, |_, number| number)
        .total_pages(|_| Some(5))
        .items(|number| [number]);
    let mut items = typed(listing).prefetch(3).items();
    let lines = record(|| {
        assert_eq!(drain(&mut items).len(), 3);
        items.retry();
        assert_eq!(drain(items), [Ok(3), Ok(4), Ok(5)]);
    });
    let mut pages: Vec<&str> = starting_with(&lines, &["new"]);
    pages.sort_unstable();
    assert_eq!(
        pages,
        [1, 2, 3, 3, 4, 5].map(|page| format!("new paginate::page page={page}"))
    );
}

#[test]
fn requests_after_a_wrong_guess_have_the_numbers_of_their_pages() {
    let lines = record(|| {
        drain(short_second_page().prefetch(4).items());
    });
    assert_eq!(
        starting_with(&lines, &["new"]),
        [1, 2, 3, 4, 3, 4].map(|page| format!("new paginate::page page={page} listing=words"))
    );
}

/// A listing whose parts have all auto traits.
fn plain() -> impl Paginator<Item = u32, Error = ()> {
    operation(1)
        .send(|page: u32| std::future::ready(Ok::<_, ()>(page)))
        .output_token(|_| None)
        .input_token(|_, next| next)
        .items(|page| [page])
}

/// A listing whose request holds a `&mut`, which is not `UnwindSafe`.
fn with_mutable_reference() -> impl Paginator<Item = u32, Error = ()> {
    operation(1)
        .send(|page: u32| {
            let page = Box::leak(Box::new(page));
            async move {
                *page += 1;
                Ok::<_, ()>(*page)
            }
        })
        .output_token(|_| None)
        .input_token(|_, next| next)
        .items(|page| [page])
}

#[test]
fn span_adds_no_auto_trait_to_a_listing() {
    assert!(!has_auto_trait!(UnwindSafe, with_mutable_reference()));
}

#[test]
fn span_keeps_the_auto_traits_of_a_listing() {
    assert!(has_auto_trait!(Send, plain()));
    assert!(has_auto_trait!(Sync, plain()));
    assert!(has_auto_trait!(Unpin, plain()));
    assert!(has_auto_trait!(UnwindSafe, plain()));
    assert!(has_auto_trait!(RefUnwindSafe, plain()));
}

#[test]
fn subscriber_without_interest_gets_no_span_and_no_event() {
    let lines = record_up_to(LevelFilter::INFO, || {
        assert_eq!(drain(chained(2).items()).len(), 4);
    });
    let of_paginate = starting_with(&lines, &["new", "DEBUG", "TRACE"]);
    assert!(of_paginate.is_empty(), "{lines:?}");
    assert_eq!(lines[0], "INFO trace::service: send");
}
