//! Pages that are fetched ahead: how many, when, and who is polled for it.

use std::cell::Cell;
use std::convert::Infallible;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::{FusedStream, Stream};
use paginate_core::{Error, Paginator, RepeatedTokenPolicy, operation};
use paginate_tests::script::{Wakes, drain};
use paginate_tests::server::{PageSpec, Server, Throttled};

/// A task that polls a stream when it likes, and counts how often it is woken.
#[derive(Default)]
struct Task(Arc<Wakes>);

impl Task {
    fn poll<S: Stream + Unpin>(&self, stream: &mut S) -> Poll<Option<S::Item>> {
        let waker = Waker::from(Arc::clone(&self.0));
        Pin::new(stream).poll_next(&mut Context::from_waker(&waker))
    }
}

fn slow(pages: usize, items: u32, ticks: u32) -> Vec<PageSpec> {
    let page = |index: usize| PageSpec {
        items: (0..items)
            .map(|item| u32::try_from(index).unwrap() * items + item)
            .collect(),
        next: (index + 1 < pages).then_some(index + 1),
        ticks,
        ..PageSpec::default()
    };
    (0..pages).map(page).collect()
}

#[test]
fn nothing_is_fetched_ahead_unless_it_is_asked_for() {
    let server = Server::new(slow(3, 2, 0));
    let mut items = server.paginator().items();
    let task = Task::default();
    for requests in [1, 1, 2, 2, 3, 3] {
        assert!(task.poll(&mut items).is_ready());
        assert_eq!(server.requests().len(), requests);
    }
}

#[test]
fn it_fetches_so_many_pages_ahead_and_no_more() {
    for depth in 1..5 {
        let server = Server::new(slow(10, 3, 0));
        let mut items = server.paginator().prefetch(depth).items();
        assert_eq!(server.requests().len(), 0);
        let task = Task::default();
        for read in 1..=30 {
            assert!(matches!(task.poll(&mut items), Poll::Ready(Some(Ok(_)))));
            let page = usize::div_ceil(read, 3);
            assert_eq!(server.requests().len(), 10.min(page + depth));
            assert_eq!(items.page_number(), page as u64);
        }
        assert_eq!(task.poll(&mut items), Poll::Ready(None));
    }
}

