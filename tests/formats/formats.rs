//! Checkpoints round-trip through every format: text and binary, with and without names, with and without `None`, enums in enums
//! and integers above 2^63.

use std::fmt::Debug;
use std::future::{Ready, ready};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use paginate_core::{
    Checkpoint, Items, Paginator, ParallelCheckpoint, SplitCheckpoint, SplitKey, keyed, nested,
    operation, parallel, split, testing,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a program stores: formats such as TOML and BSON need a document around the checkpoint.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Job<C> {
    name: String,
    checkpoint: C,
    after: u8,
}

/// A token that is an enum, which some formats cannot have in an enum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Cursor {
    Start,
    Key(String),
    Range { from: u32, to: Option<u32> },
}

/// Returns what a job becomes in a format, or an error.
macro_rules! through {
    ($job:ident, $write:expr, $read:expr) => {{
        let written = $write.unwrap_or_else(|error| panic!("{error}: {:?}", $job));
        let read = |written| $read(written);
        read(&written).unwrap_or_else(|error| panic!("{error}: {:?}, {written:?}", $job))
    }};
}

fn assert_round_trips<C>(checkpoint: C)
where
    C: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let job = Job {
        name: "nightly".into(),
        checkpoint,
        after: 1,
    };
    let formats: [(&str, Job<C>); 11] = [
        (
            "json",
            through!(job, serde_json::to_string(&job), |text: &String| {
                serde_json::from_str(text)
            }),
        ),
        (
            "yaml",
            through!(job, serde_yaml_ng::to_string(&job), |text: &String| {
                serde_yaml_ng::from_str(text)
            }),
        ),
        (
            "toml",
            through!(job, toml::to_string(&job), |text: &String| toml::from_str(
                text
            )),
        ),
        (
            "ron",
            through!(job, ron::to_string(&job), |text: &String| ron::from_str(
                text
            )),
        ),
        ("cbor", {
            let mut bytes = Vec::new();
            ciborium::into_writer(&job, &mut bytes).unwrap();
            ciborium::from_reader(bytes.as_slice()).unwrap()
        }),
        (
            "bson",
            through!(job, bson::serialize_to_vec(&job), |bytes: &Vec<u8>| {
                bson::deserialize_from_slice(bytes)
            }),
        ),
        ("bincode", {
            let config = bincode::config::standard();
            let bytes = bincode::serde::encode_to_vec(&job, config).unwrap();
            bincode::serde::decode_from_slice(&bytes, config).unwrap().0
        }),
        (
            "flexbuffers",
            through!(job, flexbuffers::to_vec(&job), |bytes: &Vec<u8>| {
                flexbuffers::from_slice(bytes)
            }),
        ),
        (
            "postcard",
            through!(job, postcard::to_allocvec(&job), |bytes: &Vec<u8>| {
                postcard::from_bytes(bytes)
            }),
        ),
        (
            "messagepack",
            through!(job, rmp_serde::to_vec(&job), |bytes: &Vec<u8>| {
                rmp_serde::from_slice(bytes)
            }),
        ),
        (
            "messagepack, named",
            through!(job, rmp_serde::to_vec_named(&job), |bytes: &Vec<u8>| {
                rmp_serde::from_slice(bytes)
            }),
        ),
    ];
    for (format, read) in formats {
        assert_eq!(read, job, "{format}");
    }
}

/// Lists three pages of two items. The tokens are given.
fn listing<T>(tokens: [T; 2]) -> impl Paginator<Item = u32, Token = T, Error = ()>
where
    T: Clone + PartialEq + 'static,
{
    operation(())
        .send(|()| ready(Ok(())))
        .output_token_after(move |(), token: Option<&T>| match token {
            None => Some(tokens[0].clone()),
            Some(token) if *token == tokens[0] => Some(tokens[1].clone()),
            Some(_) => None,
        })
        .input_token(|(), _| ())
        .items(|()| [1_u32, 2])
}

fn next<P: Paginator>(items: &mut Items<P>) -> bool {
    let next = pin!(items.next()).poll(&mut Context::from_waker(Waker::noop()));
    matches!(next, Poll::Ready(Some(Ok(_))))
}

