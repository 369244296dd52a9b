//! `resume_from` yields the items after a checkpoint.

use std::task::Poll;

use paginate_core::{Checkpoint, Error, Paginator};
use paginate_tests::script::{Script, drain, last, page, poll_once};
use paginate_tests::server::{PageSpec, Server};

#[test]
fn resume_from_continues_between_any_two_items() {
    let all: Vec<u32> = (0..9).collect();
    let sizes = [3, 0, 2, 0, 0, 4];
    for stop in 0..=all.len() {
        let mut first = Server::of_sizes(sizes).paginator().items();
        let mut yielded: Vec<u32> = (0..stop)
            .map(|_| match poll_once(&mut first) {
                Poll::Ready(Some(Ok(item))) => item,
                other => panic!("{other:?}"),
            })
            .collect();
        let checkpoint = first.checkpoint();
        let server = Server::of_sizes(sizes);
        let mut second = server.paginator().resume_from(checkpoint).items();
        yielded.extend(drain(&mut second).into_iter().map(Result::unwrap));
        assert_eq!(yielded, all);
        assert_eq!(second.page_count(), 6);
        assert!(second.checkpoint().is_end());
        // A page whose items were all yielded is not requested again.
        let finished_pages = [0, 0, 0, 1, 2, 3, 5, 5, 5, 6][stop];
        assert_eq!(
            server.requests().len(),
            6 - finished_pages,
            "stopped at {stop}"
        );
    }
}

#[test]
fn resume_from_continues_between_any_two_pages() {
    let sizes = [3, 0, 2];
    for stop in 0..=3 {
        let mut first = Server::of_sizes(sizes).paginator().pages();
        for _ in 0..stop {
            assert!(matches!(poll_once(&mut first), Poll::Ready(Some(Ok(_)))));
        }
        let server = Server::of_sizes(sizes);
        let rest = drain(server.paginator().resume_from(first.checkpoint()).pages());
        assert_eq!(
            rest.into_iter()
                .map(|page| page.unwrap().index)
                .collect::<Vec<_>>(),
            (stop..3).collect::<Vec<_>>()
        );
        assert_eq!(server.requests().len(), 3 - stop);
    }
}

#[test]
fn checkpoint_is_unchanged_while_a_page_is_pending_or_failed() {
    let server = Server::new([
        PageSpec {
            items: vec![1],
            next: Some(1),
            ..PageSpec::default()
        },
        PageSpec {
            items: vec![2],
            ticks: 1,
            failures: 1,
            ..PageSpec::default()
        },
    ]);
    let mut items = server.paginator().items();
    assert_eq!(items.checkpoint(), server.paginator().checkpoint());
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(1))));
    let checkpoint = items.checkpoint();
    assert_eq!(poll_once(&mut items), Poll::Pending);
    assert_eq!(items.checkpoint(), checkpoint);
    server.tick();
    assert!(matches!(
        poll_once(&mut items),
        Poll::Ready(Some(Err(Error::Operation { page: 2, .. })))
    ));
    assert_eq!(items.checkpoint(), checkpoint);
    drop(items);
    let mut rest = server.paginator().resume_from(checkpoint).items();
    assert_eq!(poll_once(&mut rest), Poll::Pending);
    server.tick();
    assert_eq!(drain(&mut rest), [Ok(2)]);
    assert_eq!(rest.page_count(), 2);
}

#[tokio::test]
async fn checkpoint_counts_collected_items() {
    let script = Script::new([
        page([1], "b"),
        page([2, 3], "b"),
        page([2, 3, 4], "c"),
        last([5]),
    ]);
    let mut items = script.paginator().items();
    let mut numbers = Vec::new();
    assert_eq!(
        items.try_extend(&mut numbers).await,
        Err(Error::RepeatedToken { page: 2 })
    );
    let checkpoint = items.checkpoint();
    items.retry();
    items.try_extend(&mut numbers).await.unwrap();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let script = Script::new([page([2, 3, 4], "c"), last([5])]);
    let rest = script.paginator().resume_from(checkpoint);
    assert_eq!(rest.items().try_collect::<Vec<_>>().await, Ok(vec![4, 5]));
}

#[test]
fn checkpoint_after_a_page_skips_its_items() {
    let page = |next| PageSpec {
        items: vec![7, 8],
        next,
        ..PageSpec::default()
    };
    let mut pages = Server::new([page(Some(1)), page(Some(1))])
        .paginator()
        .pages();
    assert_eq!(drain(&mut pages).len(), 3);
    // The first listing ended in an error after the second page. This service returns another token for it.
    let server = Server::new([
        page(Some(1)),
        page(Some(2)),
        PageSpec {
            items: vec![9],
            ..PageSpec::default()
        },
    ]);
    let rest = server.paginator().resume_from(pages.checkpoint());
    assert_eq!(drain(rest.items()), [Ok(9)]);
    assert_eq!(server.requests(), [Some(1), Some(2)]);
}

#[test]
fn checkpoint_at_a_token_starts_with_its_page() {
    let server = Server::of_sizes([2, 2, 2]);
    let mut items = server.paginator().resume_from(Checkpoint::at(1)).items();
    assert_eq!(drain(&mut items), [Ok(2), Ok(3), Ok(4), Ok(5)]);
    assert_eq!(
        (items.page_count(), server.requests()),
        (2, vec![Some(1), Some(2)])
    );
}
