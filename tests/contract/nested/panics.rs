//! A panic in user code leads to no silent loss.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use futures_core::stream::FusedStream;
use paginate_core::nested;
use paginate_tests::server::{PLANNED_PANIC, UserCode, silence_planned_panics};

use crate::{Services, Task, rows, sorted};

/// Polls, and catches panics. Returns the rows, and whether there was a panic.
fn read<S, E>(services: &Services, list: &mut S) -> (Vec<(u32, u32)>, bool)
where
    S: futures_core::Stream<Item = Result<(u32, u32), E>> + Unpin,
    E: std::fmt::Debug,
{
    let task = Task::default();
    let (mut found, mut panicked) = (vec![], false);
    for _ in 0..10_000 {
        match catch_unwind(AssertUnwindSafe(|| task.poll(list))) {
            Ok(Poll::Ready(Some(row))) => found.push(row.unwrap()),
            Ok(Poll::Ready(None)) => return (found, panicked),
            Ok(Poll::Pending) => services.tick(),
            Err(_) => panicked = true,
        }
    }
    panic!("the stream does not end");
}

#[test]
fn panic_of_the_closure_terminates_the_outer_listing_and_no_part() {
    silence_planned_panics();
    for ordered in [false, true] {
        for panics_at in 0..5 {
            let services = Services::new(&[2, 3], 2, 1);
            let calls = Cell::new(0);
            let list = |panics_at: Option<u32>| {
                let (servers, calls) = (services.inner.clone(), &calls);
                let part = move |key: u32| {
                    calls.set(calls.get() + 1);
                    assert!(panics_at != Some(key), "{PLANNED_PANIC}");
                    (key, servers[key as usize].paginator())
                };
                let list = nested(services.outer.paginator(), part, 2);
                if ordered { list.ordered() } else { list }
            };
            let mut first = list(Some(panics_at));
            let (mut found, panicked) = read(&services, &mut first);
            assert!(panicked && first.is_terminated() && !first.is_complete());
            assert_eq!(sorted(found.clone()), rows(0..panics_at, 2));
            first.retry();
            assert_eq!(read(&services, &mut first).0, []);
            assert_eq!(calls.get(), panics_at + 1);
            let mut rest = list(None).resume_from(first.checkpoint());
            found.extend(read(&services, &mut rest).0);
            assert_eq!(sorted(found), rows(0..5, 2), "panics at {panics_at}");
            assert!(rest.is_complete());
        }
    }
}

#[test]
fn panic_of_a_listing_terminates_it_and_no_other() {
    silence_planned_panics();
    for code in [
        UserCode::Send,
        UserCode::Request,
        UserCode::OutputToken,
        UserCode::Items,
    ] {
        for outer in [false, true] {
            let services = Services::new(&[2, 2], 2, 1);
            let server = if outer {
                &services.outer
            } else {
                &services.inner[1]
            };
            server.plan_panic(Some(code));
            let mut list = services.list(2);
            let (mut found, panicked) = read(&services, &mut list);
            assert!(
                panicked && list.is_terminated() && !list.is_complete(),
                "{code:?}"
            );
            if !outer {
                let others = found.iter().filter(|(key, _)| *key != 1);
                assert_eq!(others.count(), 3 * 4, "{code:?}");
            }
            let mut rest = services.list_from(2, [0, 0], Some(list.checkpoint()));
            found.extend(read(&services, &mut rest).0);
            assert_eq!(sorted(found), rows(0..4, 2), "{code:?}");
        }
    }
}

/// A key whose clone panics if the cell is set.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a>(u32, &'a Shared);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shared(Cell<bool>);

impl Clone for Key<'_> {
    fn clone(&self) -> Self {
        assert!(!self.1.0.take(), "{PLANNED_PANIC}");
        Key(self.0, self.1)
    }
}

#[test]
fn panic_of_the_clone_of_a_key_loses_no_item() {
    silence_planned_panics();
    for at in 0..12 {
        let services = Services::new(&[1, 2], 2, 0);
        let shared = Shared(Cell::new(at == 0));
        let list = || {
            let servers = services.inner.clone();
            let shared = &shared;
            let part = move |key: u32| (Key(key, shared), servers[key as usize].paginator());
            nested(services.outer.paginator(), part, 2)
        };
        let task = Task::default();
        let mut first = list();
        let mut found = vec![];
        for _ in 0..100 {
            match catch_unwind(AssertUnwindSafe(|| task.poll(&mut first))) {
                Ok(Poll::Ready(Some(row))) => {
                    let (key, item) = row.unwrap();
                    found.push((key.0, item));
                    shared.0.set(found.len() == at);
                }
                Ok(Poll::Ready(None)) => break,
                Ok(Poll::Pending) | Err(_) => {}
            }
        }
        shared.0.set(false);
        let mut rest = list().resume_from(first.checkpoint());
        while let Poll::Ready(Some(row)) = task.poll(&mut rest) {
            let (key, item) = row.unwrap();
            found.push((key.0, item));
        }
        assert_eq!(sorted(found), rows(0..3, 2), "after {at} items");
    }
}
