//! One checkpoint for all listings, its serialized form, and resuming from it between any two items.

use std::task::Poll;

use paginate_core::{Checkpoint, Paginator, ParallelCheckpoint, parallel, testing};
use paginate_tests::script::drain;
use paginate_tests::server::{PageSpec, Server};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::{Task, listings, read, servers, tick};

type Checkpoints<T> = ParallelCheckpoint<Checkpoint<T>>;

fn round_trip<T>(checkpoint: &Checkpoints<T>) -> Checkpoints<T>
where
    T: Serialize + DeserializeOwned,
{
    let text = serde_json::to_string(checkpoint).unwrap();
    let checkpoint: Checkpoints<T> = serde_json::from_str(&text).unwrap();
    let bytes = postcard::to_allocvec(&[&checkpoint, &checkpoint]).unwrap();
    let [checkpoint, _]: [Checkpoints<T>; 2] = postcard::from_bytes(&bytes).unwrap();
    let bytes = rmp_serde::to_vec(&checkpoint).unwrap();
    let checkpoint: Checkpoints<T> = rmp_serde::from_slice(&bytes).unwrap();
    let bytes = rmp_serde::to_vec_named(&checkpoint).unwrap();
    rmp_serde::from_slice(&bytes).unwrap()
}

#[test]
fn resume_between_any_two_items_yields_exactly_the_remaining_items() {
    let servers = servers(3, 3);
    let settings = [(1, 0), (2, 0), (2, 2), (5, 1)];
    for (ordered, (concurrency, prefetch)) in [false, true]
        .into_iter()
        .flat_map(|ordered| settings.map(|setting| (ordered, setting)))
    {
        for stop in 0..=18 {
            let make = || {
                let rows = listings(&servers, concurrency, prefetch);
                if ordered { rows.ordered() } else { rows }
            };
            let mut rows = make();
            let task = Task::default();
            let mut yielded = vec![];
            while yielded.len() < stop {
                match task.poll(&mut rows) {
                    Poll::Ready(row) => yielded.push(row.unwrap().unwrap()),
                    Poll::Pending => tick(&servers),
                }
            }
            let checkpoint = rows.checkpoint();
            drop(rows);
            assert!(round_trip(&checkpoint) == checkpoint);
            let mut rest = make().resume_from(round_trip(&checkpoint)).unwrap();
            assert!(rest.checkpoint() == checkpoint);
            yielded.extend(read(&mut rest, &servers).into_iter().map(Result::unwrap));
            assert!(rest.is_complete());
            assert!(rest.checkpoint().is_end());
            if !ordered {
                yielded.sort_unstable();
            }
            let expected: Vec<u32> = (0..3)
                .flat_map(|server| (0..3).map(move |page| server * 100 + page * 10))
                .flat_map(|first| [first, first + 1])
                .collect();
            assert_eq!(yielded, expected);
        }
    }
}

#[test]
fn resume_keeps_the_start_of_a_listing_that_begins_at_a_token() {
    let listing = |token| {
        let pages = (0..6).map(|page| Ok::<_, ()>(vec![page]));
        testing::script(pages).resume_from(Checkpoint::at(token))
    };
    let rows = parallel([listing(3), listing(5)], 1);
    let rest = parallel([listing(3), listing(5)], 1).resume_from(round_trip(&rows.checkpoint()));
    assert_eq!(drain(rest.unwrap()), [Ok(3), Ok(4), Ok(5), Ok(5)]);
}

#[test]
fn resume_replaces_the_position_of_listings_in_progress() {
    let servers = servers(2, 2);
    let mut rows = listings(&servers, 2, 1);
    let start = rows.checkpoint();
    let task = Task::default();
    for _ in 0..4 {
        let _ = task.poll(&mut rows).is_ready();
        tick(&servers);
    }
    let mut rows = rows.resume_from(start).unwrap();
    assert_eq!(read(&mut rows, &servers).len(), 8);
}

#[test]
fn resume_after_the_end_begins_again() {
    let servers = servers(2, 2);
    let mut rows = listings(&servers, 2, 0);
    let start = rows.checkpoint();
    for _ in 0..2 {
        assert_eq!(read(&mut rows, &servers).len(), 8);
        assert!(rows.is_complete());
        rows = rows.resume_from(start.clone()).unwrap();
        assert!(!rows.is_complete());
    }
}

