//! In which order the items of different listings are yielded, and how far later listings are fetched.

use std::rc::Rc;
use std::task::Poll;

use paginate_core::{Error, Paginator, parallel, testing};
use paginate_tests::script::drain;
use paginate_tests::server::{PageSpec, Server, Throttled};

use crate::{Task, item, listings, read, requests, server, servers, tick};

#[test]
fn items_are_yielded_as_their_pages_arrive() {
    let servers = servers(3, 1);
    let mut rows = listings(&servers, 3, 0);
    let task = Task::default();
    assert!(task.poll(&mut rows).is_pending());
    servers[1].tick();
    assert_eq!(task.poll(&mut rows), item(100));
    // The first item of a page is yielded as soon as the page arrives.
    servers[2].tick();
    assert_eq!(task.poll(&mut rows), item(200));
    assert_eq!(task.poll(&mut rows), item(101));
    assert_eq!(task.poll(&mut rows), item(201));
    assert!(task.poll(&mut rows).is_pending());
    servers[0].tick();
    assert_eq!(task.poll(&mut rows), item(0));
    assert_eq!(task.poll(&mut rows), item(1));
    assert_eq!(task.poll(&mut rows), Poll::Ready(None));
    assert!(rows.is_complete());
}

#[test]
fn listings_that_are_always_ready_take_turns_at_pages() {
    let pages = |first: u32| {
        let pages = (0..4).map(move |page| {
            let first = first + page * 10;
            Ok::<_, ()>((first..first + 3).collect())
        });
        testing::script(pages)
    };
    let rows = parallel([pages(100), pages(200)], 2);
    let rows: Vec<u32> = drain(rows).into_iter().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 24);
    // No listing is ahead of the other by more than a page and the first items of two pages.
    for end in 0..=24 {
        let first = rows[..end].iter().filter(|row| **row < 200).count();
        let ahead = first.abs_diff(end - first);
        assert!(ahead <= 5 || end > 18, "{rows:?} up to {end}");
    }
}

#[test]
fn listing_that_wakes_itself_does_not_starve_the_others() {
    let spinning = Server::new([PageSpec {
        items: vec![7],
        self_wakes: 1_000,
        ..PageSpec::default()
    }]);
    for prefetch in [0, 2] {
        let servers = [Rc::clone(&spinning), server(1, 9, 0), server(2, 9, 0)];
        let mut rows = listings(&servers, 3, prefetch);
        let task = Task::default();
        let mut yielded = vec![];
        for _ in 0..100 {
            if let Poll::Ready(Some(row)) = task.poll(&mut rows) {
                yielded.push(row);
            }
        }
        assert_eq!(yielded.len(), 2 * 18, "{yielded:?}");
    }
}

#[test]
fn page_ahead_that_wakes_itself_does_not_starve_the_others() {
    let page = |self_wakes, next| PageSpec {
        items: (0..50).collect(),
        self_wakes,
        next,
        ..PageSpec::default()
    };
    let spinning = Server::new([page(0, Some(1)), page(1_000, None)]);
    let mut rows = listings(&[server(1, 1, 0), spinning], 2, 1);
    let task = Task::default();
    let yielded: Vec<_> = (0..10).map(|_| task.poll(&mut rows)).collect();
    assert!(yielded.contains(&item(101)));
}

#[test]
fn requests_in_flight_make_progress_while_another_listing_is_read() {
    let first = Server::of_sizes([9, 9]);
    let second = Server::new([PageSpec {
        items: vec![100],
        self_wakes: 3,
        ..PageSpec::default()
    }]);
    let mut rows = listings(&[first, second], 2, 0);
    let task = Task::default();
    let yielded: Vec<_> = (0..5).map(|_| task.poll(&mut rows)).collect();
    assert_eq!(yielded, [item(0), item(1), item(2), item(3), item(100)]);
}

#[test]
fn ordered_yields_the_items_in_the_order_of_the_listings() {
    for concurrency in 1..5 {
        for prefetch in 0..3 {
            let servers = servers(4, 3);
            let mut rows = listings(&servers, concurrency, prefetch).ordered();
            let rows = read(&mut rows, &servers);
            let expected: Vec<_> = (0..4)
                .flat_map(|server| (0..3).map(move |page| server * 100 + page * 10))
                .flat_map(|first| [Ok(first), Ok(first + 1)])
                .collect();
            assert_eq!(rows, expected, "{concurrency} at once, prefetch {prefetch}");
        }
    }
}

#[test]
fn ordered_fetches_of_later_listings_what_their_prefetch_depth_allows() {
    for prefetch in 0..3 {
        let servers = servers(5, 9);
        let mut rows = listings(&servers, 3, prefetch).ordered();
        let task = Task::default();
        for _ in 0..20 {
            let _ = task.poll(&mut rows).is_pending();
            // Only the later listings get responses.
            tick(&servers[1..]);
        }
        assert_eq!(requests(&servers), [1, 1 + prefetch, 1 + prefetch, 0, 0]);
    }
}

#[test]
fn ordered_fetches_many_pages_of_a_later_listing_that_is_always_ready() {
    let servers = [server(0, 1, 1), server(1, 90, 0)];
    let mut rows = listings(&servers, 2, 70).ordered();
    let task = Task::default();
    let mut polls = 0;
    loop {
        assert!(task.poll(&mut rows).is_pending());
        polls += 1;
        if !task.0.take() {
            break;
        }
    }
    assert_eq!(requests(&servers), [1, 71]);
    assert_eq!(polls, 3, "the listing does not yield to the executor");
}

