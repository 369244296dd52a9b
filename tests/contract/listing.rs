//! What a listing promises, poll by poll and without a runtime.

use std::convert::Infallible;
use std::marker::PhantomPinned;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::{FusedStream, Stream};
use paginate_core::{Error, Paginator, operation};
use paginate_tests::script::{
    Page, Refused, Request, Script, Wakes, drain, last, page, poll_once, refused,
};
use paginate_tests::server::{PageSpec, Server};

#[test]
fn nothing_is_sent_before_the_first_poll() {
    let script = Script::new([last([1])]);
    let mut items = script.paginator().items();
    drop(items.next());
    assert_eq!(script.sent(), []);
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(1))));
    assert_eq!(script.sent().len(), 1);
}

#[test]
fn a_page_is_asked_for_when_the_items_before_it_are_read() {
    let script = Script::new([page([1, 2], "b"), last([3])]);
    let mut items = script.paginator().items();
    for (item, requests, page) in [(1, 1, 1), (2, 1, 1), (3, 2, 2)] {
        assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(item))));
        assert_eq!((script.sent().len(), items.page_number()), (requests, page));
    }
    assert_eq!(poll_once(&mut items), Poll::Ready(None));
    assert_eq!(script.sent().len(), 2);
}

#[test]
fn only_the_token_changes_between_requests() {
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
fn one_request_is_in_flight_at_a_time() {
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
fn an_empty_page_does_not_end_it() {
    let script = Script::new([
        page([], "b"),
        page([1], "c"),
        page([], "d"),
        page([], "e"),
        last([]),
    ]);
    assert_eq!(drain(script.paginator().items()), [Ok(1)]);
    assert_eq!(script.sent().len(), 5);
}

#[test]
fn pages_are_given_as_they_came() {
    let script = Script::new([page([1, 2], "b"), page([], "c"), last([3])]);
    let mut pages = script.paginator().pages();
    assert_eq!(pages.page_number(), 0);
    for (number, (items, next)) in [
        (vec![1, 2], Some("b")),
        (vec![], Some("c")),
        (vec![3], None),
    ]
    .into_iter()
    .enumerate()
    {
        let expected = Page {
            items,
            next: next.map(Into::into),
        };
        assert_eq!(poll_once(&mut pages), Poll::Ready(Some(Ok(expected))));
        assert_eq!(pages.page_number(), number as u64 + 1);
    }
    assert_eq!(poll_once(&mut pages), Poll::Ready(None));
}

#[test]
fn an_error_comes_once_with_its_page_and_then_nothing_for_ever() {
    let script = Script::new([page([1, 2], "b"), refused("throttled").after(1)]);
    let mut items = script.paginator().items();
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(1))));
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(2))));
    assert_eq!(poll_once(&mut items), Poll::Pending);
    assert!(!items.is_terminated());
    let error = Error::Operation {
        page: 2,
        source: Refused("throttled"),
    };
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Err(error))));
    for _ in 0..3 {
        assert!(items.is_terminated());
        assert_eq!(poll_once(&mut items), Poll::Ready(None));
    }
    assert_eq!(script.sent().len(), 2);
}

#[test]
fn the_end_is_the_end_for_ever() {
    let script = Script::new([last([1])]);
    let mut pages = script.paginator().pages();
    assert!(matches!(poll_once(&mut pages), Poll::Ready(Some(Ok(_)))));
    for _ in 0..3 {
        assert_eq!(poll_once(&mut pages), Poll::Ready(None));
        assert!(pages.is_terminated());
    }
}

#[test]
fn a_repeated_token_is_an_error_after_its_page() {
    fn repeated<T>(page: u64) -> Result<T, Error<Refused>> {
        Err(Error::RepeatedToken { page })
    }

    let same = Script::new([page([1], "b"), page([2], "b")]);
    assert_eq!(drain(same.paginator().items()), [Ok(1), Ok(2), repeated(2)]);

    let alternating = Script::new([page([1], "b"), page([2], "c"), page([3], "b")]);
    assert_eq!(
        drain(alternating.paginator().items()),
        [Ok(1), Ok(2), Ok(3), repeated(3)]
    );
    assert_eq!(alternating.sent().len(), 3);

    let empty = Script::new([page([1], "b"), page([], "b")]);
    let mut pages = empty.paginator().pages();
    assert!(matches!(poll_once(&mut pages), Poll::Ready(Some(Ok(_)))));
    assert!(matches!(poll_once(&mut pages), Poll::Ready(Some(Ok(_)))));
    assert!(!pages.is_terminated());
    assert_eq!(poll_once(&mut pages), Poll::Ready(Some(repeated(2))));
    assert_eq!(poll_once(&mut pages), Poll::Ready(None));
}