#[test]
fn resume_takes_the_turns_of_listings_that_are_done() {
    let servers = servers(4, 1);
    let all = || listings(&servers, 4, 0);
    let (mut begun, mut rows) = (all(), all());
    let task = Task::default();
    assert!(task.poll(&mut begun).is_pending());
    tick(&servers);
    // Each listing has yielded an item, and has a turn.
    for _ in 0..4 {
        assert!(task.poll(&mut begun).is_ready());
    }
    let mut done = 0;
    while done < 7 {
        match task.poll(&mut rows) {
            Poll::Ready(_) => done += 1,
            Poll::Pending => tick(&servers),
        }
    }
    let mut rest = begun.resume_from(rows.checkpoint()).unwrap();
    assert_eq!(read(&mut rest, &servers).len(), 1);
    assert!(rest.is_complete());
}

#[test]
fn listing_that_has_nothing_to_list_is_complete() {
    let listing = || testing::script([Ok::<_, ()>(vec![7])]);
    let mut items = listing().items();
    let start = items.checkpoint();
    assert_eq!(drain(&mut items), [Ok(7)]);
    let resumed = [items.checkpoint(), start].map(|at| listing().resume_from(at));
    let mut rows = parallel(resumed, 2);
    assert!(!rows.is_complete());
    assert_eq!(drain(&mut rows), [Ok(7)]);
    assert!(rows.is_complete());
}

#[test]
fn checkpoint_has_a_stable_json_form() {
    let servers = servers(3, 2);
    let mut rows = listings(&servers, 1, 0);
    let task = Task::default();
    let mut yielded = 0;
    while yielded < 7 {
        match task.poll(&mut rows) {
            Poll::Ready(_) => yielded += 1,
            Poll::Pending => tick(&servers),
        }
    }
    let form = serde_json::to_value(rows.checkpoint()).unwrap();
    let second = json!({ "at": [2, 1, { "at": [1] }, "uncounted", { "items": 1 }] });
    assert_eq!(form, json!([1, ["done", second, "not_started"]]));
}

#[test]
fn checkpoint_of_another_number_of_listings_is_an_error() {
    let checkpoint = listings(&servers(3, 1), 1, 0).checkpoint();
    assert_eq!(checkpoint.listings(), 3);
    let error = listings(&servers(4, 1), 1, 0)
        .resume_from(checkpoint)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a checkpoint of 4 listings, found a checkpoint of 3 listings"
    );
}

#[test]
fn checkpoint_of_another_version_or_of_other_data_is_an_error() {
    let parse = |text: &str| serde_json::from_str::<Checkpoints<usize>>(text);
    let expected = "expected a checkpoint of parallel listings of version 1, found version 2";
    for newer in ["[2]", "[2, []]", r#"[2, { "anything": "else" }, 7]"#] {
        let error = parse(newer).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    // A checkpoint of one listing, of another version.
    let error = parse(r#"[1, [{ "at": [1, 0, "end"] }]]"#)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("expected a checkpoint of version 2, found version 1"),
        "{error}"
    );
    for other in [
        "{}",
        "[]",
        "[1]",
        "[1, null]",
        r#"[1, ["other"]]"#,
        "[1, [], 0]",
    ] {
        assert!(parse(other).is_err(), "{other}");
    }
    let error = parse("[1]").unwrap_err().to_string();
    assert!(
        error.contains("expected a checkpoint of parallel listings: [version, listings]"),
        "{error}"
    );
    assert_eq!(parse("[1, []]").unwrap().listings(), 0);
}

#[test]
fn debug_of_a_checkpoint_hides_its_tokens() {
    let listing = |token| {
        let servers = Server::new([PageSpec::default()]);
        servers.paginator().resume_from(Checkpoint::at(token))
    };
    let mut rows = parallel([listing(71_717), listing(0)], 1);
    let debug = format!("{:?}", rows.checkpoint());
    assert_eq!(
        debug,
        "ParallelCheckpoint { listings: 2, not_started: 0, done: 0, .. }"
    );
    rows = parallel([listing(0), listing(0)], 1);
    drain(&mut rows);
    let debug = format!("{:?}", rows.checkpoint());
    assert_eq!(
        debug,
        "ParallelCheckpoint { listings: 2, not_started: 0, done: 2, .. }"
    );
}
