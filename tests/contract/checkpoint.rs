//! The serialized form of a checkpoint: it round-trips through every format, is versioned, and `Debug` hides the token.

use std::convert::Infallible;
use std::fmt::Debug;
use std::task::Poll;

use futures_core::Stream;
use paginate_core::{Checkpoint, Items, Pages, Paginator, operation};
use paginate_tests::script::{drain, poll_once};
use paginate_tests::server::Server;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// A listing of two items per page, whose last page repeats the first token.
fn listing<T: Clone + PartialEq + 'static>(
    tokens: &[T],
) -> impl Paginator<Item = u8, Token = T, Error = Infallible> + use<T> {
    let tokens = tokens.to_vec();
    let index = |token: Option<&T>, tokens: &[T]| {
        token.map_or(0, |token| {
            1 + tokens.iter().position(|other| other == token).unwrap()
        })
    };
    operation(None)
        .send(async |token: Option<T>| Ok::<_, Infallible>(token))
        .output_token(move |token| {
            let next = index(token.as_ref(), &tokens);
            tokens.get(next).or(tokens.first()).cloned()
        })
        .input_token(|_, token| Some(token))
        .items(|_| [1, 2])
}

/// Returns checkpoints of every kind: at the start, after each item and page, after an error, at the end.
fn checkpoints<T: Clone + PartialEq + 'static>(tokens: &[T]) -> Vec<Checkpoint<T>> {
    fn all<S: Stream + Unpin, T>(
        mut stream: S,
        checkpoint: impl Fn(&S) -> Checkpoint<T>,
    ) -> Vec<Checkpoint<T>> {
        let mut checkpoints = vec![checkpoint(&stream)];
        while let Poll::Ready(Some(_)) = poll_once(&mut stream) {
            checkpoints.push(checkpoint(&stream));
            assert!(checkpoints.len() < 100, "the stream does not end");
        }
        checkpoints
    }

    let mut checkpoints = all(listing(tokens).items(), Items::checkpoint);
    checkpoints.extend(all(listing(tokens).pages(), Pages::checkpoint));
    checkpoints.extend(tokens.iter().cloned().map(Checkpoint::at));
    // A listing without tokens ends with its first page.
    checkpoints.extend(all(listing::<T>(&[]).items(), Items::checkpoint));
    assert!(checkpoints.iter().any(Checkpoint::is_end));
    checkpoints
}

fn assert_round_trips<T>(tokens: &[T])
where
    T: Clone + PartialEq + Debug + Serialize + DeserializeOwned + 'static,
{
    let checkpoints = checkpoints(tokens);
    for checkpoint in &checkpoints {
        let text = serde_json::to_string(checkpoint).unwrap();
        assert_eq!(
            &serde_json::from_str::<Checkpoint<T>>(&text).unwrap(),
            checkpoint,
            "{text}"
        );
        let value = serde_json::to_value(checkpoint).unwrap();
        assert_eq!(
            &serde_json::from_value::<Checkpoint<T>>(value).unwrap(),
            checkpoint
        );
        for bytes in [
            rmp_serde::to_vec(checkpoint).unwrap(),
            rmp_serde::to_vec_named(checkpoint).unwrap(),
        ] {
            assert_eq!(
                &rmp_serde::from_slice::<Checkpoint<T>>(&bytes).unwrap(),
                checkpoint
            );
        }
        let bytes = postcard::to_allocvec(checkpoint).unwrap();
        assert_eq!(
            &postcard::from_bytes::<Checkpoint<T>>(&bytes).unwrap(),
            checkpoint
        );
    }
    // Consecutive checkpoints in a format without separators.
    let bytes = postcard::to_allocvec(&checkpoints).unwrap();
    assert_eq!(
        postcard::from_bytes::<Vec<Checkpoint<T>>>(&bytes).unwrap(),
        checkpoints
    );
    let bytes = rmp_serde::to_vec(&checkpoints).unwrap();
    assert_eq!(
        rmp_serde::from_slice::<Vec<Checkpoint<T>>>(&bytes).unwrap(),
        checkpoints
    );
}

#[test]
fn checkpoint_round_trips_through_every_format() {
    assert_round_trips(&[7_u64, 8, 9]);
    assert_round_trips(&["b".to_owned(), String::new()]);
    // Tokens that are serialized like an absent token.
    assert_round_trips(&[()]);
    assert_round_trips(&[None, Some("b".to_owned())]);
    assert_round_trips(&[(None, Some(1_u8)), (Some("b".to_owned()), None)]);
}

