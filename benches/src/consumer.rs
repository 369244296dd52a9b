//! Consumers of the items, one at a time.

use std::hint::black_box;

pub trait Consumer: Default {
    fn take(&mut self, item: u64);
}

/// Discards each item. State that is kept across an `.await` would be stored in memory and might cost more than the
/// listing.
#[derive(Default)]
pub struct Discard;

impl Consumer for Discard {
    #[inline]
    fn take(&mut self, item: u64) {
        black_box(item);
    }
}

/// Collects all items, to check that all were read.
impl Consumer for Vec<u64> {
    fn take(&mut self, item: u64) {
        self.push(item);
    }
}
