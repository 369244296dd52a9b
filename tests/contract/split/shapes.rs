//! Keys as they are found in buckets and tables.
//!
//! The algorithm was tuned with [`TUNED`] and compared on [`COMPARED`]. It was not changed after it had been run on [`ASIDE`].

mod integers;
mod names;
mod paths;
mod times;

use std::collections::BTreeSet;

use crate::random::Random;

pub(crate) enum Keys {
    Text(Vec<String>),
    Integers(Vec<u64>),
}

type Text = fn(&mut Random, usize) -> Vec<String>;

type Integers = fn(&mut Random, usize) -> Vec<u64>;

pub(crate) enum Shape {
    Text(&'static str, Text),
    Integers(&'static str, Integers),
}

use Shape::{Integers as I, Text as T};

pub(crate) const TUNED: &[Shape] = &[
    T("hex", names::hex),
    T("uuid4", names::uuid4),
    T("uuid7", times::uuid7),
    T("logs by date", times::logs),
    T("prefix, padded numbers", paths::padded),
    T("item-1 … item-N", names::numbered),
    T("95 % in a deep prefix", paths::deep),
    T("Zipf, 10,000 prefixes", paths::zipf),
    T("words, Unicode", names::words),
    I("u64 dense", integers::dense),
    I("u64 sparse", integers::sparse),
    I("u64, one huge gap", integers::gap),
    I("snowflake", integers::snowflakes),
];

pub(crate) const COMPARED: &[Shape] = &[
    T("IPv4", names::ipv4),
    T("e-mail addresses", names::emails),
    T("npm names", names::packages),
    T("base64", names::base64),
    T("ISO times", times::iso),
    T("git objects", paths::git),
    T("tenant=/table=/dt=", paths::tenants),
    T("two clusters", paths::clusters),
    I("cubes", integers::cubes),
    I("exponential", integers::exponential),
];

pub(crate) const ASIDE: &[Shape] = &[
    T("IPv6", names::ipv6),
    T("ULID", times::ulid),
    T("reversed hosts", paths::hosts),
    T("CamelCase.java", names::camel_case),
    T("telephone numbers", names::telephones),
    T("pods", names::pods),
    T("Windows paths", paths::windows),
    T("number plates", names::plates),
    I("bursts", integers::bursts),
];

impl Shape {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            T(name, _) | I(name, _) => name,
        }
    }

    pub(crate) fn keys(&self, count: usize, seed: u64) -> Keys {
        let mut random = Random::new(seed);
        match self {
            T(_, make) => Keys::Text(make(&mut random, count)),
            I(_, make) => Keys::Integers(make(&mut random, count)),
        }
    }
}

/// Makes keys until there are `count` different ones, and returns them in order.
fn distinct<K: Ord>(count: usize, mut make: impl FnMut() -> K) -> Vec<K> {
    let mut keys = BTreeSet::new();
    while keys.len() < count {
        keys.insert(make());
    }
    keys.into_iter().collect()
}

const SYLLABLES: &[&str] = &[
    "ka", "lo", "mi", "ta", "re", "no", "si", "du", "ba", "wen", "gra", "tor", "el", "in", "est",
    "qu", "ph", "oo",
];

/// Returns a word of some syllables.
fn word(random: &mut Random, least: u64, most: u64) -> String {
    let count = random.within(least, most);
    (0..count).map(|_| random.pick(SYLLABLES)).collect()
}

fn capitalized(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// Returns some characters of an alphabet.
fn characters(random: &mut Random, alphabet: &[u8], count: u64) -> String {
    (0..count)
        .map(|_| char::from(random.pick(alphabet)))
        .collect()
}

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

fn letters(random: &mut Random, least: u64, most: u64) -> String {
    let count = random.within(least, most);
    characters(random, LETTERS, count)
}

/// Returns an index below `count`. The index `i` is about as frequent as `1 / (i + 1)`.
fn zipf_index(random: &mut Random, count: u32) -> usize {
    let index = (random.share() * f64::from(count + 1).ln()).exp() - 1.0;
    to_u64(index.min(f64::from(count) - 1.0))
        .try_into()
        .expect("an index")
}

/// Returns a number with a mean of `mean`, as between random events.
fn gap(random: &mut Random, mean: f64) -> u64 {
    to_u64(-(1.0 - random.share()).ln() * mean)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the numbers are positive"
)]
fn to_u64(number: f64) -> u64 {
    number as u64
}