#[test]
fn checkpoint_has_a_stable_json_form() {
    let mut items = Server::of_sizes([2, 2]).paginator().items();
    let form = |checkpoint: Checkpoint<usize>| serde_json::to_value(checkpoint).unwrap();
    assert_eq!(
        form(items.checkpoint()),
        json!([2, 0, "first", { "counted": { "items": 0, "page_size": 0 } }, { "items": 0 }])
    );
    for _ in 0..3 {
        assert!(poll_once(&mut items).is_ready());
    }
    assert_eq!(
        form(items.checkpoint()),
        json!([2, 1, { "at": [1] }, "uncounted", { "items": 1 }])
    );
    drain(&mut items);
    assert_eq!(
        form(items.checkpoint()),
        json!([2, 2, "end", "uncounted", { "items": 0 }])
    );
    let mut pages = listing(&[5_usize]).pages();
    drain(&mut pages);
    assert_eq!(
        form(pages.checkpoint()),
        json!([2, 1, { "at": [5] }, "uncounted", "whole"])
    );
}

#[test]
fn checkpoint_of_another_version_is_an_error() {
    const EXPECTED: &str = "expected a checkpoint of version 2, found version 3";
    for newer in [
        "[3]",
        "[3, 0, null]",
        r#"[3, { "anything": "else" }, 7, 8, 9, 10]"#,
    ] {
        let error = serde_json::from_str::<Checkpoint<usize>>(newer).unwrap_err();
        assert!(error.to_string().starts_with(EXPECTED), "{error}");
    }
    // The form that was written before the number of items was part of it.
    let older = r#"[1, 1, { "page": [1, { "items": 1 }] }]"#;
    let error = serde_json::from_str::<Checkpoint<usize>>(older).unwrap_err();
    let expected = "expected a checkpoint of version 2, found version 1";
    assert!(error.to_string().starts_with(expected), "{error}");
    let bytes = rmp_serde::to_vec(&(3, "anything else")).unwrap();
    let error = rmp_serde::from_slice::<Checkpoint<usize>>(&bytes).unwrap_err();
    assert_eq!(error.to_string(), EXPECTED);
    // Postcard drops the messages of errors.
    let end = |version: u32| (version, 0_u64, 2_u32, 0_u32, (0_u32, 0_u64));
    let bytes = postcard::to_allocvec(&end(3)).unwrap();
    assert!(postcard::from_bytes::<Checkpoint<usize>>(&bytes).is_err());
    let bytes = postcard::to_allocvec(&end(2)).unwrap();
    assert!(
        postcard::from_bytes::<Checkpoint<usize>>(&bytes)
            .unwrap()
            .is_end()
    );
}

#[test]
fn deserializing_other_data_is_an_error() {
    for other in [
        "{}",
        "[]",
        "[2]",
        "[2, 0]",
        "[2, 0, null]",
        "[2, 0, \"end\"]",
        "[2, 0, \"end\", \"uncounted\"]",
        "[2, 0, \"end\", \"uncounted\", \"whole\", 0]",
        "[\"2\", 0, \"end\", \"uncounted\", \"whole\"]",
    ] {
        let error = serde_json::from_str::<Checkpoint<usize>>(other).unwrap_err();
        assert!(!error.to_string().is_empty(), "{other}");
    }
    let error = serde_json::from_str::<Checkpoint<usize>>("[2, 0]").unwrap_err();
    assert!(
        error
            .to_string()
            .contains("expected a checkpoint: [version, pages, page, counts, progress]"),
        "{error}"
    );
}

#[test]
fn checkpoint_with_the_largest_counts_does_not_overflow() {
    let of = |count: u64| {
        let text = format!(
            r#"[2, {count}, "first", {{ "counted": {{ "items": {count}, "page_size": {count} }} }}, {{ "items": {count} }}]"#
        );
        serde_json::from_str::<Checkpoint<usize>>(&text)
    };
    let largest = of((1 << 63) - 1).unwrap();
    let listing = Server::of_sizes([2, 2]).paginator();
    let mut items = listing.resume_from(largest.clone()).items();
    assert_eq!(items.checkpoint(), largest);
    assert_eq!(drain(&mut items), []);
    assert!(items.is_complete());
    assert_eq!(items.page_count(), (1 << 63) + 1);
    let limited = Server::of_sizes([2]).paginator().max_pages(u64::MAX);
    assert_eq!(drain(limited.resume_from(largest).pages()).len(), 1);

    for count in [1 << 63, u64::MAX] {
        let error = of(count).unwrap_err().to_string();
        let expected = format!(
            "invalid value: integer `{count}`, expected a number of pages or items below 2^63"
        );
        assert!(error.starts_with(&expected), "{error}");
    }
}

#[test]
fn debug_of_a_checkpoint_hides_its_token() {
    let secret = Checkpoint::at("secret");
    assert_eq!(
        format!("{secret:?}"),
        "Checkpoint { pages: 0, read: Items(0), .. }"
    );
}
