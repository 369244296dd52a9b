//! Keys whose distances are wrong: that costs time, and no key is lost.

use std::fmt;

use paginate_core::{SplitKey, split};

use crate::clock;
use crate::random::Random;
use crate::service::Service;

/// A key whose distances and whose keys at a distance are random.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Misleading(u64);

impl fmt::Display for Misleading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Returns a random number that depends on another one.
fn random(of: u64) -> Random {
    let mut random = Random::new(of);
    Random::new(random.next())
}

impl SplitKey for Misleading {
    type Model = ();

    fn learn((): &mut (), _: &Self, _: &Self) {}

    fn distance((): &(), low: &Self, high: Option<&Self>) -> f64 {
        let mut random = random(low.0 ^ high.map_or(7, |high| high.0 << 20));
        let number = 100.0 * random.share() - 50.0;
        random.pick(&[
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            1e300,
            number,
            number,
        ])
    }

    fn after((): &(), low: &Self, distance: f64) -> Option<Self> {
        let mut random = random(low.0 ^ distance.to_bits());
        let near = low.0.wrapping_add(random.below(100));
        let keys = [
            Some(near),
            Some(random.next()),
            Some(low.0),
            Some(low.0 / 2),
            None,
        ];
        random.pick(&keys).map(Misleading)
    }
}

#[test]
fn wrong_distances_and_cuts_lose_no_key() {
    for seed in 0..500 {
        let mut random = Random::new(seed);
        let count = random.below(600);
        let keys = (0..count).map(Misleading).collect();
        let size = random.within(1, 30).try_into().unwrap();
        let service = Service::new(keys, size, seed);
        let concurrency = random.within(1, 20).try_into().unwrap();
        let mut keys = split(|| service.listing(), Misleading::clone, concurrency);
        let ordered = random.below(2) == 0;
        if ordered {
            keys = keys.ordered();
        }
        let mut yielded: Vec<Misleading> =
            clock::run(&service.clock, keys.try_collect()).expect("no error");
        yielded.sort_unstable();
        assert!(yielded == service.keys, "seed {seed}");
        let (_, sequential) = service.sequential();
        assert!(
            ordered || service.requests.get() <= 2 * sequential,
            "seed {seed}"
        );
    }
}
