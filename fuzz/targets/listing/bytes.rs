//! Choices that are read from bytes, one choice per byte.

use std::slice;

/// The bytes of an input. After the last byte, each choice is the first one.
pub(crate) struct Bytes<'a>(slice::Iter<'a, u8>);

impl<'a> Bytes<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Bytes(bytes.iter())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.as_slice().is_empty()
    }

    /// Returns a number from 0 to `end` exclusive.
    pub(crate) fn below(&mut self, end: u8) -> u32 {
        self.0.next().map_or(0, |byte| u32::from(byte % end))
    }

    pub(crate) fn size_below(&mut self, end: u8) -> usize {
        self.below(end) as usize
    }

    pub(crate) fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    /// Returns 1 or 2, for one of the `end` values each, and 0 for all others.
    pub(crate) fn rarely(&mut self, end: u8) -> u32 {
        self.below(end).saturating_sub(u32::from(end) - 3)
    }

    pub(crate) fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        let end = u8::try_from(values.len()).expect("a few values");
        values[self.size_below(end)]
    }
}
