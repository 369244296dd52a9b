use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;
use core::mem;

/// The pages of the outer listing that are open, and by key the parts that were found on them.
///
/// A page is open until it was read and all parts that were found on it, and on the pages before it, are done. A checkpoint is
/// before the first open page, so it contains what is known of the parts on the open pages.
pub(super) struct Window<K, C, O> {
    pages: VecDeque<Page<O>>,
    /// How many pages have been closed.
    closed: usize,
    entries: BTreeMap<K, Entry<C>>,
    /// How many keys of a checkpoint were not found yet.
    missing: usize,
    /// The keys of a checkpoint that the outer listing no longer has.
    gone: Vec<K>,
}

struct Page<O> {
    /// The number of the page in the outer listing.
    number: u64,
    /// The checkpoint of the outer listing before the page.
    start: O,
    /// How many parts of the page are not done.
    unfinished: usize,
    /// Whether the page was requested again within this run, so that its items may come twice.
    is_read_again: bool,
}

/// What is known of a part.
struct Entry<C> {
    state: State<C>,
    /// The first and the last page on which the part was found, `None` until the outer listing is read again after a resume.
    pages: Option<(usize, usize)>,
}

/// Where a part stands.
pub(super) enum State<C> {
    /// It is at a position of a checkpoint.
    At(C),
    /// It was begun, and this index names it.
    Begun(usize),
    Done,
}

/// What is to be done with a part that was found.
pub(super) enum Found<C> {
    /// It begins at a position: at its start if there is none.
    New(Option<C>),
    /// It was found before: on an earlier page, or before a resume.
    Known,
    /// It was found on the same page before.
    Repeated,
}

impl<K: Ord, C, O> Window<K, C, O> {
    /// Creates the window of a listing that resumes from a checkpoint, with the positions of its parts.
    pub(super) fn new(positions: impl Iterator<Item = (K, Option<C>)>) -> Self {
        let entry = |(key, position): (K, Option<C>)| {
            let state = position.map_or(State::Done, State::At);
            (key, Entry { state, pages: None })
        };
        let entries: BTreeMap<K, Entry<C>> = positions.map(entry).collect();
        Window {
            pages: VecDeque::new(),
            closed: 0,
            missing: entries.len(),
            entries,
            gone: Vec::new(),
        }
    }

    /// Notes that an item of a page of the outer listing is read.
    pub(super) fn read(&mut self, number: u64, start: impl FnOnce() -> O) {
        if self.pages.back().is_none_or(|page| page.number != number) {
            self.pages.push_back(Page {
                number,
                start: start(),
                unfinished: 0,
                is_read_again: false,
            });
        }
    }

    /// Notes that the page that is read may be requested again.
    pub(super) fn read_again(&mut self) {
        if let Some(page) = self.pages.back_mut() {
            page.is_read_again = true;
        }
    }

    /// Notes that a part was found on the page that is read. If it is new, `part` is its index.
    pub(super) fn find(&mut self, key: K, part: usize) -> Found<C> {
        let last = self.closed + self.pages.len() - 1;
        let Some(entry) = self.entries.get_mut(&key) else {
            let state = State::Begun(part);
            let pages = Some((last, last));
            self.entries.insert(key, Entry { state, pages });
            self.page(last).unfinished += 1;
            return Found::New(None);
        };
        match entry.pages {
            None => {
                entry.pages = Some((last, last));
                self.missing -= 1;
                match mem::replace(&mut entry.state, State::Begun(part)) {
                    State::At(position) => {
                        self.page(last).unfinished += 1;
                        Found::New(Some(position))
                    }
                    state => {
                        entry.state = state;
                        Found::Known
                    }
                }
            }
            Some((_, page)) if page == last => {
                if self.page(last).is_read_again {
                    Found::Known
                } else {
                    Found::Repeated
                }
            }
            Some((first, page)) => {
                entry.pages = Some((first, last));
                if matches!(entry.state, State::Begun(_)) {
                    self.page(last).unfinished += 1;
                    if page != first {
                        self.page(page).unfinished -= 1;
                    }
                }
                Found::Known
            }
        }
    }

    /// Keeps the page that is read open for good.
    pub(super) fn keep_open(&mut self) {
        if let Some(page) = self.pages.back_mut() {
            page.unfinished += 1;
        }
    }

    /// Notes that a part is done.
    pub(super) fn note_done(&mut self, key: &K) {
        let Some(entry) = self.entries.get_mut(key) else {
            return;
        };
        entry.state = State::Done;
        if let Some((first, last)) = entry.pages {
            self.page(first).unfinished -= 1;
            if last != first {
                self.page(last).unfinished -= 1;
            }
        }
    }

    /// Closes the first pages, up to one that is not finished or still read. `is_read` means that all pages were read.
    pub(super) fn close(&mut self, is_read: bool) {
        let closed = self.closed;
        while self.pages.front().is_some_and(|page| page.unfinished == 0)
            && (is_read || self.pages.len() > 1)
        {
            self.pages.pop_front();
            self.closed += 1;
        }
        if closed != self.closed {
            let closed = self.closed;
            let is_open = |entry: &Entry<C>| entry.pages.is_none_or(|(_, last)| last >= closed);
            self.entries.retain(|_, entry| is_open(entry));
        }
        if is_read && self.missing > 0 {
            self.missing = 0;
            let entries = mem::take(&mut self.entries).into_iter();
            let (found, gone): (BTreeMap<_, _>, BTreeMap<_, _>) =
                entries.partition(|(_, entry)| entry.pages.is_some());
            self.entries = found;
            self.gone.extend(gone.into_keys());
        }
    }

    /// Returns the checkpoint of the outer listing before the first open page.
    pub(super) fn start(&self) -> Option<&O> {
        self.pages.front().map(|page| &page.start)
    }

    /// Returns what is known of the parts, in the order of their keys.
    pub(super) fn states(&self) -> impl Iterator<Item = (&K, &State<C>)> {
        self.entries.iter().map(|(key, entry)| (key, &entry.state))
    }

    /// Returns the keys of a checkpoint that were not found in the whole outer listing.
    pub(super) fn gone(&self) -> &[K] {
        &self.gone
    }

    fn page(&mut self, page: usize) -> &mut Page<O> {
        &mut self.pages[page - self.closed]
    }
}
