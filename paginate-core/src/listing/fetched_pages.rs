use alloc::collections::VecDeque;
use core::mem;

use crate::checkpoint::{Checkpoint, Position, Progress};
use crate::listing::cycle::{CycleDetector, WINDOW};

/// The pages that have been fetched, in order, and what follows them.
pub(crate) struct FetchedPages<P, T> {
    /// The number of pages that were fetched.
    count: u64,
    /// The pages that were fetched ahead.
    ahead: VecDeque<FetchedPage<P, T>>,
    /// The page that was taken last.
    current: Position<T>,
    /// How much had been yielded from the current page on before the page was taken.
    progress: Progress,
    /// How much has been yielded of the page that is taken next.
    next_progress: Progress,
    follows: Follows<T>,
    cycles: CycleDetector<T>,
}

/// A page and its position, which includes the token that it was requested with.
pub(crate) struct FetchedPage<P, T> {
    page: P,
    position: Position<T>,
}

/// What follows the pages that have been fetched.
pub(crate) enum Follows<T> {
    /// A page. It stays here while its request is in flight, and after the request fails.
    Page(Position<T>),
    /// A page, after too many empty pages.
    EmptyPages(Position<T>),
    /// A page whose token is missing.
    MissingToken,
    /// A page that has already been requested.
    RepeatedToken,
    /// A page whose number or offset does not fit into its type.
    Overflow,
    /// A page that begins elsewhere than before, because the page size has changed.
    PageSizeChanged,
    End,
}

impl<T> Follows<T> {
    /// Returns whether the current page must be requested again, because nothing is known to request the page that follows
    /// with.
    fn is_stuck(&self) -> bool {
        match self {
            Follows::MissingToken
            | Follows::RepeatedToken
            | Follows::Overflow
            | Follows::PageSizeChanged => true,
            Follows::Page(_) | Follows::EmptyPages(_) | Follows::End => false,
        }
    }
}

impl<P, T: Clone + PartialEq> FetchedPages<P, T> {
    pub(crate) fn none() -> Self {
        FetchedPages {
            count: 0,
            ahead: VecDeque::new(),
            current: Position::default(),
            progress: Progress::default(),
            next_progress: Progress::default(),
            follows: Follows::Page(Position::default()),
            cycles: CycleDetector::new(),
        }
    }

