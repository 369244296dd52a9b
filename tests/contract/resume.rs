//! A listing that fails goes on, one that stops is taken up again, and nothing is lost or comes twice.

use std::task::Poll;

use paginate_core::{Checkpoint, Error, Paginator, testing};
use paginate_tests::script::{Script, drain, last, page, poll_once, refused};
use paginate_tests::server::{PageSpec, Server};

#[test]
fn a_retry_sends_the_page_again_that_failed() {
    let script = Script::new([
        page([1, 2], "b"),
        refused("throttled"),
        refused("again"),
        last([3]),
    ]);
    let mut items = script.paginator().items();
    let mut yielded = Vec::new();
    let mut errors = Vec::new();
    for _ in 0..100 {
        match poll_once(&mut items) {
            Poll::Ready(Some(Ok(item))) => yielded.push(item),
            Poll::Ready(Some(Err(error))) => {
                errors.push(error);
                assert_eq!(poll_once(&mut items), Poll::Ready(None));
                items.retry();
            }
            Poll::Ready(None) => break,
            Poll::Pending => unreachable!(),
        }
    }
    assert_eq!(yielded, [1, 2, 3]);
    assert!(errors.iter().all(|error| error.page() == 2));
    assert_eq!(
        errors
            .into_iter()
            .map(|error| error.into_inner().unwrap().0)
            .collect::<Vec<_>>(),
        ["throttled", "again"]
    );
    let b = || Some("b".to_owned());
    assert_eq!(script.tokens(), [None, b(), b(), b()]);
}

#[test]
fn a_retry_without_an_error_does_nothing() {
    let script = Script::new([page([1], "b").after(1), last([2])]);
    let mut items = script.paginator().items();
    items.retry();
    assert_eq!(poll_once(&mut items), Poll::Pending);
    items.retry();
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(1))));
    items.retry();
    assert_eq!(drain(&mut items), [Ok(2)]);
    items.retry();
    assert_eq!(poll_once(&mut items), Poll::Ready(None));
    assert_eq!(script.sent().len(), 2);
}

#[test]
fn after_a_bad_token_its_page_is_asked_for_again_and_only_what_is_new_comes() {
    let script = Script::new([
        page([1], "b"),
        page([2, 3], "b"),
        page([2, 3], "b"),
        page([2, 3, 4], "c"),
        last([5]),
    ]);
    let mut items = script.paginator().items();
    let stuck = Error::RepeatedToken { page: 2 };
    assert_eq!(drain(&mut items), [Ok(1), Ok(2), Ok(3), Err(stuck.clone())]);
    items.retry();
    assert_eq!(drain(&mut items), [Err(stuck)]);
    items.retry();
    assert_eq!(drain(&mut items), [Ok(4), Ok(5)]);
    let token = |token: &str| Some(token.to_owned());
    assert_eq!(
        script.tokens(),
        [None, token("b"), token("b"), token("b"), token("c")]
    );

    let script = Script::new([page([1], "b"), page([2], "b"), page([2], "c"), last([3])]);
    let mut pages = script.paginator().pages();
    assert_eq!(drain(&mut pages).len(), 3);
    pages.retry();
    let rest: Vec<_> = drain(pages)
        .into_iter()
        .map(|page| page.unwrap().items)
        .collect();
    assert_eq!(rest, [[3]]);
}

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

#[test]
fn a_listing_that_has_failed_can_be_sent_elsewhere() {
    let script = Script::new([refused("no"), last([7])]);
    let mut paginator = script.paginator();
    assert_eq!(drain((&mut paginator).items()).len(), 1);
    assert_eq!(
        drain(paginator.resume_from(Checkpoint::at("z".into())).items()),
        [Ok(7)]
    );
    assert_eq!(script.tokens(), [None, Some("z".into())]);
}

