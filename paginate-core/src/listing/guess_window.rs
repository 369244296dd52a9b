/// How many pages are requested ahead of the one that follows, whose tokens are guesses.
///
/// The window begins at the prefetch depth. A right guess widens it by one, and wrong guesses halve it, so that a service
/// whose pages are often shorter than expected is asked for few pages in vain. Besides, wrong guesses are limited to twice the
/// number of responses that were used, plus the depth.
pub(crate) struct GuessWindow {
    size: usize,
    /// The number of responses that were used: pages and failures. Without guesses, this is the number of requests.
    used: u64,
    /// The number of guesses that were dropped.
    wasted: u64,
}

impl GuessWindow {
    pub(crate) fn new() -> Self {
        GuessWindow {
            size: usize::MAX,
            used: 0,
            wasted: 0,
        }
    }

    /// Returns whether another guess may be sent, besides `guesses` whose pages have not been used.
    pub(crate) fn allows(&self, guesses: usize, depth: usize) -> bool {
        let at_risk = self.wasted.saturating_add(guesses as u64);
        let allowed = self.used.saturating_mul(2).saturating_add(depth as u64);
        guesses < self.size && at_risk < allowed
    }

    /// Notes that a response was used.
    pub(crate) fn note_response(&mut self) {
        self.used += 1;
    }

    /// Notes that the token of a page was as guessed, whether or not the page was requested.
    pub(crate) fn note_right(&mut self) {
        self.size = self.size.saturating_add(1);
    }

    /// Notes that guesses were dropped.
    pub(crate) fn note_dropped(&mut self, guesses: usize, depth: usize) {
        if guesses > 0 {
            self.wasted += guesses as u64;
            self.size = self.size.min(depth) / 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::GuessWindow;

    /// Lists `pages` pages, of which each that `is_right` refuses drops all guesses. Returns the number of requests.
    fn requests(pages: u64, depth: usize, mut is_right: impl FnMut(u64) -> bool) -> u64 {
        let mut window = GuessWindow::new();
        let (mut guesses, mut sent) = (0, 0);
        for page in 0..pages {
            // The page was guessed, or is requested now.
            if guesses > 0 {
                guesses -= 1;
            } else {
                sent += 1;
            }
            while guesses + 1 < depth && window.allows(guesses, depth) {
                guesses += 1;
                sent += 1;
            }
            window.note_response();
            if is_right(page) {
                window.note_right();
            } else {
                window.note_dropped(guesses, depth);
                guesses = 0;
            }
        }
        sent
    }

    #[test]
    fn right_guesses_keep_the_window_at_the_depth() {
        assert_eq!(requests(1_000, 8, |_| true), 1_000 + 7);
    }

    #[test]
    fn wrong_guesses_close_the_window() {
        // 7, then 3 because of the limit, 2 and 1.
        assert_eq!(requests(1_000, 8, |_| false), 1_000 + 13);
    }

    #[test]
    fn window_widens_again_after_wrong_guesses() {
        let mut window = GuessWindow::new();
        window.note_response();
        window.note_dropped(8, 8);
        assert!(window.allows(1, 8));
        assert!(!window.allows(2, 8), "at most 2 * 1 + 8 may be wrong");
        for _ in 0..5 {
            window.note_response();
        }
        assert!(window.allows(3, 8));
        assert!(!window.allows(4, 8), "the window is half the depth");
        window.note_right();
        assert!(window.allows(4, 8));
        assert!(!window.allows(5, 8), "one right guess widens it by one");
        for _ in 0..20 {
            window.note_response();
            window.note_right();
        }
        assert!(window.allows(7, 8));
    }

    #[test]
    fn requests_are_at_most_three_times_those_without_guesses_plus_the_depth() {
        for depth in [2, 8, 64, 512] {
            for seed in 1..200_u64 {
                let mut state = seed;
                let one_in = 1 + seed % 20;
                let sent = requests(500, depth, |_| {
                    state = state
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1);
                    !(state >> 33).is_multiple_of(one_in)
                });
                assert!(sent <= 3 * 500 + depth as u64, "{sent}, {depth}, {seed}");
            }
        }
    }
}