#[test]
fn similar_tokens_are_not_the_same() {
    let script = Script::new([
        page([1], "b"),
        page([2], "B"),
        page([3], "b "),
        page([4], "bb"),
        last([5]),
    ]);
    assert_eq!(drain(script.paginator().items()).len(), 5);
}

#[test]
fn a_dropped_next_loses_nothing() {
    let script = Script::new([page([1], "b").after(2), last([2, 3]).after(1)]);
    let mut items = script.paginator().items();
    let mut yielded = Vec::new();
    let mut polls = 0;
    while !items.is_terminated() {
        // A new future for every poll: the one before was dropped half-way.
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
fn a_dropped_listing_drops_its_request() {
    let script = Script::new([last([1]).after(1)]);
    let mut items = script.paginator().items();
    assert_eq!(poll_once(&mut items), Poll::Pending);
    assert_eq!(script.in_flight(), 1);
    drop(items);
    assert_eq!(script.in_flight(), 0);
}

/// Pages that are there as soon as they are asked for, and never end.
fn always_ready(items: &[u32]) -> impl Paginator<Page = u64, Item = u32, Error = Infallible> {
    operation(0)
        .send(async |page: u64| Ok::<_, Infallible>(page))
        .output_token(|page| Some(page + 1))
        .input_token(|_, next| next)
        .items(|_| items.iter().copied())
}

#[test]
fn pages_that_are_always_ready_leave_the_executor_a_turn() {
    fn turns<S: Stream + Unpin>(mut stream: S, polls: usize) -> (usize, usize) {
        let counter = Arc::new(Wakes::default());
        let waker = Waker::from(Arc::clone(&counter));
        let pending = (0..polls)
            .filter(|_| {
                Pin::new(&mut stream)
                    .poll_next(&mut Context::from_waker(&waker))
                    .is_pending()
            })
            .count();
        (pending, counter.count())
    }

    // Each poll comes back, although no page has an item.
    assert_eq!(turns(always_ready(&[]).items(), 10), (10, 10));
    // One poll in 33 comes back with nothing, and has itself polled again.
    assert_eq!(turns(always_ready(&[]).pages(), 330), (10, 10));
    assert_eq!(turns(always_ready(&[7]).items(), 330), (10, 10));
}

#[test]
fn pages_that_are_waited_for_are_not_held_up() {
    let pages = (0..100).map(|n| page([n], &n.to_string()).after(1));
    let script = Script::new(pages.chain([last([100])]));
    let mut items = script.paginator().items();
    let mut pending = 0;
    for _ in 0..300 {
        pending += usize::from(poll_once(&mut items).is_pending());
    }
    assert!(items.is_terminated());
    assert_eq!(pending, 100);
}

#[test]
fn pages_go_on_after_the_page_whose_items_were_being_read() {
    let script = Script::new([page([1, 2], "b"), page([3], "c"), last([4, 5])]);
    let mut paginator = script.paginator();
    assert_eq!(
        poll_once(&mut (&mut paginator).items()),
        Poll::Ready(Some(Ok(1)))
    );
    let next = Page {
        items: vec![3],
        next: Some("c".into()),
    };
    assert_eq!(
        poll_once(&mut (&mut paginator).pages()),
        Poll::Ready(Some(Ok(next)))
    );
    assert_eq!(drain(paginator.items()), [Ok(4), Ok(5)]);
}

#[tokio::test]
async fn what_is_left_of_a_page_is_collected_with_the_rest() {
    let script = Script::new([page([1, 2, 3], "b"), page([], "c"), last([4])]);
    let mut items = script.paginator().items();
    assert_eq!(items.try_next().await, Ok(Some(1)));
    let mut rest = vec![0];
    items.try_extend(&mut rest).await.unwrap();
    assert_eq!(rest, [0, 2, 3, 4]);
    assert_eq!(items.try_next().await, Ok(None));
}

#[test]
fn an_item_becomes_the_declared_one() {
    #[derive(Debug, PartialEq)]
    struct Name(String);

    impl From<&str> for Name {
        fn from(name: &str) -> Self {
            Name(name.into())
        }
    }

    fn names() -> impl Paginator<Item = Name, Error = Box<dyn std::error::Error>> {
        operation(())
            .send(async |()| Ok::<_, std::fmt::Error>(["ada", "grace"]))
            .output_token(|_| None::<u8>)
            .input_token(|(), _| ())
            .items(|page| page)
    }

    let names: Vec<Name> = drain(names().items())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(names, [Name("ada".into()), Name("grace".into())]);
}

#[test]
fn a_paginator_behind_a_pointer_is_a_paginator() {
    let script = Script::new([page([1], "b"), last([2])]);
    let boxed: Box<dyn Paginator<Page = Page, Item = u32, Token = String, Error = Refused>> =
        Box::new(script.paginator());
    assert_eq!(drain(boxed.items()), [Ok(1), Ok(2)]);

    let script = Script::new([page([1], "b"), last([2])]);
    let mut paginator = script.paginator();
    assert_eq!(
        poll_once(&mut (&mut paginator).items()),
        Poll::Ready(Some(Ok(1)))
    );
    assert_eq!(drain(paginator.items()), [Ok(2)]);
}

/// Whether the type of a value has an auto trait: an inherent method is taken before a trait's.
macro_rules! is {
    ($auto:ident, $value:expr) => {{
        struct Probe<T>(T);
        #[allow(
            dead_code,
            reason = "it is used only where the auto trait does not hold"
        )]
        trait Otherwise {
            fn holds(&self) -> bool;
        }
        impl<T> Otherwise for Probe<T> {
            fn holds(&self) -> bool {
                false
            }
        }
        impl<T: $auto> Probe<T> {
            #[allow(dead_code, reason = "it is used only where the auto trait holds")]
            fn holds(&self) -> bool {
                true
            }
        }
        Probe($value).holds()
    }};
}

