/// Choices that are read from bytes. After the last byte, each choice is the first one.
pub(crate) struct Random(std::vec::IntoIter<u8>);

impl Random {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Random(bytes.to_vec().into_iter())
    }

    fn bytes(&mut self, count: usize) -> u64 {
        (0..count).fold(0, |number, _| {
            number << 8 | u64::from(self.0.next().unwrap_or(0))
        })
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.bytes(8)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        let count = if end <= 256 { 1 } else { 2 };
        self.bytes(count) % end
    }

    pub(crate) fn within(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    pub(crate) fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        let index = self.below(among.len() as u64);
        among[usize::try_from(index).expect("an index")]
    }
}
