use std::fmt;

use super::names::uuid;
use super::{characters, gap};
use crate::random::Random;

/// A day, counted from the beginning of 2015, with months of 30 days.
pub(super) struct Day(pub(super) u64);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (2015 + self.0 / 360, self.0 / 30 % 12 + 1, self.0 % 30 + 1);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

pub(super) fn uuid7(random: &mut Random, count: usize) -> Vec<String> {
    let mut time = 1_700_000_000_000;
    let mut next = || {
        time += gap(random, 50.0);
        uuid(
            time << 16 | 0x7000 | random.below(0x1000),
            random.next() >> 2 | 1 << 63,
        )
    };
    let mut keys: Vec<String> = (0..count).map(|_| next()).collect();
    keys.sort_unstable();
    keys
}

pub(super) fn logs(random: &mut Random, count: usize) -> Vec<String> {
    let mut keys = Vec::new();
    for day in 0.. {
        let day = Day(day).to_string().replace('-', "/");
        for host in 0..24 {
            let files = 0..random.within(20, 60);
            keys.extend(files.map(|file| format!("logs/{day}/host-{host:02}/{file:06}.gz")));
        }
        if keys.len() >= count {
            break;
        }
    }
    keys.truncate(count);
    keys
}

pub(super) fn iso(random: &mut Random, count: usize) -> Vec<String> {
    let mut time = 0;
    let mut next = || {
        time += 1 + gap(random, 200_000.0);
        let (seconds, day) = (time / 1000, Day(time / 86_400_000));
        let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        format!(
            "{day}T{hour:02}:{minute:02}:{second:02}.{:03}Z",
            time % 1000
        )
    };
    (0..count).map(|_| next()).collect()
}

pub(super) fn ulid(random: &mut Random, count: usize) -> Vec<String> {
    let alphabet = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut time: u64 = 1_600_000_000_000;
    let mut next = || {
        time += gap(random, 3000.0);
        let digit = |place: u64| {
            let value = usize::try_from(time >> (5 * place) & 31).expect("five bits");
            char::from(alphabet[value])
        };
        let digits: String = (0..10).rev().map(digit).collect();
        digits + &characters(random, alphabet, 16)
    };
    let mut keys: Vec<String> = (0..count).map(|_| next()).collect();
    keys.sort_unstable();
    keys
}