#[test]
fn ordered_counts_the_page_that_a_later_listing_is_in() {
    let servers = [server(0, 1, 1), server(1, 9, 0)];
    let mut started = [servers[0].paginator(), servers[1].paginator()];
    assert_eq!(
        Task::default().poll(&mut (&mut started[1]).items()),
        item_of(100)
    );
    let mut rows = parallel(started.map(|listing| listing.prefetch(2)), 2).ordered();
    assert!(Task::default().poll(&mut rows).is_pending());
    assert_eq!(requests(&servers), [1, 3]);
}

/// Returns what a listing of its own yields.
fn item_of(item: u32) -> Poll<Option<Result<u32, Error<Throttled>>>> {
    Poll::Ready(Some(Ok(item)))
}

#[test]
fn ordered_listing_that_is_retried_at_once_keeps_the_order() {
    let page = |page| Ok(vec![page]);
    let failing = || testing::script(vec![page(1), Err("throttled"), page(2)]);
    let mut rows = parallel([failing(), testing::script(vec![page(3)])], 1).ordered();
    let mut yielded = vec![];
    let task = Task::default();
    while let Poll::Ready(Some(row)) = task.poll(&mut rows) {
        match row {
            Ok(row) => yielded.push(row),
            Err(error) => {
                assert!(matches!(error.error(), Error::Operation { page: 2, .. }));
                rows.retry();
            }
        }
    }
    assert_eq!(yielded, [1, 2, 3]);
    // Otherwise the other listings come first.
    let mut rows = parallel([failing(), testing::script(vec![page(3)])], 1).ordered();
    let yielded: Vec<_> = drain(&mut rows)
        .into_iter()
        .filter_map(Result::ok)
        .collect();
    assert_eq!(yielded, [1, 3]);
    rows.retry();
    assert_eq!(drain(&mut rows), [Ok(2)]);
}

#[test]
fn ordered_may_be_called_again_on_a_stream_that_has_been_read() {
    for read in 0..12 {
        let servers = servers(3, 2);
        let mut rows = listings(&servers, 3, 1).ordered();
        let task = Task::default();
        let mut yielded = vec![];
        while yielded.len() < read {
            match task.poll(&mut rows) {
                Poll::Ready(row) => yielded.extend(row),
                Poll::Pending => tick(&servers),
            }
        }
        let mut rows = rows.ordered();
        for _ in 0..1_000 {
            match task.poll(&mut rows) {
                Poll::Ready(Some(row)) => yielded.push(row),
                Poll::Ready(None) => break,
                Poll::Pending => tick(&servers),
            }
        }
        let expected = [0, 1, 10, 11, 100, 101, 110, 111, 200, 201, 210, 211];
        assert_eq!(yielded, expected.map(Ok), "after {read} items");
    }
}

#[test]
fn listing_that_waits_is_not_polled_without_a_wakeup_when_its_turn_comes() {
    for depth in [0, 1] {
        let servers = [server(0, 1, 1), server(1, 1, 3)];
        for server in &servers {
            server.expect_wakes(true);
        }
        let mut rows = listings(&servers, 2, depth).ordered();
        assert_eq!(read(&mut rows, &servers).len(), 4);
        assert_eq!(servers[1].polls(), 2);
    }
}

#[test]
fn turn_lasts_a_page_even_if_the_stream_yields_to_the_executor() {
    let pages = |first: u32| {
        let pages = (0..200).map(move |page| {
            let first = first + page * 10;
            Ok::<_, ()>((first..first + 4).collect())
        });
        testing::script(pages)
    };
    let rows = drain(parallel([pages(0), pages(10_000)], 2));
    let rows: Vec<u32> = rows.into_iter().map(Result::unwrap).collect();
    // A turn ends with the first item of a page, and the other three are read in the next turn.
    let in_one_turn = rows
        .windows(3)
        .filter(|items| items[0] % 10 == 1 && items[2] == items[0] + 2)
        .count();
    // A listing that has yielded to the executor is woken, and its next item comes in the turn of the other one.
    let interrupted = 2 * 200 / 32;
    assert!(in_one_turn >= 2 * 200 - interrupted, "{in_one_turn}");
}

#[test]
fn stream_that_becomes_ordered_yields_no_further_item_of_a_later_listing() {
    let page = |first: u32| Ok::<_, ()>((first..first + 3).collect::<Vec<_>>());
    let pages = |first: u32| testing::script([page(first), page(first + 3)]);
    for stop in 0..=12 {
        let mut rows = parallel([pages(0), pages(10)], 2);
        let task = Task::default();
        let mut yielded = vec![];
        while yielded.len() < stop {
            if let Poll::Ready(row) = task.poll(&mut rows) {
                yielded.push(row.unwrap().unwrap());
            }
        }
        let rest = drain(rows.ordered());
        let rest: Vec<u32> = rest.into_iter().map(Result::unwrap).collect();
        let all = (0..6).chain(10..16);
        let expected: Vec<u32> = all.filter(|row| !yielded.contains(row)).collect();
        assert_eq!(rest, expected, "after {yielded:?}");
    }
}
