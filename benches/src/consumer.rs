//! What takes the items, one by one.

use std::hint::black_box;

pub trait Consumer: Default {
    fn take(&mut self, item: u64);
}

/// Takes each item and keeps nothing, for what it kept across an `.await` would be in memory, and might
/// take longer than the listing.
#[derive(Default)]
pub struct Takes;

impl Consumer for Takes {
    #[inline]
    fn take(&mut self, item: u64) {
        black_box(item);
    }
}

/// Keeps them all, to see that all of them were read.
impl Consumer for Vec<u64> {
    fn take(&mut self, item: u64) {
        self.push(item);
    }
}