/// Asserts that the checkpoints before and after each item round-trip.
fn assert_all_round_trip<T>(tokens: &[T; 2])
where
    T: Clone + Ord + Debug + Serialize + DeserializeOwned + 'static,
{
    let mut items = listing(tokens.clone()).items();
    loop {
        assert_round_trips(items.checkpoint());
        if !next(&mut items) {
            break;
        }
    }
    assert!(items.checkpoint().is_end());
    assert_round_trips(Checkpoint::at(tokens[1].clone()));

    let mut rows = parallel((0..4).map(|_| listing(tokens.clone())), 2);
    loop {
        let checkpoint: ParallelCheckpoint<Checkpoint<T>> = rows.checkpoint();
        assert_round_trips(checkpoint);
        if !has_next(&mut rows) {
            break;
        }
    }

    let mut rows = keyed(
        tokens.clone().map(|token| (token, listing(tokens.clone()))),
        2,
    )
    .unwrap();
    loop {
        let checkpoint: ParallelCheckpoint<Checkpoint<T>, T> = rows.checkpoint();
        assert_round_trips(checkpoint);
        if !has_next(&mut rows) {
            break;
        }
    }

    // Three levels, each with the tokens.
    let part = |key| {
        let rows = |index: usize| (tokens[index].clone(), listing(tokens.clone()));
        (key, nested(testing::script([Ok(vec![0, 1])]), rows, 2))
    };
    let mut rows = nested(listing(tokens.clone()).max_pages(1), part, 1);
    loop {
        assert_round_trips(rows.checkpoint());
        if !has_next(&mut rows) {
            break;
        }
    }
}

fn has_next<T, E>(rows: &mut (impl Stream<Item = Result<T, E>> + Unpin)) -> bool {
    let mut cx = Context::from_waker(Waker::noop());
    matches!(Pin::new(rows).poll_next(&mut cx), Poll::Ready(Some(Ok(_))))
}

/// Lists keys in pages of two.
fn ordered_listing<K: Clone + Ord + 'static>(
    keys: &[K],
) -> impl Paginator<Item = K, Token = K, Error = ()> + use<K> {
    let keys = keys.to_vec();
    let last = keys.last().cloned();
    operation(None)
        .send(move |after: Option<K>| {
            let rest = keys
                .iter()
                .filter(|key| after.as_ref().is_none_or(|after| *key > after));
            ready(Ok::<Vec<K>, ()>(rest.take(2).cloned().collect()))
        })
        .output_token(move |page: &Vec<K>| {
            page.last()
                .cloned()
                .filter(|key| Some(key) != last.as_ref())
        })
        .input_token(|_, after| Some(after))
        .items(|page| page)
}

fn assert_ranges_round_trip<K>(keys: &[K])
where
    K: SplitKey + Debug + Serialize + DeserializeOwned + 'static,
{
    let mut items = split(|| ordered_listing(keys), K::clone, 2);
    loop {
        let checkpoint: SplitCheckpoint<K> = items.checkpoint();
        assert_round_trips(checkpoint);
        if !has_next(&mut items) {
            break;
        }
    }
    assert!(items.checkpoint().is_end());
}

#[test]
fn checkpoints_of_ranges_round_trip() {
    assert_ranges_round_trip(&["", "a", "b", "ba", "c"].map(str::to_owned));
    assert_ranges_round_trip(&[0_u32, 7, 8, 9, u32::MAX]);
    assert_ranges_round_trip(&[i64::MIN, -1, 0, i64::MAX]);
}

#[test]
fn checkpoints_of_text_tokens_round_trip() {
    assert_all_round_trip(&["a".to_owned(), String::new()]);
}

#[test]
fn checkpoints_of_number_tokens_round_trip() {
    assert_all_round_trip(&[7_u32, u32::MAX]);
}

#[test]
fn checkpoints_of_tuple_tokens_round_trip() {
    assert_all_round_trip(&[("a".to_owned(), 1_u8), ("b".to_owned(), 2)]);
}

#[test]
fn checkpoints_of_enum_tokens_round_trip() {
    let range = Cursor::Range {
        from: 1,
        to: Some(2),
    };
    assert_all_round_trip(&[Cursor::Start, range]);
    assert_all_round_trip(&[Cursor::Key("a".into()), Cursor::Start]);
}

/// Numbered pages, whose items are counted.
fn numbered() -> impl Paginator<Item = u32, Token = u32, Error = ()> {
    operation(0_u32)
        .send(|number| -> Ready<Result<u32, ()>> { ready(Ok(number)) })
        .page_number(0, |_, number| number)
        .item_count(|_| 2)
        .total_items(|_| Some(6))
        .items(|number| [number; 2])
}

#[test]
fn checkpoints_with_counts_round_trip() {
    let mut items = numbered().items();
    while next(&mut items) {
        assert_round_trips(items.checkpoint());
    }
}

#[test]
fn checkpoint_of_a_page_that_was_yielded_as_a_whole_round_trips() {
    // A page that reports more results without a token is requested again.
    let mut pages = operation(())
        .send(|()| -> Ready<Result<(), ()>> { ready(Ok(())) })
        .output_token(|()| None::<u32>)
        .input_token(|(), _| ())
        .more_results(|()| true)
        .items::<_, _, _, _, u32, ()>(|()| [1_u32, 2])
        .pages();
    for _ in 0..2 {
        let _ = pin!(pages.next()).poll(&mut Context::from_waker(Waker::noop()));
    }
    assert!(format!("{:?}", pages.checkpoint()).contains("Whole"));
    assert_round_trips(pages.checkpoint());
}
