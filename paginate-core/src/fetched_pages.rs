use alloc::collections::VecDeque;
use core::mem;

use crate::checkpoint::{Checkpoint, Position, Progress};
use crate::cycle::{CycleDetector, WINDOW};

/// The pages that have been fetched, in order, and their positions in the listing.
pub(crate) struct FetchedPages<P, T> {
    /// The number of pages that were fetched.
    count: u64,
    /// The pages that were fetched ahead.
    ahead: VecDeque<FetchedPage<P, T>>,
    /// The page that was taken last, with how much of it had been read before it was requested again.
    current: Position<T>,
    /// The page that follows. It stays here while its request is in flight, and after the request fails.
    next: Position<T>,
    cycles: CycleDetector<T>,
}

/// A page and its position, which includes the token that it was requested with.
pub(crate) struct FetchedPage<P, T> {
    page: P,
    position: Position<T>,
}

impl<P, T: Clone + PartialEq> FetchedPages<P, T> {
    pub(crate) fn none() -> Self {
        FetchedPages {
            count: 0,
            ahead: VecDeque::new(),
            current: Position::default(),
            next: Position::default(),
            cycles: CycleDetector::new(),
        }
    }

    /// Drops all pages, and moves to a position after a number of pages.
    pub(crate) fn move_to(&mut self, position: Position<T>, pages: u64) {
        self.count = pages;
        self.next = position;
        self.current = Position::default();
        self.cycles = CycleDetector::new();
        self.ahead.clear();
    }

    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Returns the number of pages that were taken, which is the number of the current page.
    pub(crate) fn taken(&self) -> u64 {
        self.count - self.ahead.len() as u64
    }

    /// Returns the number of pages that were fetched and not taken.
    pub(crate) fn ahead(&self) -> usize {
        self.ahead.len()
    }

    /// Returns the token of the page that follows.
    pub(crate) fn next_token(&self) -> Option<&T> {
        self.next.token.as_ref()
    }

    /// Returns a copy of the token of the page that follows, for its request. The token is kept, because the request may fail.
    #[inline]
    pub(crate) fn token_to_send(&mut self) -> Option<T> {
        let token = self.next.token.as_ref()?;
        // The memory of the oldest token is used for the copy, unless the token is still part of the window.
        let holds_more = self.current.token.is_some() || !self.ahead.is_empty();
        let oldest = holds_more.then(|| self.cycles.take_oldest()).flatten();
        Some(match oldest {
            Some(mut copy) => {
                copy.clone_from(token);
                copy
            }
            None => token.clone(),
        })
    }

    /// Counts the page that follows, and returns it with its position. `token` is the token of the page after it.
    #[inline]
    pub(crate) fn receive(&mut self, page: P, token: Option<T>) -> FetchedPage<P, T> {
        self.count += 1;
        let next = Position {
            token,
            progress: Progress::default(),
        };
        let position = mem::replace(&mut self.next, next);
        FetchedPage { page, position }
    }

    /// Holds a page until it is taken.
    pub(crate) fn hold(&mut self, fetched: FetchedPage<P, T>) {
        self.ahead.push_back(fetched);
    }

    /// Removes the first page that is held.
    #[inline]
    pub(crate) fn pop(&mut self) -> Option<FetchedPage<P, T>> {
        self.ahead.pop_front()
    }

    /// Makes a page the current page, and returns it.
    #[inline]
    pub(crate) fn take(&mut self, fetched: FetchedPage<P, T>) -> P {
        let read = mem::replace(&mut self.current, fetched.position);
        if let Some(token) = read.token {
            self.cycles.keep(token);
        }
        fetched.page
    }

    /// Moves back to the current page, after a number of its items.
    pub(crate) fn request_current_again(&mut self, items: u64) {
        self.next = mem::take(&mut self.current);
        self.next.progress = self.next.progress.and(items);
        self.count -= 1;
    }

    /// Returns how much of the current page had been read before it was requested again.
    pub(crate) fn progress(&self) -> Progress {
        self.current.progress
    }

    /// Marks the current page as yielded as a whole, and returns whether it was marked before.
    pub(crate) fn mark_whole(&mut self) -> bool {
        mem::replace(&mut self.current.progress, Progress::Whole) == Progress::Whole
    }

    /// Returns the checkpoint after a number of items of the current page.
    pub(crate) fn checkpoint_in_page(&self, items: u64) -> Checkpoint<T> {
        let mut position = self.current.clone();
        position.progress = position.progress.and(items);
        Checkpoint::on(position, self.taken() - 1)
    }

    /// Returns the checkpoint after the current page. `at_end` means that no page follows those that were fetched.
    pub(crate) fn checkpoint_after_page(&self, at_end: bool) -> Checkpoint<T> {
        let position = match self.ahead.front() {
            Some(FetchedPage { position, .. }) => position,
            None if at_end => return Checkpoint::end(self.count),
            None => &self.next,
        };
        Checkpoint::on(position.clone(), self.taken())
    }

    /// Registers the token of the page that follows for the detection of cycles. Call this once the page has arrived.
    #[inline]
    pub(crate) fn register_token(&mut self) {
        if let Some(token) = &self.next.token {
            self.cycles.register(token);
        }
    }

    /// Returns whether `token`, which the page that follows carries, is its own token or that of an earlier page.
    #[inline]
    pub(crate) fn is_repeated(&self, token: &T) -> bool {
        let mut window = WINDOW;
        let mut is_same = |position: &Position<T>| match &position.token {
            Some(held) if window > 0 => {
                window -= 1;
                held == token
            }
            _ => false,
        };
        let mut ahead = self.ahead.iter().rev().take(WINDOW);
        is_same(&self.next)
            || (!self.ahead.is_empty() && ahead.any(|fetched| is_same(&fetched.position)))
            || is_same(&self.current)
            || self.cycles.contains(token, window)
    }
}
