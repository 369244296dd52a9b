//! A panic in user code terminates one listing, and the others can be read.

use std::cell::Cell;
use std::future::ready;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::task::Poll;

use futures_core::stream::FusedStream;
use paginate_core::{Paginator, operation, parallel};
use paginate_tests::server::{PLANNED_PANIC, Server, Throttled, UserCode, silence_planned_panics};

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

/// An item whose conversion to a number panics if the cell is set.
struct Row<'a> {
    number: u32,
    panics: &'a Cell<bool>,
}

impl From<Row<'_>> for u32 {
    fn from(row: Row<'_>) -> u32 {
        assert!(!row.panics.get(), "{PLANNED_PANIC}");
        row.number
    }
}

/// Lists one page of three rows.
fn page_of_rows(
    first: u32,
    panics: &Cell<bool>,
) -> impl Paginator<Item = u32, Token = u32, Error = Throttled> {
    operation(first)
        .send(|first| ready(Ok::<_, Throttled>(first)))
        .output_token(|_| None::<u32>)
        .input_token(|first, _| first)
        .items(move |first| (first..first + 3).map(move |number| Row { number, panics }))
}

#[test]
fn panic_of_an_items_conversion_terminates_its_listing_and_no_other() {
    silence_planned_panics();
    for rows_before in 0..3 {
        let panics = Cell::new(false);
        let listings = || parallel([0, 100].map(|first| page_of_rows(first, &panics)), 1);
        let (task, mut rows) = (Task::default(), listings());
        for number in 0..rows_before {
            assert_eq!(task.poll(&mut rows), Poll::Ready(Some(Ok(number))));
        }
        panics.set(true);
        catch_unwind(AssertUnwindSafe(|| task.poll(&mut rows))).unwrap_err();
        panics.set(false);
        for number in 100..103 {
            assert_eq!(task.poll(&mut rows), Poll::Ready(Some(Ok(number))));
        }
        assert_eq!(task.poll(&mut rows), Poll::Ready(None));
        assert!(rows.is_terminated());
        assert!(!rows.is_complete());

        let mut rest = listings().resume_from(rows.checkpoint()).unwrap();
        for number in rows_before..3 {
            assert_eq!(task.poll(&mut rest), Poll::Ready(Some(Ok(number))));
        }
        assert_eq!(task.poll(&mut rest), Poll::Ready(None));
    }
}

#[test]
fn panic_terminates_its_listing_and_no_other() {
    silence_planned_panics();
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
                // The same task continues, so a listing is polled only if it was woken.
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
