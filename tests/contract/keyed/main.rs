//! Listings with keys: what they yield, errors, and checkpoints of other parts.

use std::error::Error as _;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use futures_core::Stream;
use paginate_core::{Checkpoint, Keyed, Paginator, Parallel, ParallelCheckpoint, keyed, testing};
use paginate_tests::script::drain;
use serde_json::json;

/// Lists two pages of two items: those of "b" are "b1", "b2", "b3" and "b4".
fn region(
    name: &'static str,
) -> (
    &'static str,
    impl Paginator<Item = String, Token = usize, Error = fmt::Error>,
) {
    let page = |first| {
        Ok(vec![
            format!("{name}{first}"),
            format!("{name}{}", first + 1),
        ])
    };
    (name, testing::script([page(1), page(3)]))
}

fn regions<const N: usize>(
    names: [&'static str; N],
    concurrency: usize,
) -> Parallel<Keyed<&'static str, impl Paginator<Item = String, Token = usize, Error = fmt::Error>>>
{
    keyed(names.map(region), concurrency).unwrap()
}

/// Polls until the stream has yielded a number of rows.
fn read<T, E: fmt::Debug>(
    rows: &mut (impl Stream<Item = Result<T, E>> + Unpin),
    count: usize,
) -> Vec<T> {
    let mut cx = Context::from_waker(Waker::noop());
    let mut found = vec![];
    while found.len() < count {
        if let Poll::Ready(row) = Pin::new(&mut *rows).poll_next(&mut cx) {
            found.push(row.expect("the stream has more items").unwrap());
        }
    }
    found
}

fn texts(rows: &[(&'static str, String)]) -> Vec<String> {
    let texts = rows.iter().map(|(name, item)| {
        assert!(item.starts_with(name));
        item.clone()
    });
    texts.collect()
}

#[test]
fn items_come_with_the_key_of_their_part() {
    let rows = read(&mut regions(["a", "b"], 1), 8);
    assert_eq!(
        texts(&rows),
        ["a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4"]
    );
    let rows = read(&mut regions(["b", "a"], 2).ordered(), 8);
    assert_eq!(
        texts(&rows),
        ["b1", "b2", "b3", "b4", "a1", "a2", "a3", "a4"]
    );
}

#[tokio::test]
async fn collected_items_come_with_the_key_of_their_part() {
    let rows: Vec<_> = regions(["a", "b"], 1).try_collect().await.unwrap();
    assert_eq!(
        texts(&rows),
        ["a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4"]
    );
}

#[test]
fn two_parts_with_one_key_are_an_error_before_the_first_request() {
    let part = |key| (key, testing::script::<u32, ()>([Ok(vec![])]));
    let error = keyed([part("a"), part("b"), part("a")], 8).err().unwrap();
    assert_eq!(error.key(), &"a");
    assert_eq!(
        error.to_string(),
        r#"expected a key of its own for each part, found two parts with the key "a""#
    );
    assert!(keyed([part("a"), part("b")], 8).is_ok());
}

#[test]
fn error_names_the_key_of_its_part() {
    let part = |key, pages: [Result<Vec<u32>, fmt::Error>; 2]| (key, testing::script(pages));
    let parts = [
        part("a", [Ok(vec![1]), Ok(vec![2])]),
        part("b", [Err(fmt::Error), Ok(vec![3])]),
    ];
    let mut rows = keyed(parts, 2).unwrap();
    let found = drain(&mut rows);
    let error = found.iter().find_map(|row| row.as_ref().err()).unwrap();
    assert_eq!(error.key(), &"b");
    assert_eq!(error.to_string(), r#"the listing with key "b" failed"#);
    let source = error.source().unwrap();
    assert_eq!(source.to_string(), "the request for page 1 failed");
    assert_eq!(found.len(), 3);
    rows.retry();
    assert_eq!(drain(&mut rows), [Ok(("b", 3))]);
    assert!(rows.is_complete());
}

#[test]
fn checkpoint_is_valid_for_other_parts_in_another_order() {
    for stop in 0..=12 {
        let mut rows = regions(["a", "b", "c"], 2);
        let mut found = read(&mut rows, stop);
        let checkpoint = rows.checkpoint();
        // "b" is gone, "d" is added, and the order is another one.
        let mut rows = regions(["d", "c", "a"], 2).resume_from(checkpoint);
        assert_eq!(rows.gone_keys(), ["b"]);
        found.extend(drain(&mut rows).into_iter().map(Result::unwrap));
        assert!(rows.is_complete() && rows.checkpoint().is_end());
        let mut found = texts(&found);
        found.retain(|item| !item.starts_with('b'));
        found.sort();
        let expected: Vec<_> = ["a", "c", "d"]
            .iter()
            .flat_map(|name| (1..5).map(move |item| format!("{name}{item}")))
            .collect();
        assert_eq!(found, expected, "after {stop} items");
        // A checkpoint of the new parts does not contain the old one.
        let form = serde_json::to_value(rows.checkpoint()).unwrap();
        let done = json!([["a", "done"], ["c", "done"], ["d", "done"]]);
        assert_eq!(form, json!([2, [], done]));
    }
}

#[test]
fn checkpoint_is_the_end_only_after_the_last_item() {
    for at_once in [1, 3] {
        let mut rows = regions(["a", "b", "c"], at_once);
        for _ in 0..12 {
            assert!(!rows.checkpoint().is_end());
            read(&mut rows, 1);
        }
        assert_eq!(drain(&mut rows), []);
        assert!(rows.checkpoint().is_end());
    }
}

#[test]
fn checkpoint_has_a_stable_json_form() {
    type Checkpoints = ParallelCheckpoint<Checkpoint<usize>, String>;
    let parts = || ["b", "a", "c"].map(|name| (name.to_owned(), region(name).1));
    let mut rows = keyed(parts(), 1).unwrap();
    read(&mut rows, 7);
    let form = serde_json::to_value(rows.checkpoint()).unwrap();
    let a = json!({ "at": [2, 1, { "at": [1] }, "uncounted", { "items": 1 }] });
    let parts_form = json!([["a", a], ["b", "done"], ["c", "not_started"]]);
    assert_eq!(form, json!([2, [], parts_form]));
    let checkpoint: Checkpoints = serde_json::from_value(form).unwrap();
    assert!(checkpoint == rows.checkpoint());
    let rest = drain(keyed(parts(), 1).unwrap().resume_from(checkpoint));
    assert_eq!(rest.len(), 5);

    let parse = |text: &str| {
        serde_json::from_str::<Checkpoints>(text)
            .unwrap_err()
            .to_string()
    };
    let error = parse(r#"[1, ["done"]]"#);
    let expected = "expected a checkpoint of parts with keys of version 2, found version 1";
    assert!(error.starts_with(expected), "{error}");
    let error = parse("[2, [2, 0], []]");
    assert!(
        error.contains("no outer listing, because the parts are given"),
        "{error}"
    );
}

#[test]
fn listings_that_their_index_names_refuse_a_checkpoint_with_keys() {
    let text = serde_json::to_string(&regions(["a"], 1).checkpoint()).unwrap();
    let error = serde_json::from_str::<ParallelCheckpoint<Checkpoint<usize>>>(&text).unwrap_err();
    let expected = "expected a checkpoint of parallel listings of version 1, found version 2";
    assert!(error.to_string().starts_with(expected), "{error}");
}

#[test]
fn items_make_no_allocation() {
    let allocations = |items: u32| {
        let mut cx = Context::from_waker(Waker::noop());
        let parts = ["a", "b"].map(|name| {
            let pages = [Ok::<_, ()>((0..items).collect()), Ok((0..items).collect())];
            (Arc::<str>::from(name), testing::script::<u32, ()>(pages))
        });
        let mut rows = keyed(parts, 2).unwrap();
        measure(|| while !matches!(Pin::new(&mut rows).poll_next(&mut cx), Poll::Ready(None)) {})
            .count_total
    };
    assert_eq!(allocations(500), allocations(5));
}
