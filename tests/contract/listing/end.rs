//! How a listing ends: the end of the listing, an error, a repeated token.

use std::convert::Infallible;
use std::future::ready;
use std::rc::Rc;
use std::task::Poll;

use futures_core::FusedStream;
use paginate_core::{Error, Items, Paginator, operation};
use paginate_tests::script::{Refused, Script, drain, last, page, poll_once, refused};

#[test]
fn empty_page_does_not_end_the_listing() {
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
fn error_is_yielded_once_with_its_page_and_terminates_the_stream() {
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
fn stream_is_fused() {
    let script = Script::new([last([1])]);
    let mut pages = script.paginator().pages();
    assert!(matches!(poll_once(&mut pages), Poll::Ready(Some(Ok(_)))));
    for _ in 0..3 {
        assert_eq!(poll_once(&mut pages), Poll::Ready(None));
        assert!(pages.is_terminated());
    }
}

#[test]
fn repeated_token_is_an_error_after_its_page() {
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
fn similar_tokens_are_not_repeated() {
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
        // After the error the stream returns `None`, as at the end of the listing.
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
fn listing_is_not_complete_after_an_error() {
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
    let resumed_at_the_end = Script::new([]).paginator().resume_from({
        let mut items = Script::new([last([1])]).paginator().items();
        drain(&mut items);
        items.checkpoint()
    });
    assert!(resumed_at_the_end.items().is_complete());
}

/// A token. The other `Rc`s tell how many tokens are alive.
#[derive(Clone, Debug)]
struct Counted(u32, #[expect(dead_code, reason = "only counted")] Rc<()>);

impl PartialEq for Counted {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

#[test]
fn listing_keeps_no_token_after_its_end() {
    let alive = Rc::new(());
    let count = &alive;
    for depth in [0, 3] {
        let listing = operation(0)
            .send(|page| ready(Ok::<u32, Infallible>(page)))
            .output_token(|page| (*page < 20).then(|| Counted(page + 1, Rc::clone(count))))
            .input_token(|_, Counted(page, _)| page)
            .items(|page| [page]);
        let mut items: Items<_> = listing.prefetch(depth).items();
        let read: Vec<Result<u32, Error<Infallible>>> = drain(&mut items);
        assert_eq!(read.len(), 21);
        assert_eq!(Rc::strong_count(&alive), 1);
        drop(items);
    }
}