#[test]
fn it_is_send_and_sync_when_its_parts_are() {
    assert!(is!(Send, always_ready(&[]).items()));
    assert!(is!(Sync, always_ready(&[]).items()));
    assert!(is!(Send, always_ready(&[]).pages()));
    assert!(is!(Sync, always_ready(&[]).pages()));

    let script = Script::new([]);
    assert!(!is!(Send, script.paginator().items()));
    assert!(!is!(Sync, script.paginator().items()));
    assert!(!is!(Send, script.paginator().pages()));
    assert!(!is!(Sync, script.paginator().pages()));
}

#[test]
fn it_is_unpin_whatever_its_parts_are() {
    fn pinned() -> impl Paginator<Item = u8, Error = Infallible> {
        let anchor = PhantomPinned;
        operation(())
            .send(move |()| async move {
                drop(Box::new(anchor));
                Ok::<_, Infallible>([0])
            })
            .output_token(|_| None::<u8>)
            .input_token(|(), _| ())
            .items(|page| page)
    }

    assert!(!is!(Unpin, pinned()));
    assert!(is!(Unpin, pinned().items()));
    assert!(is!(Unpin, pinned().pages()));
}

#[test]
fn dropped_next_page_keeps_the_page_whose_items_are_being_read() {
    for prefetch in [0, 1] {
        let page = |items: &[u32], next, ticks| PageSpec {
            items: items.to_vec(),
            next,
            ticks,
            ..PageSpec::default()
        };
        let server = Server::new([page(&[1, 2, 3], Some(1), 0), page(&[4], None, 1)]);
        let mut paginator = server.paginator().prefetch(prefetch);
        assert_eq!(
            poll_once(&mut (&mut paginator).items()),
            Poll::Ready(Some(Ok(1)))
        );
        let checkpoint = paginator.checkpoint();
        assert_eq!(poll_once(&mut (&mut paginator).pages()), Poll::Pending);
        assert_eq!(paginator.checkpoint(), checkpoint);
        server.tick();
        assert_eq!(drain(paginator.items()), [Ok(2), Ok(3), Ok(4)]);
    }
}

