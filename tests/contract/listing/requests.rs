//! When a request is sent, with which token, and when it is dropped.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use futures_core::FusedStream;
use paginate_core::Paginator;
use paginate_tests::script::{Request, Script, drain, last, page, poll_once};

#[test]
fn listing_sends_nothing_before_the_first_poll() {
    let script = Script::new([last([1])]);
    let mut items = script.paginator().items();
    drop(items.next());
    assert_eq!(script.sent(), []);
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(1))));
    assert_eq!(script.sent().len(), 1);
}

#[test]
fn page_is_requested_after_the_last_item_of_the_previous_page() {
    let script = Script::new([page([1, 2], "b"), last([3])]);
    let mut items = script.paginator().items();
    for (item, requests, page) in [(1, 1, 1), (2, 1, 1), (3, 2, 2)] {
        assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(item))));
        assert_eq!((script.sent().len(), items.page_count()), (requests, page));
    }
    assert_eq!(poll_once(&mut items), Poll::Ready(None));
    assert_eq!(script.sent().len(), 2);
}

#[test]
fn requests_differ_only_in_the_token() {
    let script = Script::new([page([1], "b"), page([2], "c"), last([3])]);
    assert_eq!(drain(script.paginator().items()), [Ok(1), Ok(2), Ok(3)]);
    let request = |token: Option<&str>| Request {
        filter: "mine",
        token: token.map(Into::into),
    };
    assert_eq!(
        script.sent(),
        [request(None), request(Some("b")), request(Some("c"))]
    );
}

#[test]
fn listing_has_one_request_in_flight_at_a_time() {
    let script = Script::new([page([1], "b").after(2), last([2]).after(1)]);
    let mut items = script.paginator().items();
    let mut polls = Vec::new();
    while !items.is_terminated() {
        polls.push((
            poll_once(&mut items),
            script.in_flight(),
            script.sent().len(),
        ));
        assert!(polls.len() < 100, "the stream does not end");
    }
    let expected = [
        (Poll::Pending, 1, 1),
        (Poll::Pending, 1, 1),
        (Poll::Ready(Some(Ok(1))), 0, 1),
        (Poll::Pending, 1, 2),
        (Poll::Ready(Some(Ok(2))), 0, 2),
        (Poll::Ready(None), 0, 2),
    ];
    assert_eq!(polls, expected);
}

#[test]
fn next_is_cancel_safe() {
    let script = Script::new([page([1], "b").after(2), last([2, 3]).after(1)]);
    let mut items = script.paginator().items();
    let mut yielded = Vec::new();
    let mut polls = 0;
    while !items.is_terminated() {
        // Each poll uses a new future. The previous one was dropped while it was pending.
        let next = pin!(items.next());
        polls += 1;
        assert!(polls < 100, "the stream does not end");
        if let Poll::Ready(Some(item)) = next.poll(&mut Context::from_waker(Waker::noop())) {
            yielded.push(item);
        }
    }
    assert_eq!((yielded, polls), (vec![Ok(1), Ok(2), Ok(3)], 7));
    assert_eq!(script.tokens(), [None, Some("b".into())]);
}

#[test]
fn dropped_listing_drops_its_request() {
    let script = Script::new([last([1]).after(1)]);
    let mut items = script.paginator().items();
    assert_eq!(poll_once(&mut items), Poll::Pending);
    assert_eq!(script.in_flight(), 1);
    drop(items);
    assert_eq!(script.in_flight(), 0);
}
