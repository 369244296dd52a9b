use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use paginate_core::split;

use crate::clock;
use crate::service::Service;

/// A collection that panics once when an item is added.
#[derive(Default)]
struct Panicking {
    items: Vec<u64>,
    at: Option<u64>,
}

impl Extend<u64> for Panicking {
    fn extend<I: IntoIterator<Item = u64>>(&mut self, items: I) {
        let items: Vec<u64> = items.into_iter().collect();
        if self.at.is_some_and(|at| items.contains(&at)) {
            self.at = None;
            panic!("planned");
        }
        self.items.extend(items);
    }
}

#[test]
fn panic_of_a_collection_counts_no_item_of_the_page_as_yielded() {
    for at in [0, 35, 499] {
        let service = Service::new((0..500u64).collect(), 10, 1);
        let mut keys = split(|| service.listing(), |key| *key, 4);
        let mut collection = Panicking {
            items: Vec::new(),
            at: Some(at),
        };
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            clock::run(&service.clock, keys.try_extend(&mut collection))
        }));
        assert!(panicked.is_err());
        clock::run(&service.clock, keys.try_extend(&mut collection)).expect("no error");
        assert!(!collection.items.contains(&at), "the part is terminated");
        assert!(!keys.is_complete());
        keys.retry();
        clock::run(&service.clock, keys.try_extend(&mut collection)).expect("no error");
        assert!(!keys.is_complete(), "the part is terminated for good");
        let rest = split(|| service.listing(), |key| *key, 4).resume_from(keys.checkpoint());
        let rest: Vec<u64> = clock::run(&service.clock, rest.try_collect()).expect("no error");
        assert!(rest.contains(&at));
        collection.items.extend(rest);
        collection.items.sort_unstable();
        assert!(collection.items == service.keys, "at {at}");
    }
}

#[test]
fn panic_of_the_key_closure_is_before_the_page() {
    let cases = [0, 35, 499].map(|at| [(at, false), (at, true)]);
    for (at, ordered) in cases.into_iter().flatten() {
        let service = Service::new((0..500u64).collect(), 10, 1);
        let is_planned = Cell::new(true);
        let key = |key: &u64| {
            assert!(*key != at || !is_planned.replace(false), "planned");
            *key
        };
        let mut keys = split(|| service.listing(), key, 4);
        if ordered {
            keys = keys.buffer(8).ordered();
        }
        let mut yielded = Vec::new();
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            clock::run(&service.clock, keys.try_extend(&mut yielded))
        }));
        assert!(panicked.is_err());
        clock::run(&service.clock, keys.try_extend(&mut yielded)).expect("no error");
        assert!(!keys.is_complete());
        let rest = split(|| service.listing(), |key| *key, 4).resume_from(keys.checkpoint());
        clock::run(&service.clock, { rest }.try_extend(&mut yielded)).expect("no error");
        yielded.sort_unstable();
        assert!(yielded == service.keys, "at {at}");
    }
}
