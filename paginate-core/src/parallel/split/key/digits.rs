use alloc::vec::Vec;
use core::cmp::Reverse;
use core::iter;

use crate::parallel::split::log2::{exp2, log2};

/// A character, a byte, or the end of a key.
pub trait Symbol: Ord + Copy {
    const END: Self;
}

impl<T: Ord + Copy> Symbol for Option<T> {
    const END: Self = None;
}

impl<T: Ord + Copy> Symbol for Reverse<Option<T>> {
    const END: Self = Reverse(None);
}

/// The model of keys that are sequences of symbols: each depth of a key is a digit, whose values are the symbols that were seen at
/// that depth in any key.
///
/// While the listing has not gone once through the values of a depth, all symbols that are larger than the first value may follow.
pub struct Digits<S> {
    depths: Vec<Depth<S>>,
    /// The symbols of all depths, in order.
    all: Vec<S>,
    /// The only value of depths that no key has.
    end: [S; 1],
}

struct Depth<S> {
    /// The symbols that were seen, in order.
    seen: Vec<S>,
    /// Whether the listing has gone once through all values: a key with another symbol at a smaller depth followed.
    complete: bool,
}

/// The symbols of a key without its end.
pub(super) trait Symbols<S>: Iterator<Item = S> + Clone {}

impl<S, I: Iterator<Item = S> + Clone> Symbols<S> for I {}

impl<S: Symbol> Default for Digits<S> {
    fn default() -> Self {
        Digits {
            depths: Vec::new(),
            all: Vec::new(),
            end: [S::END],
        }
    }
}

impl<S: Symbol> Digits<S> {
    /// Learns from a key and the next one.
    pub(super) fn learn(&mut self, key: impl Symbols<S>, next: impl Symbols<S>) {
        self.add(key.clone(), 0);
        let common = common(key.clone(), next.clone());
        self.add(next, common);
        for depth in self.depths.iter_mut().take(key.count()).skip(common + 1) {
            depth.complete = true;
        }
    }

    /// Adds the symbols of a key from a depth on.
    fn add(&mut self, key: impl Symbols<S>, from: usize) {
        let symbols = key.chain(iter::once(S::END)).enumerate();
        for (depth, symbol) in symbols.skip(from) {
            if depth == self.depths.len() {
                self.depths.push(Depth {
                    seen: Vec::new(),
                    complete: false,
                });
            }
            let seen = &mut self.depths[depth].seen;
            if insert(seen, symbol) {
                insert(&mut self.all, symbol);
            }
        }
    }

    /// Returns the values of a depth.
    fn alphabet(&self, depth: usize) -> &[S] {
        match self.depths.get(depth) {
            None => &self.end,
            Some(depth) if depth.complete => &depth.seen,
            Some(depth) => {
                let first = self.all.binary_search(&depth.seen[0]);
                &self.all[first.unwrap_or(0)..]
            }
        }
    }

    /// Returns the number of values of a depth.
    fn size(&self, depth: usize) -> f64 {
        to_f64(self.alphabet(depth).len())
    }

    /// Returns the logarithm of the share of the keys that begin with the same `depth` symbols.
    fn scale(&self, depth: usize) -> f64 {
        (0..depth).map(|depth| -log2(self.size(depth))).sum()
    }

    /// Returns the position, from 0 to 1, of a key among those that begin with the same `depth` symbols.
    fn position(&self, key: impl Symbols<S>, depth: usize) -> f64 {
        let (mut position, mut width) = (0.0, 1.0);
        let symbols = key.chain(iter::once(S::END)).enumerate();
        for (depth, symbol) in symbols.skip(depth) {
            let alphabet = self.alphabet(depth);
            let size = to_f64(alphabet.len());
            let (index, is_known) = match alphabet.binary_search(&symbol) {
                Ok(index) => (index, true),
                Err(index) => (index, false),
            };
            position += to_f64(index) / size * width;
            width /= size;
            if !is_known || width < 1e-16 {
                break;
            }
        }
        position
    }

    /// Returns the logarithm of the share of the keys between two keys.
    pub(super) fn distance(&self, low: impl Symbols<S>, high: Option<impl Symbols<S>>) -> f64 {
        let depth = match &high {
            Some(high) => common(low.clone(), high.clone()),
            None => 0,
        };
        let end = high.map_or(1.0, |high| self.position(high, depth));
        self.scale(depth) + log2(end - self.position(low, depth))
    }

    /// Returns the symbols of a key at a distance from another one.
    pub(super) fn after(&self, low: impl Symbols<S>, distance: f64) -> Option<Vec<S>> {
        let deepest = low.clone().count().min(self.depths.len().saturating_sub(1));
        // The smallest group of keys with the same first symbols as `low` that contains the point.
        let (mut depth, mut point, width) = (0..=deepest).rev().find_map(|depth| {
            let width = distance - self.scale(depth);
            let point = self.position(low.clone(), depth) + exp2(width);
            (width < 0.0 && point < 1.0).then_some((depth, point, exp2(width)))
        })?;
        let mut key: Vec<S> = low.take(depth).collect();
        // Six bits are precise enough, and keys stay short.
        let (mut precision, enough) = (1.0, width / 64.0);
        while precision > enough {
            let alphabet = self.alphabet(depth);
            let size = to_f64(alphabet.len());
            let index = to_index(point * size).min(alphabet.len() - 1);
            if alphabet[index] == S::END {
                break;
            }
            key.push(alphabet[index]);
            point = point * size - to_f64(index);
            precision /= size;
            depth += 1;
        }
        Some(key)
    }
}

/// Inserts a symbol into an ordered list, and returns whether the list did not contain it.
fn insert<S: Symbol>(symbols: &mut Vec<S>, symbol: S) -> bool {
    match symbols.binary_search(&symbol) {
        Ok(_) => false,
        Err(index) => {
            symbols.insert(index, symbol);
            true
        }
    }
}

/// Returns the number of symbols that two keys have in common at their beginnings.
fn common<S: Symbol>(key: impl Symbols<S>, other: impl Symbols<S>) -> usize {
    key.zip(other).take_while(|(a, b)| a == b).count()
}

#[expect(clippy::cast_precision_loss, reason = "there are few symbols")]
fn to_f64(number: usize) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates"
)]
fn to_index(number: f64) -> usize {
    number as usize
}