#[test]
fn listing_is_complete_only_at_its_end() {
    for prefetch in [0, 1, 3] {
        let script = Script::new([page([1], "b"), refused("throttled"), last([2])]);
        let mut items = script.paginator().prefetch(prefetch).items();
        let mut complete = vec![items.is_complete()];
        let mut poll = |items: &mut paginate_core::Items<_>| {
            let polled = poll_once(items);
            complete.push(items.is_complete());
            polled
        };
        assert_eq!(poll(&mut items), Poll::Ready(Some(Ok(1))));
        assert!(matches!(poll(&mut items), Poll::Ready(Some(Err(_)))));
        // The stream ends as it does at the end of the listing.
        assert_eq!(poll(&mut items), Poll::Ready(None));
        items.retry();
        assert_eq!(poll(&mut items), Poll::Ready(Some(Ok(2))));
        assert_eq!(poll(&mut items), Poll::Ready(None));
        assert_eq!(complete, [false, false, false, false, false, true]);

        let script = Script::new([page([1], "b"), refused("throttled"), last([2])]);
        let mut pages = script.paginator().prefetch(prefetch).pages();
        assert_eq!(drain(&mut pages).len(), 2);
        assert!(!pages.is_complete());
        pages.retry();
        assert_eq!(drain(&mut pages).len(), 1);
        assert!(pages.is_complete());
    }
}

#[test]
fn listing_that_an_error_cut_short_is_not_complete() {
    let is_complete = |replies: Vec<_>, max_pages| {
        let mut items = Script::new(replies)
            .paginator()
            .max_pages(max_pages)
            .items();
        drain(&mut items);
        items.is_complete()
    };
    assert!(is_complete(vec![page([1], "b"), last([2])], 2));
    assert!(!is_complete(vec![page([1], "b"), last([2])], 1));
    assert!(!is_complete(vec![page([1], "b"), page([2], "b")], 9));
    let ended = Script::new([]).paginator().resume_from({
        let mut items = Script::new([last([1])]).paginator().items();
        drain(&mut items);
        items.checkpoint()
    });
    assert!(ended.items().is_complete());
}

/// Counts how often it is extended, and by how many items.
#[derive(Default, Debug, PartialEq)]
struct Extensions(Vec<usize>);

impl<T> Extend<T> for Extensions {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.0.push(items.into_iter().count());
    }
}

#[tokio::test]
async fn pages_are_collected_at_once_through_a_reference() {
    let replies = || [page([1, 2, 3], "b"), page([], "c"), last([4, 5])];
    let mut paginator = Script::new(replies()).paginator();
    let collected: Result<Extensions, _> = (&mut paginator).items().try_collect().await;
    assert_eq!(collected, Ok(Extensions(vec![3, 0, 2])));

    let mut paginator = Script::new(replies()).paginator();
    let paginator: &mut dyn Paginator<Page = Page, Item = u32, Token = String, Error = Refused> =
        &mut paginator;
    assert_eq!(
        paginator.items().try_collect().await,
        Ok(vec![1, 2, 3, 4, 5])
    );
}

#[test]
fn paginator_behind_a_reference_to_a_trait_object_is_a_paginator() {
    fn first<P: Paginator<Item = u32>>(paginator: P) -> bool {
        matches!(poll_once(&mut paginator.items()), Poll::Ready(Some(Ok(7))))
    }

    type Numbers<'a> = dyn Paginator<Page = u64, Item = u32, Token = u64, Error = Infallible> + 'a;
    type SendNumbers<'a> =
        dyn Paginator<Page = u64, Item = u32, Token = u64, Error = Infallible> + Send + 'a;

    fn numbers() -> impl Paginator<Page = u64, Item = u32, Token = u64, Error = Infallible> {
        operation(0)
            .send(async |page: u64| Ok::<_, Infallible>(page))
            .output_token(|page| Some(page + 1))
            .input_token(|_, next| next)
            .items(|_| [7_u32])
    }

    let mut paginator = numbers();
    let object: &mut Numbers<'_> = &mut paginator;
    assert!(first(object));
    let object: &mut SendNumbers<'_> = &mut paginator;
    assert!(first(object));
    let mut boxed: Box<SendNumbers<'_>> = Box::new(numbers());
    assert!(first(&mut *boxed));
    assert!(first(&mut boxed));
    assert!(first(boxed));
}
