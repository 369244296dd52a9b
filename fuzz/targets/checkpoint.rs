//! Checkpoints from arbitrary bytes in three formats: deserialization never panics, what is deserialized can be serialized
//! and resumed from, and `Debug` hides the token.
#![no_main]

use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use libfuzzer_sys::fuzz_target;
use paginate_core::{Checkpoint, Error, Paginator, testing};
use serde::Serialize;
use serde::de::DeserializeOwned;

fuzz_target!(|bytes: &[u8]| {
    tokens::<usize>(bytes, resume);
    tokens::<String>(bytes, |checkpoint| hides_token(&checkpoint));
    tokens::<Option<u64>>(bytes, drop);
    tokens::<(String, Vec<u8>)>(bytes, drop);
});

/// Deserializes a checkpoint in each format, checks that the checkpoint round-trips, and passes it on.
fn tokens<T: Clone + PartialEq + Debug + Serialize + DeserializeOwned>(
    bytes: &[u8],
    check: impl Fn(Checkpoint<T>),
) {
    if let Ok(checkpoint) = serde_json::from_slice::<Checkpoint<T>>(bytes) {
        let text = serde_json::to_string(&checkpoint).expect("serializes as JSON");
        let again = serde_json::from_str(&text).expect("deserializes from its own JSON");
        assert!(checkpoint == again, "{text}");
        check(checkpoint);
    }
    if let Ok(checkpoint) = postcard::from_bytes::<Checkpoint<T>>(bytes) {
        let written = postcard::to_allocvec(&checkpoint).expect("serializes as postcard");
        let again = postcard::from_bytes(&written).expect("deserializes from its own postcard");
        assert!(checkpoint == again, "{written:?}");
        check(checkpoint);
    }
    if let Ok(checkpoint) = rmp_serde::from_slice::<Checkpoint<T>>(bytes) {
        let written = rmp_serde::to_vec(&checkpoint).expect("serializes as MessagePack");
        let again = rmp_serde::from_slice(&written).expect("deserializes from its own MessagePack");
        assert!(checkpoint == again, "{written:?}");
        check(checkpoint);
    }
}

/// Reads a listing of three pages from the checkpoint on, at three prefetch depths.
fn resume(checkpoint: Checkpoint<usize>) {
    for depth in [0, 1, 4] {
        let script = [Ok(vec![1, 2]), Err("throttled"), Ok(vec![]), Ok(vec![3])];
        let listing = testing::script(script).resume_from(checkpoint.clone());
        let mut items = listing.prefetch(depth).items();
        assert!(items.checkpoint() == checkpoint, "{checkpoint:?}");
        let mut collected = Vec::new();
        let mut errors = 0;
        while let Err(error) = block_on(items.try_extend(&mut collected)) {
            if let Error::PageLimit { page: u64::MAX } = error {
                return; // No number is left for the next page.
            }
            items.retry();
            errors += 1;
            assert!(errors <= 1, "the script has one error");
        }
        assert!(items.is_complete());
        assert!(collected.len() <= 3);
        assert!(!checkpoint.is_end() || collected.is_empty());
    }
}

/// `Debug` shows the same for another token.
fn hides_token(checkpoint: &Checkpoint<String>) {
    let mut json = serde_json::to_value(checkpoint).expect("serializes as JSON");
    if let Some(token) = json.pointer_mut("/2/page/0") {
        *token = "another token".into();
    }
    let other: Checkpoint<String> = serde_json::from_value(json).expect("the form is the same");
    assert_eq!(format!("{checkpoint:?}"), format!("{other:?}"));
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("the listing does not end");
}
