//! A panic in user code terminates one listing, and the others can be read.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::rc::Rc;
use std::task::Poll;

use futures_core::stream::FusedStream;
use paginate_tests::server::{PLANNED_PANIC, Server, UserCode};

use crate::{Task, listings, read, servers, tick};

const CODES: [UserCode; 5] = [
    UserCode::Send,
    UserCode::Request,
    UserCode::OutputToken,
    UserCode::InputToken,
    UserCode::Items,
];

/// Reads until a listing panics. Returns the items before.
fn read_until_panic(
    task: &Task,
    rows: &mut (impl futures_core::Stream<Item = Result<u32, impl std::fmt::Debug>> + Unpin),
    servers: &[Rc<Server>],
) -> Vec<u32> {
    let mut yielded = vec![];
    for _ in 0..1_000 {
        match catch_unwind(AssertUnwindSafe(|| task.poll(rows))) {
            Ok(Poll::Ready(Some(row))) => yielded.push(row.unwrap()),
            Ok(Poll::Ready(None)) => break,
            Ok(Poll::Pending) => tick(servers),
            Err(_) => return yielded,
        }
    }
    panic!("no listing panics");
}

#[test]
fn panic_terminates_its_listing_and_no_other() {
    let report = take_hook();
    set_hook(Box::new(move |panic| {
        if panic.payload_as_str() != Some(PLANNED_PANIC) {
            report(panic);
        }
    }));
    for code in CODES {
        for ordered in [false, true] {
            for prefetch in [0, 2] {
                let servers = servers(4, 3);
                let mut rows = listings(&servers, 2, prefetch);
                if ordered {
                    rows = rows.ordered();
                }
                servers[1].plan_panic(Some(code));
                let task = Task::default();
                let mut yielded = read_until_panic(&task, &mut rows, &servers);
                // The same task goes on, so a listing is polled only if it was woken.
                for _ in 0..1_000 {
                    match task.poll(&mut rows) {
                        Poll::Ready(Some(row)) => yielded.push(row.unwrap()),
                        Poll::Ready(None) => break,
                        Poll::Pending => tick(&servers),
                    }
                }
                assert!(rows.is_terminated(), "{code:?}, {ordered}, {prefetch}");
                assert!(!rows.is_complete());
                rows.retry();
                assert_eq!(read(&mut rows, &servers), [], "the listing continues");
                let others = yielded.iter().filter(|row| **row / 100 != 1).count();
                assert_eq!(others, 3 * 6, "{code:?}, {ordered}, {prefetch}");
                // The checkpoint loses nothing of the listing.
                let mut rest = listings(&servers, 2, prefetch)
                    .resume_from(rows.checkpoint())
                    .unwrap();
                yielded.extend(read(&mut rest, &servers).into_iter().map(Result::unwrap));
                yielded.sort_unstable();
                yielded.dedup();
                assert_eq!(yielded.len(), 4 * 6, "{code:?}, {ordered}, {prefetch}");
            }
        }
    }
}
