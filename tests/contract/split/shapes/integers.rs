use super::{distinct, gap as random_gap, to_u64};
use crate::random::Random;

pub(super) fn dense(_: &mut Random, count: usize) -> Vec<u64> {
    (1..).filter(|number| number % 31 > 0).take(count).collect()
}

pub(super) fn sparse(random: &mut Random, count: usize) -> Vec<u64> {
    distinct(count, || random.next())
}

pub(super) fn gap(_: &mut Random, count: usize) -> Vec<u64> {
    let half = count as u64 / 2;
    let below = (0..half).map(|number| 1000 + 3 * number);
    below
        .chain((half..count as u64).map(|number| (1 << 60) + 7 * number))
        .collect()
}

pub(super) fn snowflakes(random: &mut Random, count: usize) -> Vec<u64> {
    let mut time = 1_288_834_974_657;
    distinct(count, || {
        time += random_gap(random, 40.0);
        time << 22 | random.below(32) << 12 | random.below(4)
    })
}

pub(super) fn cubes(random: &mut Random, count: usize) -> Vec<u64> {
    distinct(count, || to_u64(random.share().powi(3) * 1e15))
}

pub(super) fn exponential(random: &mut Random, count: usize) -> Vec<u64> {
    distinct(count, || to_u64((random.share() * 40.0).exp2() * 1000.0))
}

pub(super) fn bursts(random: &mut Random, count: usize) -> Vec<u64> {
    let mut time = 1 << 50;
    distinct(count, || {
        if random.below(1000) == 0 {
            time += random_gap(random, 1e11);
        }
        time += 1 + random_gap(random, 20.0);
        time
    })
}