    /// Creates the state of a listing that resumes from a checkpoint.
    pub(crate) fn from(checkpoint: Checkpoint<T>) -> Self {
        FetchedPages {
            count: checkpoint.pages,
            next_progress: checkpoint.progress,
            follows: checkpoint.position.map_or(Follows::End, Follows::Page),
            ..Self::none()
        }
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

    pub(crate) fn follows(&self) -> &Follows<T> {
        &self.follows
    }

    /// Returns the page that follows and can be requested.
    #[inline]
    pub(crate) fn next(&self) -> Option<&Position<T>> {
        match &self.follows {
            Follows::Page(position) => Some(position),
            _ => None,
        }
    }

    /// Returns a copy of the token of the page that follows, for its request. The token is kept, because the request may fail.
    #[inline]
    pub(crate) fn token_to_send(&mut self) -> Option<T> {
        let Follows::Page(Position {
            token: Some(token), ..
        }) = &self.follows
        else {
            return None;
        };
        // A copy uses the memory of the oldest token, which leaves the window once the page that follows has arrived. If no
        // page is held that has a token, the window still includes the oldest token.
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

    /// Counts the page that follows, and returns it with its position. `follows` is what follows after it.
    #[inline]
    pub(crate) fn receive(&mut self, page: P, follows: Follows<T>) -> FetchedPage<P, T> {
        self.count += 1;
        if matches!(follows, Follows::End) {
            // No token is compared any more.
            self.cycles = CycleDetector::new();
        }
        let position = match mem::replace(&mut self.follows, follows) {
            Follows::Page(position) => position,
            _ => Position::default(),
        };
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

    /// Makes a page the current page, and returns it. The tokens of the first `forgotten` pages are not kept for the detection of
    /// cycles.
    #[inline]
    pub(crate) fn take(&mut self, fetched: FetchedPage<P, T>, forgotten: Option<u64>) -> P {
        self.progress = mem::take(&mut self.next_progress);
        let read = mem::replace(&mut self.current, fetched.position);
        let is_forgotten = forgotten.is_some_and(|pages| self.taken() - 1 <= pages);
        match read.token {
            Some(token) if !self.is_end() && !is_forgotten => self.cycles.keep(token),
            _ => {}
        }
        fetched.page
    }

    /// Replaces the token of the page that follows. The detection of cycles begins anew.
    pub(crate) fn replace_token(&mut self, token: T) {
        self.follows = Follows::Page(Position {
            token: Some(token),
            counted: None,
        });
        self.cycles = CycleDetector::new();
    }

    /// Returns whether the page that is taken next was yielded before as a whole.
    pub(crate) fn was_yielded(&self) -> bool {
        self.ahead.is_empty() && self.next_progress == Progress::Whole
    }

    /// Returns whether the current page must be requested again, because nothing is known to request the page that follows
    /// with.
    pub(crate) fn is_stuck(&self) -> bool {
        self.ahead.is_empty() && self.follows.is_stuck()
    }

    /// Allows the page that follows an error to be requested. It is the current page, after a number of its items, if the
    /// listing [is stuck](Self::is_stuck).
    pub(crate) fn retry(&mut self, items: u64) {
        if !self.ahead.is_empty() {
            // The error concerned a page before those that follow.
            return;
        }
        if self.is_stuck() {
            self.follows = Follows::Page(mem::take(&mut self.current));
            self.next_progress = self.progress.and(items);
            self.count -= 1;
        } else if let Follows::EmptyPages(position) = &mut self.follows {
            self.follows = Follows::Page(mem::take(position));
        }
    }

    /// Drops the pages that were fetched ahead: the page size has changed, so the current page begins elsewhere than before.
    pub(crate) fn refuse_page_size(&mut self) {
        self.count = self.taken();
        self.ahead = VecDeque::new();
        self.follows = Follows::PageSizeChanged;
    }

    /// Returns whether the current page is the last one.
    pub(crate) fn is_last(&self) -> bool {
        self.is_end() && self.ahead.is_empty()
    }

    /// Returns whether all pages have been fetched.
    #[inline]
    pub(crate) fn is_end(&self) -> bool {
        matches!(self.follows, Follows::End)
    }

    /// Frees what is needed only while pages are left.
    pub(crate) fn release(&mut self) {
        self.current = Position::default();
        self.ahead = VecDeque::new();
    }

    /// Returns how much had been yielded from the current page on before the page was taken.
    pub(crate) fn progress(&self) -> Progress {
        self.progress
    }

    /// Skips items of the page that is taken next: they were yielded before, when the current page was larger.
    pub(crate) fn skip_in_next(&mut self, items: u64) {
        self.next_progress = Progress::Items(items);
    }

    /// Marks the current page as yielded as a whole, and returns whether it was marked before.
    pub(crate) fn mark_whole(&mut self) -> bool {
        mem::replace(&mut self.progress, Progress::Whole) == Progress::Whole
    }

    /// Returns the checkpoint after a number of items of the current page.
    pub(crate) fn checkpoint_in_page(&self, items: u64) -> Checkpoint<T> {
        let progress = self.progress.and(items);
        Checkpoint::on(self.current.clone(), progress, self.taken() - 1)
    }

    /// Returns the checkpoint after the current page, unless the listing [is stuck](Self::is_stuck).
    pub(crate) fn checkpoint_after_page(&self) -> Checkpoint<T> {
        let position = match (self.ahead.front(), &self.follows) {
            (Some(fetched), _) => Some(&fetched.position),
            (None, Follows::Page(position) | Follows::EmptyPages(position)) => Some(position),
            (None, _) => None,
        };
        match position {
            Some(position) => Checkpoint::on(position.clone(), self.next_progress, self.taken()),
            None => Checkpoint::end(self.count),
        }
    }

    /// Registers the token of the page that follows for the detection of cycles. Call this once the page has arrived.
    #[inline]
    pub(crate) fn register_token(&mut self) {
        if let Follows::Page(Position {
            token: Some(token), ..
        }) = &self.follows
        {
            self.cycles.register(token);
        }
    }

    /// Returns whether `token`, which the page that follows carries, is its own token or that of an earlier page, except for the
    /// first `forgotten` pages.
    #[inline]
    pub(crate) fn is_repeated(&self, token: &T, forgotten: Option<u64>) -> bool {
        let mut window = WINDOW;
        let mut is_same = |position: &Position<T>| match &position.token {
            Some(held) if window > 0 => {
                window -= 1;
                held == token
            }
            _ => false,
        };
        let known =
            |pages| usize::try_from(self.count - pages).map_or(WINDOW, |known| known.min(WINDOW));
        let mut ahead = self
            .ahead
            .iter()
            .rev()
            .take(forgotten.map_or(WINDOW, known));
        let is_current_known = forgotten.is_none_or(|pages| self.taken() > pages);
        self.next().is_some_and(&mut is_same)
            || (!self.ahead.is_empty() && ahead.any(|fetched| is_same(&fetched.position)))
            || (is_current_known && is_same(&self.current))
            || self.cycles.contains(token, window)
    }
}
