#![expect(clippy::float_cmp, reason = "infinity is exact")]

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::fmt::Debug;

use super::SplitKey;

/// Learns from keys, and checks that keys at a distance lie there.
fn check<K: SplitKey + Debug>(keys: &[K]) {
    let mut model = K::Model::default();
    for pair in keys.windows(2) {
        K::learn(&mut model, &pair[0], &pair[1]);
    }
    let (low, high) = (&keys[0], &keys[keys.len() - 1]);
    let all = K::distance(&model, low, Some(high));
    assert!(K::distance(&model, low, None) >= all);
    assert_eq!(K::distance(&model, high, Some(low)), f64::NEG_INFINITY);
    assert_eq!(K::distance(&model, low, Some(low)), f64::NEG_INFINITY);
    for pair in keys[1..].windows(2) {
        let [shorter, longer] = [0, 1].map(|index| K::distance(&model, low, Some(&pair[index])));
        // Logarithms differ by up to 0.1 from the exact ones.
        assert!(shorter <= longer + 0.2, "{pair:?}");
    }
    let middle = K::after(&model, low, all - 1.0).expect("a key between");
    assert!(*low < middle && middle < *high, "{middle:?}");
    let below = keys.partition_point(|key| *key < middle);
    let quarter = keys.len() / 4;
    assert!(
        (quarter..=3 * quarter).contains(&below),
        "{below}: {middle:?}"
    );
    // A distance beyond all keys.
    assert!(K::after(&model, low, 2000.0).is_none_or(|key| key > *high));
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = (0..900).map(|number| format!("name-{number:03}")).collect();
    names.sort_unstable();
    names
}

fn reversed<K: Clone + Ord>(keys: &[K]) -> Vec<Reverse<K>> {
    keys.iter().rev().cloned().map(Reverse).collect()
}

#[test]
fn strings_are_cut_in_the_middle() {
    let names = names();
    check(&names);
    check(&reversed(&names));
    check(
        &names
            .iter()
            .map(|name| Box::from(name.as_str()))
            .collect::<Vec<Box<str>>>(),
    );
    check(
        &names
            .iter()
            .map(|name| Arc::from(name.as_str()))
            .collect::<Vec<Arc<str>>>(),
    );
}

#[test]
fn bytes_are_cut_in_the_middle() {
    let names: Vec<Vec<u8>> = names().into_iter().map(String::into_bytes).collect();
    check(&names);
    check(&reversed(&names));
    let arrays: Vec<[u8; 8]> = names
        .iter()
        .map(|name| name[..8].try_into().unwrap())
        .collect();
    check(&arrays);
    check(&reversed(&arrays));
}

#[test]
fn integers_are_cut_in_the_middle() {
    check(&(0..=255).collect::<Vec<u8>>());
    check(&(-128..=127).collect::<Vec<i8>>());
    check(&reversed(&(-128..=127).collect::<Vec<i8>>()));
    check(&(0..1000).map(|number| number << 100).collect::<Vec<u128>>());
    let whole = (-500..500)
        .map(|number| number * (i64::MAX / 500))
        .collect::<Vec<i64>>();
    check(&whole);
    check(&reversed(&whole));
}

#[test]
fn keys_of_a_string_are_characters() {
    let mut names = [
        "straße".to_string(),
        "ça".to_string(),
        "日本".to_string(),
        "é".to_string(),
    ];
    names.sort_unstable();
    let mut model = <String as SplitKey>::Model::default();
    for pair in names.windows(2) {
        String::learn(&mut model, &pair[0], &pair[1]);
    }
    for step in 0..40 {
        let key = String::after(&model, &names[0], f64::from(step) * -0.5);
        assert!(key.is_none_or(|key| key.chars().all(|symbol| names.concat().contains(symbol))));
    }
}
