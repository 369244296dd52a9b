/// The number of latest tokens that a new token is compared with, including the token of the page itself. A cycle of up to this
/// number of pages is detected on the page that closes it.
pub(crate) const WINDOW: usize = 6;

/// The number of tokens that are kept of pages that have been read. The other tokens of the window belong to pages that the
/// listing still holds: the page that was fetched last, and the page that is being read.
const KEPT: usize = WINDOW - 1;

/// Detects cycles of tokens in constant memory.
///
/// The latest tokens are kept, so a short cycle is detected on the page that closes it. For longer cycles one token is kept as a
/// landmark, and replaced after 1, 2, 4, 8, … tokens (Brent's algorithm). Eventually the landmark lies on the cycle, and the
/// whole cycle fits before the next replacement. Tokens are compared in full, so there are no false alarms.
pub(crate) struct CycleDetector<T> {
    /// A ring buffer. The oldest token is at the index `oldest`.
    latest: [Option<T>; KEPT],
    oldest: usize,
    landmark: Option<T>,
    since_landmark: u64,
    landmark_lasts: u64,
}

impl<T> CycleDetector<T> {
    pub(crate) const fn new() -> Self {
        CycleDetector {
            latest: [const { None }; KEPT],
            oldest: 0,
            landmark: None,
            since_landmark: 0,
            landmark_lasts: 1,
        }
    }

    /// Keeps the token of a page that has been read.
    pub(crate) fn keep(&mut self, token: T) {
        self.latest[self.oldest] = Some(token);
        self.oldest = (self.oldest + 1) % KEPT;
    }

    /// Removes the oldest token of a full ring buffer, so that its memory can be reused.
    pub(crate) fn take_oldest(&mut self) -> Option<T> {
        self.latest[self.oldest].take()
    }
}

impl<T: Clone + PartialEq> CycleDetector<T> {
    /// Returns whether the token is the landmark or one of the latest `window` tokens.
    pub(crate) fn contains(&self, token: &T, window: usize) -> bool {
        let is_same = |kept: &Option<T>| kept.as_ref() == Some(token);
        let mut index = self.oldest;
        for _ in 0..window.min(KEPT) {
            index = index.checked_sub(1).unwrap_or(KEPT - 1);
            if is_same(&self.latest[index]) {
                return true;
            }
        }
        is_same(&self.landmark)
    }

    /// Registers a token, once, in the order in which pages are fetched.
    pub(crate) fn register(&mut self, token: &T) {
        self.since_landmark += 1;
        if self.since_landmark == self.landmark_lasts {
            match &mut self.landmark {
                Some(landmark) => landmark.clone_from(token),
                None => self.landmark = Some(token.clone()),
            }
            self.since_landmark = 0;
            self.landmark_lasts = self.landmark_lasts.saturating_mul(2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CycleDetector, KEPT};

    /// Walks `tail` distinct tokens, then a cycle of `period`, until a token is found to be repeated.
    fn pages_until_found(tail: u64, period: u64) -> u64 {
        let mut cycles = CycleDetector::new();
        for page in 0..1_000 {
            let token = if page < tail {
                page
            } else {
                tail + (page - tail) % period
            };
            if cycles.contains(&token, KEPT) {
                assert!(page >= tail + period, "{token} is not repeated");
                return page;
            }
            cycles.register(&token);
            cycles.keep(token);
        }
        panic!("the cycle is not found")
    }

    #[test]
    fn short_cycle_is_found_as_it_closes() {
        for tail in 0..100 {
            for period in 1..=KEPT as u64 {
                assert_eq!(pages_until_found(tail, period), tail + period);
            }
        }
    }

    #[test]
    fn cycle_of_any_length_is_found_within_a_bounded_number_of_pages() {
        for tail in 0..80 {
            for period in 1..80 {
                let bound = 3 * tail.max(period) + period;
                assert!(pages_until_found(tail, period) <= bound, "{tail} {period}");
            }
        }
    }

    #[test]
    fn distinct_tokens_are_never_reported() {
        let mut cycles = CycleDetector::new();
        for token in 0..10_000_u32 {
            assert!(!cycles.contains(&token, KEPT));
            cycles.register(&token);
            cycles.keep(token);
        }
    }

    #[test]
    fn oldest_token_is_taken_only_from_a_full_ring() {
        let mut cycles = CycleDetector::new();
        for token in 0..KEPT {
            assert_eq!(cycles.take_oldest(), None);
            cycles.keep(token);
        }
        assert_eq!(cycles.take_oldest(), Some(0));
        assert_eq!(cycles.take_oldest(), None);
        cycles.keep(KEPT);
        for (token, window) in (1..=KEPT).rev().zip(1..) {
            assert!(cycles.contains(&token, window));
            assert!(!cycles.contains(&token, window - 1), "{token}");
        }
    }
}
