//! One checkpoint for the outer listing and its parts, and resuming between any two items.

use std::collections::BTreeSet;

use paginate_core::{nested, testing};
use paginate_tests::script::drain;
use serde_json::json;

use crate::{Checkpoints, Services, page, rows, sorted};

fn round_trip(checkpoint: &Checkpoints) -> Checkpoints {
    let text = serde_json::to_string(checkpoint).unwrap();
    let bytes = postcard::to_allocvec(&serde_json::from_str::<Checkpoints>(&text).unwrap());
    postcard::from_bytes(&bytes.unwrap()).unwrap()
}

#[test]
fn resume_between_any_two_items_yields_exactly_the_remaining_items() {
    for ordered in [false, true] {
        for (concurrency, depths) in [(1, [0, 0]), (2, [0, 0]), (2, [1, 2]), (9, [2, 1])] {
            for stop in 0..=20 {
                let services = Services::new(&[2, 0, 3], 2, 1);
                let make = |checkpoint| {
                    let list = services.list_from(concurrency, depths, checkpoint);
                    if ordered { list.ordered() } else { list }
                };
                let mut list = make(None);
                let mut found = services.read_some(&mut list, stop);
                let checkpoint = list.checkpoint();
                drop(list);
                assert!(round_trip(&checkpoint) == checkpoint);
                let mut list = make(Some(round_trip(&checkpoint)));
                assert!(list.checkpoint() == checkpoint);
                found.extend(services.read(&mut list));
                assert!(list.is_complete() && list.checkpoint().is_end());
                let found: Vec<_> = found.into_iter().map(Result::unwrap).collect();
                let found = if ordered { found } else { sorted(found) };
                assert_eq!(found, rows(0..5, 2), "{concurrency} at once, {stop} items");
            }
        }
    }
}

#[test]
fn open_pages_may_change_between_two_runs() {
    let before = [vec![0, 1], vec![2, 3], vec![4, 5]];
    // The first page is done. On the others, the item 3 is removed, 6 and 7 are inserted, and the rest has another order.
    let after = [vec![0, 1], vec![6, 5, 2], vec![4, 7]];
    let services = Services::new(&[2, 2, 2, 2], 2, 1);
    for stop in 9..=16 {
        let first = services.with_outer(&before);
        let mut list = first.list(3).ordered();
        let mut found = first.read_some(&mut list, stop);
        let checkpoint = list.checkpoint();
        drop(list);
        let second = services.with_outer(&after);
        let mut list = second.list_from(3, [0, 0], Some(round_trip(&checkpoint)));
        found.extend(second.read(&mut list));
        let mut found: Vec<_> = found.into_iter().map(Result::unwrap).collect();
        let count = found.len();
        found.retain(|(key, _)| *key != 3);
        assert_eq!(count - found.len(), stop.saturating_sub(12).min(4));
        assert_eq!(sorted(found), rows([0, 1, 2, 4, 5, 6, 7], 2), "{stop}");
        let gone: &[u32] = if stop > 12 { &[3] } else { &[] };
        assert_eq!(list_gone(&second, checkpoint), gone);
    }
}

/// Returns the keys that are gone, once all was read.
fn list_gone(services: &Services, checkpoint: Checkpoints) -> Vec<u32> {
    let servers = services.inner.clone();
    let part = move |key: u32| (key, servers[key as usize].paginator());
    let mut list = nested(services.outer.paginator(), part, 3).resume_from(checkpoint);
    assert_eq!(list.gone_keys(), [0; 0]);
    services.read(&mut list);
    assert!(list.checkpoint().is_end());
    list.gone_keys().to_vec()
}

#[test]
fn part_that_is_done_sends_no_request_after_a_resume() {
    let services = Services::new(&[3], 2, 1);
    let mut list = services.list(1);
    services.read_some(&mut list, 9);
    let checkpoint = list.checkpoint();
    drop(list);
    let before = services.requests();
    let mut list = services.list_from(1, [0, 0], Some(checkpoint));
    services.read(&mut list);
    let requests = services.requests().into_iter().zip(before);
    let sent: Vec<_> = requests.map(|(after, before)| after - before).collect();
    // The part 2 was at its first page.
    assert_eq!(sent, [0, 0, 2]);
}

#[test]
fn checkpoint_has_a_stable_json_form() {
    let services = Services::new(&[1, 3, 1], 2, 1);
    let mut list = services.list(1);
    services.read_some(&mut list, 9);
    let form = serde_json::to_value(list.checkpoint()).unwrap();
    let outer = json!([2, 1, { "at": [1] }, "uncounted", { "items": 0 }]);
    let second =
        json!([2, 0, "first", { "counted": { "items": 0, "page_size": 0 } }, { "items": 1 }]);
    assert_eq!(
        form,
        json!([2, outer, [[1, "done"], [2, { "at": second }]]])
    );
    services.read(&mut list);
    let form = serde_json::to_value(list.checkpoint()).unwrap();
    assert_eq!(
        form,
        json!([2, [2, 3, "end", "uncounted", { "items": 0 }], []])
    );
}

