//! Changing the position or the page limit of a running listing, and dropping the future of `next`.

use std::task::Poll;

use paginate_core::{Checkpoint, Error, Paginator};
use paginate_tests::script::{Script, drain, last, poll_once, refused};
use paginate_tests::server::{PageSpec, Server};

#[test]
fn resume_from_works_after_an_error() {
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
fn set_position_restarts_a_running_listing() {
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
        // `set_position` discards the prefetched pages and the request in flight.
        assert_eq!(server.requests().len(), 1 + prefetch);
        assert_eq!(server.is_busy(), prefetch > 0);
        paginator.set_position(start);
        let mut items = paginator.items();
        let mut repeated = Vec::new();
        // Twelve items, and one pending poll for each of four pages.
        for _ in 0..16 {
            if let Poll::Ready(Some(item)) = poll_once(&mut items) {
                repeated.push(item);
            }
            server.tick();
        }
        assert_eq!(repeated, (0..12).map(Ok).collect::<Vec<_>>());
        assert_eq!(poll_once(&mut items), Poll::Ready(None));
    }
}

#[test]
fn max_pages_exceeded_is_an_error() {
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
    // Pages before a checkpoint count.
    let mut items = Server::of_sizes([1, 1, 1]).paginator().items();
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(0))));
    let rest = Server::of_sizes([1, 1, 1])
        .paginator()
        .resume_from(items.checkpoint())
        .max_pages(2);
    assert_eq!(drain(rest.items()), [Ok(1), limit(2)]);
}

#[tokio::test]
async fn next_in_select_loses_and_repeats_nothing() {
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
