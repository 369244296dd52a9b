//! `resume_from` yields the items after a checkpoint.

use std::task::Poll;

use paginate_core::{Checkpoint, Error, Paginator};
use paginate_tests::script::{Script, drain, last, page, poll_once};
use paginate_tests::server::{PageSpec, Server};

#[test]
fn a_listing_is_taken_up_between_any_two_items() {
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
        assert_eq!(second.page_number(), 6);
        assert!(second.checkpoint().is_end());
        // A page that is finished is not asked for again.
        let finished = [0, 0, 0, 1, 2, 3, 5, 5, 5, 6][stop];
        assert_eq!(server.requests().len(), 6 - finished, "stopped at {stop}");
    }
}

#[test]
fn a_listing_is_taken_up_between_any_two_pages() {
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
fn a_checkpoint_does_not_move_while_a_page_is_waited_for_or_has_failed() {
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
    assert_eq!(rest.page_number(), 2);
}

#[tokio::test]
async fn what_was_collected_at_once_counts_as_yielded() {
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
fn a_page_that_was_yielded_as_a_page_is_not_yielded_again_as_items() {
    let around = |next| PageSpec {
        items: vec![7, 8],
        next,
        ..PageSpec::default()
    };
    let mut pages = Server::new([around(Some(1)), around(Some(1))])
        .paginator()
        .pages();
    assert_eq!(drain(&mut pages).len(), 3);
    // Stuck after the second page, whose token turns out well this time.
    let server = Server::new([
        around(Some(1)),
        around(Some(2)),
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
fn a_bare_token_is_a_place_to_begin() {
    let server = Server::of_sizes([2, 2, 2]);
    let mut items = server.paginator().resume_from(Checkpoint::at(1)).items();
    assert_eq!(drain(&mut items), [Ok(2), Ok(3), Ok(4), Ok(5)]);
    assert_eq!(
        (items.page_number(), server.requests()),
        (2, vec![Some(1), Some(2)])
    );
}
