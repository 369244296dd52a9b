/// What becomes of a listing that comes to a token it has been at before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RepeatedToken {
    /// The page is delivered, then [`Error::RepeatedToken`](crate::Error::RepeatedToken).
    #[default]
    Error,
    /// The page is the last: the operation says so by repeating its token.
    End,
    /// The listing goes on, as one does that waits for what is yet to come.
    Continue,
}

/// How many of the latest tokens are remembered as they are.
const RECENT: usize = 4;

/// The tokens that a listing has been at, in memory that does not grow with it.
///
/// The last few are kept, which finds short cycles the moment they close. For longer ones a single
/// token is kept as a landmark, and replaced after 1, 2, 4, 8, … pages (Brent's algorithm): sooner
/// or later the landmark lies on the cycle and the whole cycle fits before the next replacement.
/// Tokens are compared in full, so nothing is taken for a repetition that is not one.
pub(crate) struct Seen<T> {
    recent: [Option<T>; RECENT],
    oldest: usize,
    landmark: Option<T>,
    repeated: Option<T>,
    since_landmark: u64,
    landmark_lasts: u64,
}

impl<T> Seen<T> {
    pub(crate) const fn new() -> Self {
        Seen {
            recent: [const { None }; RECENT],
            oldest: 0,
            landmark: None,
            repeated: None,
            since_landmark: 0,
            landmark_lasts: 1,
        }
    }
}

impl<T: Clone + PartialEq> Seen<T> {
    pub(crate) fn contains(&self, token: &T) -> bool {
        let is_it = |seen: &Option<T>| seen.as_ref() == Some(token);
        self.recent.iter().any(is_it) || is_it(&self.landmark) || is_it(&self.repeated)
    }

    /// Keeps a token that was found to be repeated: if its page is asked for again, it is found again.
    pub(crate) fn keep(&mut self, token: T) {
        self.repeated = Some(token);
    }

    /// Gives a token that is forgotten for it.
    pub(crate) fn insert(&mut self, token: T) -> Option<T> {
        self.since_landmark += 1;
        if self.since_landmark == self.landmark_lasts {
            match &mut self.landmark {
                Some(landmark) => landmark.clone_from(&token),
                None => self.landmark = Some(token.clone()),
            }
            self.since_landmark = 0;
            self.landmark_lasts = self.landmark_lasts.saturating_mul(2);
        }
        let forgotten = self.recent[self.oldest].replace(token);
        self.oldest = (self.oldest + 1) % RECENT;
        forgotten
    }
}

#[cfg(test)]
mod tests {
    use super::{RECENT, Seen};

    /// Walks `tail` distinct tokens, then a cycle of `period`, until one is found to be repeated.
    fn pages_until_found(tail: u64, period: u64) -> u64 {
        let mut seen = Seen::new();
        for page in 0.. {
            let token = if page < tail {
                page
            } else {
                tail + (page - tail) % period
            };
            if seen.contains(&token) {
                assert!(page >= tail + period, "{token} had not been seen");
                return page;
            }
            seen.insert(token);
        }
        unreachable!()
    }

    #[test]
    fn a_short_cycle_is_found_the_moment_it_closes() {
        for tail in 0..100 {
            for period in 1..=RECENT as u64 {
                assert_eq!(pages_until_found(tail, period), tail + period);
            }
        }
    }

    #[test]
    fn a_cycle_of_any_length_is_found_within_three_times_its_way() {
        for tail in 0..80 {
            for period in 1..80 {
                let way = tail.max(period);
                assert!(
                    pages_until_found(tail, period) <= 3 * way + period,
                    "{tail} {period}"
                );
            }
        }
    }

    #[test]
    fn tokens_that_never_repeat_are_never_reported() {
        let mut seen = Seen::new();
        for token in 0..10_000_u32 {
            assert!(!seen.contains(&token));
            seen.insert(token);
        }
    }
}