#[test]
fn a_listing_is_sent_back_while_it_runs() {
    for prefetch in [0, 2] {
        let server = Server::new((0..4_u32).map(|index| PageSpec {
            items: (3 * index..3 * index + 3).collect(),
            next: (index < 3).then_some(index as usize + 1),
            ticks: 1,
            ..PageSpec::default()
        }));
        let mut paginator = server.paginator().prefetch(prefetch);
        let start = paginator.checkpoint();
        let mut yielded = Vec::new();
        for _ in 0..3 {
            if let Poll::Ready(Some(item)) = poll_once(&mut (&mut paginator).items()) {
                yielded.push(item);
            }
            server.tick();
        }
        assert_eq!(yielded, [Ok(0), Ok(1)]);
        // What has been fetched ahead is of no use there, nor what is on its way.
        assert_eq!(server.requests().len(), 1 + prefetch);
        assert_eq!(server.is_busy(), prefetch > 0);
        paginator.set_position(start);
        let mut items = paginator.items();
        let mut again = Vec::new();
        // Twelve items, and a wait for each of four pages.
        for _ in 0..16 {
            if let Poll::Ready(Some(item)) = poll_once(&mut items) {
                again.push(item);
            }
            server.tick();
        }
        assert_eq!(again, (0..12).map(Ok).collect::<Vec<_>>());
        assert_eq!(poll_once(&mut items), Poll::Ready(None));
    }
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

#[test]
fn max_pages_is_a_budget_and_not_an_end() {
    let limit = |page| Err(Error::PageLimit { page });
    let server = Server::of_sizes([1, 1, 1]);
    assert_eq!(
        drain(server.paginator().max_pages(2).items()),
        [Ok(0), Ok(1), limit(2)]
    );
    assert_eq!(server.requests().len(), 2);
    assert_eq!(
        drain(Server::of_sizes([1, 1]).paginator().max_pages(2).items()),
        [Ok(0), Ok(1)]
    );
    assert_eq!(
        drain(Server::of_sizes([1]).paginator().max_pages(0).items()),
        [limit(0)]
    );
    for prefetch in [1, 5] {
        let server = Server::of_sizes([1, 1, 1, 1]);
        let listing = server.paginator().prefetch(prefetch).max_pages(2);
        assert_eq!(drain(listing.items()), [Ok(0), Ok(1), limit(2)]);
        assert_eq!(server.requests().len(), 2);
    }
    // What was listed before a checkpoint counts.
    let mut items = Server::of_sizes([1, 1, 1]).paginator().items();
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(0))));
    let rest = Server::of_sizes([1, 1, 1])
        .paginator()
        .resume_from(items.checkpoint())
        .max_pages(2);
    assert_eq!(drain(rest.items()), [Ok(1), limit(2)]);
}

#[tokio::test]
async fn what_was_read_before_an_error_stays_in_the_collection() {
    let mut items = testing::script([Ok(vec![1, 2]), Err("throttled"), Ok(vec![3])]).items();
    let mut numbers = vec![0];
    let error = items.try_extend(&mut numbers).await.unwrap_err();
    assert_eq!(
        (error, &*numbers),
        (
            Error::Operation {
                page: 2,
                source: "throttled"
            },
            &[0, 1, 2][..]
        )
    );
    items.retry();
    items.try_extend(&mut numbers).await.unwrap();
    assert_eq!(numbers, [0, 1, 2, 3]);
}

#[tokio::test]
async fn a_script_is_resumed_and_ends_in_an_error_if_that_is_its_end() {
    let mut items = testing::script::<_, ()>([Ok(vec![1, 2]), Ok(vec![3])]).items();
    assert_eq!(items.try_next().await, Ok(Some(1)));
    let rest =
        testing::script::<_, ()>([Ok(vec![1, 2]), Ok(vec![3])]).resume_from(items.checkpoint());
    assert_eq!(
        rest.prefetch(1).items().try_collect::<Vec<_>>().await,
        Ok(vec![2, 3])
    );
    let mut items = testing::script::<u8, _>([Err("no")]).items();
    assert_eq!(
        items.try_next().await,
        Err(Error::Operation {
            page: 1,
            source: "no"
        })
    );
    items.retry();
    assert_eq!(items.try_next().await, Ok(None));
}

#[tokio::test]
async fn select_around_next_loses_and_repeats_nothing() {
    for prefetch in [0, 2] {
        let pages: Vec<PageSpec> = (0..20)
            .map(|index| PageSpec {
                items: (0..index % 4).map(|item| 10 * index + item).collect(),
                next: (index < 19).then_some(index as usize + 1),
                ticks: index % 3,
                ..PageSpec::default()
            })
            .collect();
        let expected: Vec<u32> = pages.iter().flat_map(|page| page.items.clone()).collect();
        let server = Server::new(pages);
        let mut items = server.paginator().prefetch(prefetch).items();
        let mut yielded = Vec::new();
        let mut cancelled = 0;
        loop {
            tokio::select! {
                biased;
                item = items.next() => match item {
                    Some(item) => yielded.push(item.unwrap()),
                    None => break,
                },
                () = std::future::ready(()) => {
                    cancelled += 1;
                    assert!(cancelled < 1_000, "the stream does not end");
                    server.tick();
                }
            }
        }
        assert_eq!(yielded, expected);
        assert!(cancelled > 0);
        assert_eq!(server.requests().len(), 20);
    }
}
