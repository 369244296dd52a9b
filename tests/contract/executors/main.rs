//! The number of polls and of allocations is the same under every executor. Executors differ in their wakers: in release builds,
//! the waker of tokio's current-thread `block_on` has another vtable than its clones.

mod measured;
mod service;

use std::sync::Arc;

use paginate_core::{Paginator, parallel};

use self::measured::{Measured, measured};
use self::service::Service;

/// Runs a future that returns what it has measured.
type Run = fn(Box<dyn Future<Output = Measured> + Send + Unpin>) -> Measured;

fn tokio_runtime(threads: usize) -> tokio::runtime::Runtime {
    match threads {
        0 => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    }
    .build()
    .expect("the runtime needs nothing")
}

const EXECUTORS: [(&str, Run); 8] = [
    ("futures", |future| futures::executor::block_on(future)),
    ("smol", |future| smol::block_on(future)),
    ("smol, spawned", |future| {
        smol::block_on(smol::spawn(future))
    }),
    ("tokio, current thread", |future| {
        tokio_runtime(0).block_on(future)
    }),
    ("tokio, current thread, spawned", |future| {
        tokio_runtime(0).block_on(async { tokio::spawn(future).await.expect("no panic") })
    }),
    ("tokio, local set", |future| {
        let local = tokio::task::LocalSet::new();
        local.block_on(&tokio_runtime(0), future)
    }),
    ("tokio, multi-thread", |future| {
        tokio_runtime(2).block_on(future)
    }),
    ("tokio, multi-thread, spawned", |future| {
        tokio_runtime(2).block_on(async { tokio::spawn(future).await.expect("no panic") })
    }),
];

/// Asserts that a future measures the same under every executor, and returns what it measures.
fn under_every_executor<F>(future: impl Fn() -> F) -> Measured
where
    F: Future<Output = Measured> + Send + 'static,
{
    let mut all = EXECUTORS.map(|(name, run)| (name, run(Box::new(Box::pin(future())))));
    all.sort_by_key(|(_, measured)| measured.allocations);
    let (_, first) = all[0];
    for (name, measured) in all {
        assert_eq!(measured, first, "{name}");
    }
    first
}

#[test]
fn prefetched_requests_are_polled_when_they_were_woken() {
    let of = |pages: u32| {
        under_every_executor(move || {
            let service = Service::new(pages);
            let mut items = service.listing().prefetch(8).items();
            measured(Arc::clone(&service), async move {
                while let Some(item) = items.try_next().await.unwrap() {
                    service.note_item(item);
                }
            })
        })
    };
    let few = of(50);
    assert_eq!(few.requests, 50);
    // The first page is ready at once. The others are polled when they are sent, and for each of two wakeups.
    assert_eq!(few.polls, 1 + 3 * 49);
    assert_eq!(
        of(100).allocations,
        few.allocations,
        "pages allocate nothing"
    );
}

#[test]
fn requests_in_parallel_are_polled_when_they_were_woken() {
    for ordered in [false, true] {
        let measured = under_every_executor(move || {
            let service = Service::new(10);
            let listings = (0..200).map(|_| service.listing().prefetch(1));
            let mut rows = parallel(listings, 16);
            if ordered {
                rows = rows.ordered();
            }
            measured(Arc::clone(&service), async move {
                while let Some(item) = rows.try_next().await.unwrap() {
                    service.note_item(item);
                }
            })
        });
        assert_eq!(measured.requests, 200 * 10);
        assert!(measured.polls <= 3 * measured.requests, "{measured:?}");
    }
}
