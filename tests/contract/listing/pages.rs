//! Reading page by page, and both ways of reading mixed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll, Waker};

use paginate_core::{Error, Paginator};
use paginate_tests::script::{Page, Refused, Script, drain, last, page, poll_once, refused};
use paginate_tests::server::{PageSpec, Server};

#[test]
fn pages_yields_the_responses_unchanged() {
    let script = Script::new([page([1, 2], "b"), page([], "c"), last([3])]);
    let mut pages = script.paginator().pages();
    assert_eq!(pages.page_count(), 0);
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
        assert_eq!(pages.page_count(), number as u64 + 1);
    }
    assert_eq!(poll_once(&mut pages), Poll::Ready(None));
}

#[test]
fn pages_skips_the_remaining_items_of_the_current_page() {
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
async fn try_extend_includes_the_remaining_items_of_the_current_page() {
    let script = Script::new([page([1, 2, 3], "b"), page([], "c"), last([4])]);
    let mut items = script.paginator().items();
    assert_eq!(items.try_next().await, Ok(Some(1)));
    let mut rest = vec![0];
    items.try_extend(&mut rest).await.unwrap();
    assert_eq!(rest, [0, 2, 3, 4]);
    assert_eq!(items.try_next().await, Ok(None));
}

#[test]
fn dropped_next_page_keeps_the_current_page() {
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

/// The number of items of each call of `extend`.
#[derive(Default, Debug, PartialEq)]
struct Extensions(Vec<usize>);

impl<T> Extend<T> for Extensions {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.0.push(items.into_iter().count());
    }
}

#[tokio::test]
async fn try_collect_extends_once_per_page_through_a_reference() {
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

#[tokio::test]
async fn pages_are_collected() {
    let replies = || {
        [
            page([1, 2], "b"),
            page([], "c"),
            refused("throttled"),
            last([3]),
        ]
    };
    let items = |pages: &[Page]| {
        pages
            .iter()
            .map(|page| page.items.clone())
            .collect::<Vec<_>>()
    };

    let complete = [page([1, 2], "b"), page([], "c"), last([3])];
    let pages: Vec<Page> = Script::new(complete)
        .paginator()
        .pages()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(items(&pages), [vec![1, 2], vec![], vec![3]]);

    let collected: Result<Vec<Page>, _> = Script::new(replies())
        .paginator()
        .pages()
        .try_collect()
        .await;
    assert_eq!(collected.unwrap_err().page(), 3);

    let mut pages = Script::new(replies()).paginator().pages();
    let mut collected = Vec::new();
    let error = pages.try_extend(&mut collected).await.unwrap_err();
    assert_eq!(error.page(), 3);
    assert_eq!(items(&collected), [vec![1, 2], vec![]]);
    pages.retry();
    pages.try_extend(&mut collected).await.unwrap();
    assert_eq!(items(&collected), [vec![1, 2], vec![], vec![3]]);
}

#[test]
fn page_whose_items_were_skipped_is_not_yielded_after_a_retry() {
    // The second page repeats its token, until it is requested again.
    let replies = [
        page([1], "b"),
        page([2, 3], "b"),
        page([2, 3], "c"),
        last([4]),
    ];
    let script = Script::new(replies);
    let mut paginator = script.paginator();
    for expected in [1, 2] {
        let polled = poll_once(&mut (&mut paginator).items());
        assert_eq!(polled, Poll::Ready(Some(Ok(expected))));
    }
    // Reading by page yields the error next, so item 3 is not yielded.
    let error = Error::RepeatedToken { page: 2 };
    let polled = poll_once(&mut (&mut paginator).pages());
    assert_eq!(polled, Poll::Ready(Some(Err(error))));
    paginator.retry();
    let rest: Vec<Vec<u32>> = drain(paginator.pages())
        .into_iter()
        .map(|page| page.unwrap().items)
        .collect();
    assert_eq!(rest, [[4]]);
}

/// A collection that fails to grow.
struct Full;

impl Extend<u32> for Full {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, items: I) {
        let first = items.into_iter().next();
        panic!("planned: no room for {first:?}");
    }
}

#[test]
fn checkpoint_after_a_panic_of_a_collection_is_before_the_items_that_it_got() {
    let script = || Script::new([page([1], "b"), page([2, 3, 4], "c"), last([5])]);
    let mut listing = script().paginator();
    for expected in [1, 2] {
        let polled = poll_once(&mut (&mut listing).items());
        assert_eq!(polled, Poll::Ready(Some(Ok(expected))));
    }
    let before = (&mut listing).items().checkpoint();
    let mut cx = Context::from_waker(Waker::noop());
    let extend = AssertUnwindSafe(|| listing.poll_extend(&mut cx, &mut Full));
    assert!(catch_unwind(extend).is_err());
    assert!(listing.items().checkpoint() == before);
}

#[test]
fn page_that_is_skipped_as_a_whole_counts_as_read() {
    let page_two = page([2, 3], "c");
    let replies = [
        page([1], "b"),
        page([2, 3], "b"),
        page_two.clone(),
        last([4]).after(1),
    ];
    let mut listing = Script::new(replies).paginator();
    // Both pages, and the error of the repeated token.
    assert_eq!(drain((&mut listing).pages()).len(), 3);
    listing.retry();
    let mut items = listing.items();
    assert!(poll_once(&mut items).is_pending());
    let mut before = Script::new([page([1], "b"), page_two]).paginator().items();
    for _ in 0..3 {
        assert!(poll_once(&mut before).is_ready());
    }
    assert!(items.checkpoint() == before.checkpoint());
    assert_eq!(drain(items), [Ok(4)]);
}