#[test]
fn it_may_be_asked_for_in_the_midst_of_a_page() {
    let server = Server::new(slow(3, 3, 0));
    let waker = Waker::noop();
    let mut cx = Context::from_waker(waker);
    let mut listing = server.paginator();
    assert!(listing.poll_item(&mut cx).is_ready());
    let mut listing = listing.prefetch(1);
    assert_eq!(server.requests().len(), 1);
    assert!(listing.poll_item(&mut cx).is_ready());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn pages_too_are_fetched_while_one_is_looked_at() {
    let server = Server::new(slow(3, 1, 1));
    let mut pages = server.paginator().prefetch(1).pages();
    let task = Task::default();
    assert!(task.poll(&mut pages).is_pending());
    server.tick();
    assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    // The second page is on its way although nobody asked for it yet, and is there when it is asked for.
    assert!(server.is_busy());
    server.tick();
    assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    server.tick();
    assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    assert_eq!(task.poll(&mut pages), Poll::Ready(None));
}

#[test]
fn an_item_does_not_cost_a_poll_of_the_request_in_flight() {
    let server = Server::new(slow(3, 100, 1));
    server.expect_wakes(true);
    let mut items = server.paginator().prefetch(1).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    server.tick();
    assert_eq!(task.0.count(), 1);
    for _ in 0..99 {
        assert!(task.poll(&mut items).is_ready());
    }
    // Two polls of the first request, and one that started the second.
    assert_eq!(server.polls(), 3);
    server.tick();
    assert_eq!(task.0.count(), 2);
    assert!(task.poll(&mut items).is_ready());
    assert_eq!(server.polls(), 4);
    for _ in 0..100 {
        assert!(task.poll(&mut items).is_ready());
    }
    // And one that started the third.
    assert_eq!(server.polls(), 5);
}

#[test]
fn a_task_that_was_not_woken_does_not_poll_and_another_task_is_woken_in_its_place() {
    let server = Server::new(slow(1, 1, 1));
    server.expect_wakes(true);
    let mut items = server.paginator().prefetch(1).items();
    let (first, second) = (Task::default(), Task::default());
    for _ in 0..3 {
        assert!(first.poll(&mut items).is_pending());
    }
    assert_eq!(server.polls(), 1);
    for _ in 0..3 {
        assert!(second.poll(&mut items).is_pending());
    }
    assert_eq!(server.polls(), 2);
    server.tick();
    assert_eq!((first.0.count(), second.0.count()), (0, 1));
    assert_eq!(second.poll(&mut items), Poll::Ready(Some(Ok(0))));
}

#[test]
fn an_error_comes_where_it_would_have_come_and_is_retried() {
    let mut pages = slow(4, 2, 0);
    pages[2].failures = 1;
    let server = Server::new(pages);
    let mut items = server.paginator().prefetch(3).items();
    let task = Task::default();
    let mut yielded = Vec::new();
    for _ in 0..4 {
        yielded.push(task.poll(&mut items));
        // The error is known since the first poll, and is nobody's business yet.
        items.retry();
    }
    assert_eq!(
        yielded,
        [0, 1, 2, 3].map(|item| Poll::Ready(Some(Ok(item))))
    );
    let error = Error::Operation {
        page: 3,
        source: Throttled,
    };
    assert_eq!(task.poll(&mut items), Poll::Ready(Some(Err(error))));
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
    items.retry();
    for item in 4..8 {
        assert_eq!(task.poll(&mut items), Poll::Ready(Some(Ok(item))));
    }
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
}

#[test]
fn pages_ahead_do_not_move_the_checkpoint() {
    let checkpoints = |depth, then| {
        let mut pages = slow(4, 3, 0);
        pages[3].next = then;
        let server = Server::new(pages);
        let mut items = server.paginator().prefetch(depth).items();
        let task = Task::default();
        let mut checkpoints = vec![items.checkpoint()];
        while let Poll::Ready(Some(Ok(_))) = task.poll(&mut items) {
            checkpoints.push(items.checkpoint());
            assert!(checkpoints.len() < 100, "the stream does not end");
        }
        checkpoints
    };
    // At its end, or where it goes round.
    for then in [None, Some(2)] {
        assert_eq!(checkpoints(0, then).len(), 13);
        assert_eq!(checkpoints(0, then), checkpoints(1, then));
        assert_eq!(checkpoints(0, then), checkpoints(9, then));
    }
}

#[test]
fn it_is_not_over_before_what_is_ahead_has_been_read() {
    let server = Server::new(slow(3, 1, 0));
    let mut items = server.paginator().prefetch(5).items();
    let task = Task::default();
    for _ in 0..3 {
        assert!(!items.is_terminated());
        assert!(matches!(task.poll(&mut items), Poll::Ready(Some(Ok(_)))));
    }
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
    assert!(items.is_terminated());
    let mut pages = server.paginator().prefetch(5).pages();
    for _ in 0..3 {
        assert!(!pages.is_terminated());
        assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    }
    assert!(pages.is_terminated());
}

#[test]
fn a_dropped_listing_drops_the_request_that_is_ahead() {
    let server = Server::new(slow(3, 2, 1));
    let mut items = server.paginator().prefetch(2).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    server.tick();
    assert!(task.poll(&mut items).is_ready());
    assert!(server.is_busy());
    drop(items);
    assert!(!server.is_busy());
}

/// Counts the `Pending`s up to the end of a stream, each of which must have woken the task.
fn pending_polls<S: Stream + Unpin>(mut stream: S) -> usize {
    let task = Task::default();
    let mut pending = 0;
    for _ in 0..100_000 {
        match task.poll(&mut stream) {
            Poll::Ready(None) => return pending,
            Poll::Ready(Some(_)) => {}
            Poll::Pending => {
                pending += 1;
                assert_eq!(task.0.count(), pending, "nobody will wake the task");
            }
        }
    }
    panic!("the stream does not end");
}

#[test]
fn pages_that_are_always_ready_yield_to_the_executor_at_every_depth() {
    fn numbers(items: &[u32]) -> impl Paginator<Item = u32, Error = Infallible> {
        operation(0_u32)
            .send(async |page| Ok::<_, Infallible>(page))
            .output_token(|page| (*page < 32_000).then_some(page + 1))
            .input_token(|_, next| next)
            .items(|_| items.iter().copied())
    }

    for depth in [0, 1, 2, 7, 40] {
        for items in [&[][..], &[7]] {
            let listing = numbers(items).prefetch(depth);
            assert_eq!(pending_polls(listing.items()), 1_000, "depth {depth}");
            let listing = numbers(items).prefetch(depth);
            assert_eq!(pending_polls(listing.pages()), 1_000, "depth {depth}");
        }
    }
}

#[test]
fn requests_that_wake_themselves_yield_to_the_executor_at_every_depth() {
    for depth in [0, 1, 2, 7] {
        let responses = Rc::new(Cell::new(0));
        let sent = Rc::clone(&responses);
        let listing = operation(0_u32)
            .send(move |page| {
                let sent = Rc::clone(&sent);
                async move {
                    tokio::task::yield_now().await;
                    sent.set(sent.get() + 1);
                    Ok::<_, Infallible>(page)
                }
            })
            .output_token(|page| (*page < 1_000).then_some(page + 1))
            .input_token(|_, next| next)
            .items(|page| [page]);
        let mut items = listing.prefetch(depth).items();
        let task = Task::default();
        let mut responses_at_pending = 0;
        let mut yielded = 0;
        for _ in 0..10_000 {
            match task.poll(&mut items) {
                Poll::Ready(Some(item)) => {
                    let _: Result<u32, Error<Infallible>> = item;
                    yielded += 1;
                }
                Poll::Ready(None) => break,
                Poll::Pending => responses_at_pending = responses.get(),
            }
            assert!(
                responses.get() - responses_at_pending <= 32,
                "depth {depth}"
            );
        }
        assert_eq!(yielded, 1_001);
    }
}

#[test]
fn depth_can_change_while_a_request_is_in_flight() {
    let server = Server::new(slow(2, 1, 1));
    let mut listing = server.paginator().prefetch(1);
    let task = Task::default();
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    server.tick();
    assert!(task.poll(&mut (&mut listing).items()).is_ready());
    // The second request is in flight, and holds a waker of the listing's.
    assert!(server.is_busy());
    for depth in [0, 1] {
        let mut items = (&mut listing).prefetch(depth).items();
        assert!(task.poll(&mut items).is_pending());
    }
    let woken = task.0.count();
    server.tick();
    assert_eq!(task.0.count(), woken + 1);
    assert_eq!(task.poll(&mut listing.items()), Poll::Ready(Some(Ok(1))));
}

/// A listing of pages of one item, whose tokens lead to `tail` and then round a cycle.
fn cycle(
    tail: u64,
    period: u64,
    policy: RepeatedTokenPolicy,
) -> impl Paginator<Page = u64, Item = u64, Token = u64, Error = Infallible> {
    operation(0)
        .send(async |page: u64| Ok::<_, Infallible>(page))
        .output_token(move |page| {
            Some(if *page == tail + period {
                tail + 1
            } else {
                page + 1
            })
        })
        .input_token(|_, next| next)
        .repeated_token(policy)
        .items(|page| [page])
}

#[test]
fn cycle_is_found_on_the_same_page_at_every_depth() {
    for tail in [0, 1, 5, 20] {
        for period in 1..20 {
            for policy in [RepeatedTokenPolicy::Error, RepeatedTokenPolicy::End] {
                let at_depth = |depth| drain(cycle(tail, period, policy).prefetch(depth).items());
                let expected = at_depth(0);
                for depth in [1, 2, 3, 4, 6, 9, 30] {
                    assert_eq!(at_depth(depth), expected, "{tail} {period} {depth}");
                }
            }
        }
    }
}

#[test]
fn retry_after_a_repeated_token_finds_the_cycle_again() {
    for tail in [3, 7, 10] {
        for period in 1..20 {
            for depth in [0, 1, 4, 9] {
                let mut items = cycle(tail, period, RepeatedTokenPolicy::Error)
                    .prefetch(depth)
                    .items();
                let error = drain(&mut items).pop();
                for _ in 0..3 {
                    items.retry();
                    assert_eq!(drain(&mut items).pop(), error, "{tail} {period} {depth}");
                }
            }
        }
    }
}

#[test]
fn task_is_released_when_no_request_is_in_flight() {
    let server = Server::new(slow(3, 1, 1));
    for depth in [1, 2] {
        let task = Task::default();
        let mut items = server.paginator().prefetch(depth).items();
        let mut yielded = 0;
        for _ in 0..100 {
            let polled = task.poll(&mut items);
            yielded += usize::from(matches!(polled, Poll::Ready(Some(_))));
            if !server.is_busy() {
                assert_eq!(Arc::strong_count(&task.0), 1, "after {yielded} items");
            }
            server.tick();
        }
        assert_eq!(yielded, 3);
        // A request that is dropped releases the task, too.
        let mut paginator = server.paginator().prefetch(depth);
        let start = paginator.checkpoint();
        assert!(task.poll(&mut (&mut paginator).items()).is_pending());
        assert!(Arc::strong_count(&task.0) > 1);
        paginator.set_position(start);
        assert_eq!(Arc::strong_count(&task.0), 1);
    }
}

#[test]
fn looking_for_a_repeated_token_costs_the_same_at_every_depth() {
    thread_local! {
        static COMPARISONS: Cell<u64> = const { Cell::new(0) };
    }

    #[derive(Clone)]
    struct Token(u64);

    impl PartialEq for Token {
        fn eq(&self, other: &Self) -> bool {
            COMPARISONS.set(COMPARISONS.get() + 1);
            self.0 == other.0
        }
    }

    let comparisons = |depth| {
        let listing = operation(0_u64)
            .send(async |page| Ok::<_, Infallible>(page))
            .output_token(|page| (*page < 2_000).then_some(Token(page + 1)))
            .input_token(|_, Token(next)| next)
            .items(|page| [page]);
        COMPARISONS.set(0);
        let items: Vec<Result<u64, Error<Infallible>>> = drain(listing.prefetch(depth).items());
        assert_eq!(items.len(), 2_001);
        COMPARISONS.get()
    };
    assert!(comparisons(0) <= 7 * 2_000);
    assert_eq!(comparisons(10), comparisons(0));
    assert_eq!(comparisons(1_000), comparisons(0));
}

#[test]
fn page_limit_that_is_lowered_holds_for_pages_fetched_ahead() {
    for depth in [0, 1, 5] {
        for failures in [0, 1] {
            let mut pages = slow(5, 1, 0);
            pages[2].failures = failures;
            let server = Server::new(pages);
            let mut listing = server.paginator().prefetch(depth);
            let task = Task::default();
            let next = |listing: &mut dyn Paginator<
                Page = _,
                Item = u32,
                Token = usize,
                Error = Throttled,
            >| task.poll(&mut listing.items());
            assert_eq!(next(&mut listing), Poll::Ready(Some(Ok(0))));
            listing = listing.max_pages(2);
            assert_eq!(next(&mut listing), Poll::Ready(Some(Ok(1))));
            let limit = Poll::Ready(Some(Err(Error::PageLimit { page: 2 })));
            assert_eq!(next(&mut listing), limit);
            assert_eq!(next(&mut listing), Poll::Ready(None));
            listing.retry();
            assert_eq!(next(&mut listing), limit);
            listing = listing.max_pages(4);
            listing.retry();
            if failures > 0 {
                let error = Error::Operation {
                    page: 3,
                    source: Throttled,
                };
                assert_eq!(next(&mut listing), Poll::Ready(Some(Err(error))));
                listing.retry();
            }
            assert_eq!(next(&mut listing), Poll::Ready(Some(Ok(2))));
            assert_eq!(next(&mut listing), Poll::Ready(Some(Ok(3))));
            let limit = Poll::Ready(Some(Err(Error::PageLimit { page: 4 })));
            assert_eq!(next(&mut listing), limit);
        }
    }
}