#[test]
fn checkpoint_of_another_version_is_an_error() {
    let parse = |text: &str| {
        serde_json::from_str::<Checkpoints>(text)
            .unwrap_err()
            .to_string()
    };
    for (text, found) in [(r#"[1, ["done", "not_started"]]"#, 1), ("[3]", 3)] {
        let expected =
            format!("expected a checkpoint of parts with keys of version 2, found version {found}");
        assert!(parse(text).starts_with(&expected), "{}", parse(text));
    }
    let expected = "expected a checkpoint of parts with keys of version 2";
    assert!(!parse("[]").starts_with(expected));
    assert!(parse("[2]").contains("a checkpoint of parts with keys: [version, outer, parts]"));
}

#[test]
fn size_of_the_checkpoint_depends_on_the_open_pages_and_not_on_what_is_done() {
    let size = |outer: u32| {
        let pages = (0..outer).map(|page| Ok::<_, ()>((page * 10..page * 10 + 10).collect()));
        let part = |key: u32| (key, page::<u32, ()>(vec![1, 2]));
        let mut list = nested(testing::script(pages), part, 4);
        let task = crate::Task::default();
        let (mut yielded, mut most) = (0, 0);
        while yielded < outer * 20 {
            yielded += u32::from(task.poll(&mut list).is_ready());
            let form = serde_json::to_value(list.checkpoint()).unwrap();
            most = most.max(form[2].as_array().unwrap().len());
        }
        most
    };
    let most = size(3);
    assert!(most <= 10 + 4, "{most} entries");
    assert_eq!(size(30), most);
}

#[test]
fn checkpoint_is_before_the_first_unfinished_part() {
    // The first part is slow, and all others are done meanwhile.
    let services = Services::new(&[2, 2, 2], 1, 0);
    let mut slow = services.clone();
    slow.inner[0] = crate::pages(&[vec![0, 1]], 1_000);
    let mut list = slow.list(2);
    let task = crate::Task::default();
    let mut found = vec![];
    while found.len() < 10 {
        if let std::task::Poll::Ready(Some(row)) = task.poll(&mut list) {
            found.push(row.unwrap());
        }
    }
    let checkpoint = list.checkpoint();
    drop(list);
    let mut list = services.list_from(2, [0, 0], Some(round_trip(&checkpoint)));
    let rest: Vec<_> = services
        .read(&mut list)
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rest, [(0, 0), (0, 1)]);
}

#[test]
fn items_that_move_to_a_later_page_are_not_listed_again_after_a_resume() {
    // An outer listing by offset: the insertion of an item moves the item 1 from the first page to the second.
    let outer = |pages: [Vec<u32>; 2]| testing::script::<_, ()>(pages.map(Ok));
    let part = |key: u32| (key, page::<u32, ()>(vec![key]));
    let mut list = nested(outer([vec![0, 1], vec![2, 3]]), part, 1);
    let mut found: BTreeSet<_> = BTreeSet::new();
    let task = crate::Task::default();
    while found.len() < 2 {
        if let std::task::Poll::Ready(Some(row)) = task.poll(&mut list) {
            found.insert(row.unwrap());
        }
    }
    let checkpoint = list.checkpoint();
    let list = nested(outer([vec![9, 0], vec![1, 2, 3]]), part, 1).resume_from(checkpoint);
    for row in drain(list) {
        assert!(found.insert(row.unwrap()), "a row comes twice");
    }
    assert_eq!(found.len(), 5);
}

#[test]
fn resume_replaces_the_position_of_a_stream_that_was_read() {
    let services = Services::new(&[2, 2], 2, 1);
    let servers = services.inner.clone();
    let part = move |key: u32| (key, servers[key as usize].paginator());
    let mut list = nested(services.outer.paginator(), part, 2);
    let start = list.checkpoint();
    services.read_some(&mut list, 7);
    let mut list = list.resume_from(start);
    assert!(services.inner.iter().all(|server| !server.is_busy()));
    let found = services.read(&mut list).into_iter().map(Result::unwrap);
    assert_eq!(sorted(found.collect()), rows(0..4, 2));
}

#[test]
fn debug_of_a_checkpoint_hides_keys_and_tokens() {
    let services = Services::new(&[3], 2, 1);
    let mut list = services.list(1);
    services.read_some(&mut list, 9);
    let debug = format!("{:?}", list.checkpoint());
    let expected = "ParallelCheckpoint { listings: 3, not_started: 0, done: 2, .. }";
    assert_eq!(debug, expected);
}
