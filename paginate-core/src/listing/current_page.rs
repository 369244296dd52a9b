use crate::checkpoint::Progress;

/// The items of the page that is being read, or was read last.
pub(crate) struct CurrentPage<I> {
    /// The number of the page, from 1; 0 before the first page.
    number: u64,
    /// The remaining items, if nothing else is to be done when one is yielded.
    items: Option<I>,
    /// The remaining items otherwise: each is counted, or pages are fetched ahead meanwhile.
    slow_items: Option<I>,
    /// Whether the page counts as read if it has no iterator. `false` from its arrival until its iterator is made.
    read: bool,
    /// How many items the page had when it arrived, if its iterator knew.
    length: Option<usize>,
    /// How many items have been yielded since the page arrived, as far as they are counted.
    counted: u64,
}

impl<I: Iterator> CurrentPage<I> {
    /// Creates the state before the page that follows the first `pages` pages.
    pub(crate) fn after(pages: u64) -> Self {
        CurrentPage {
            number: pages,
            items: None,
            slow_items: None,
            read: true,
            length: None,
            counted: 0,
        }
    }

    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Starts a page whose items are not known yet. [`begin`](Self::begin) sets them.
    pub(crate) fn arrive(&mut self, number: u64) {
        self.number = number;
        (self.items, self.slow_items) = (None, None);
        self.read = false;
        self.length = None;
        self.counted = 0;
    }

    /// Sets the items of the page, and skips those that were yielded before. Returns how many more are to be skipped in the
    /// pages that follow.
    #[inline]
    pub(crate) fn begin(&mut self, mut items: I, progress: Progress) -> u64 {
        let mut to_skip = match progress {
            Progress::Items(read) => read,
            Progress::Whole => {
                self.read = true;
                return 0;
            }
        };
        while to_skip > 0 {
            if items.next().is_none() {
                self.read = true;
                return to_skip;
            }
            to_skip -= 1;
        }
        self.length = exact_length(&items);
        self.items = Some(items);
        0
    }

    /// Takes the next item, unless something else is to be done when it is yielded.
    #[inline]
    pub(crate) fn next_item(&mut self) -> Option<I::Item> {
        self.items.as_mut()?.next()
    }

    /// Takes the next item, if something else is to be done when it is yielded.
    pub(crate) fn next_slow_item(&mut self) -> Option<I::Item> {
        self.slow_items.as_mut()?.next()
    }

    /// Sets whether something else is to be done when an item is yielded.
    pub(crate) fn set_slow(&mut self, slow: bool) {
        let (from, to) = if slow {
            (&mut self.items, &mut self.slow_items)
        } else {
            (&mut self.slow_items, &mut self.items)
        };
        if from.is_some() {
            *to = from.take();
        }
    }

    /// Whether each item that is yielded must be [counted](Self::count_item), because the iterator does not know
    /// its length.
    pub(crate) fn counts_items(&self) -> bool {
        self.length.is_none()
    }

    pub(crate) fn count_item(&mut self) {
        self.counted += 1;
    }

    /// Adds the remaining items to a collection.
    pub(crate) fn extend<U, C>(&mut self, collection: &mut C)
    where
        I::Item: Into<U>,
        C: Extend<U>,
    {
        let mut yielded = self.yielded();
        let Some(items) = self.items.take().or(self.slow_items.take()) else {
            return;
        };
        // If the iterator or the conversion panics, none of the remaining items counts as yielded.
        self.counted = yielded;
        match self.length {
            Some(length) => {
                collection.extend(items.map(Into::into));
                yielded = length as u64;
            }
            None => collection.extend(items.inspect(|_| yielded += 1).map(Into::into)),
        }
        self.counted = yielded;
        self.read = true;
    }

    /// Drops the remaining items and counts them as read.
    pub(crate) fn close(&mut self) {
        self.abandon();
        self.read = true;
    }

    /// Drops the remaining items and counts them as unread.
    pub(crate) fn abandon(&mut self) {
        self.counted = self.yielded();
        (self.items, self.slow_items) = (None, None);
    }

    /// Abandons the page, and also counts the last item that was taken as unread.
    pub(crate) fn abandon_before_last_item(&mut self) {
        self.abandon();
        self.counted = self.counted.saturating_sub(1);
    }

    /// Whether all items have been read, as far as the iterator knows.
    pub(crate) fn is_read(&self) -> bool {
        match self.remaining() {
            Some(items) => items.size_hint() == (0, Some(0)),
            None => self.read,
        }
    }

    /// Whether there are items to take, as far as is known: the page has arrived and has not been closed.
    pub(crate) fn is_open(&self) -> bool {
        self.items.is_some() || self.slow_items.is_some()
    }

    fn remaining(&self) -> Option<&I> {
        self.items.as_ref().or(self.slow_items.as_ref())
    }

    /// How many items have been yielded since the page arrived.
    ///
    /// If the iterator no longer knows its length, the result assumes the largest number of remaining items that it
    /// reports: after a resume, an item may be yielded twice, but none is lost.
    pub(crate) fn yielded(&self) -> u64 {
        match (self.remaining(), self.length) {
            (Some(items), Some(length)) => {
                let left = items.size_hint().1.map_or(length, |most| most.min(length));
                (length - left) as u64
            }
            _ => self.counted,
        }
    }
}

/// Returns how many items an iterator has, if it knows.
pub(crate) fn exact_length(items: &impl Iterator) -> Option<usize> {
    match items.size_hint() {
        (least, Some(most)) if least == most => Some(most),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::CurrentPage;
    use crate::checkpoint::Progress;

    /// Knows its length until `knows_until` items are left; then reports at most `most` remaining items.
    struct Forgets {
        left: usize,
        knows_until: usize,
        most: usize,
    }

    impl Iterator for Forgets {
        type Item = usize;

        fn next(&mut self) -> Option<usize> {
            self.left = self.left.checked_sub(1)?;
            Some(self.left)
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            if self.left > self.knows_until {
                (self.left, Some(self.left))
            } else {
                (0, Some(self.most))
            }
        }
    }

    fn begun(items: Forgets) -> CurrentPage<Forgets> {
        let mut page = CurrentPage::after(0);
        page.arrive(1);
        assert_eq!(page.begin(items, Progress::default()), 0);
        page
    }

    #[test]
    fn yielded_assumes_the_most_remaining_items_of_an_inexact_iterator() {
        for (most, expected) in [(3, [1, 2, 2, 2, 2]), (9, [1, 2, 0, 0, 0])] {
            let mut page = begun(Forgets {
                left: 5,
                knows_until: 2,
                most,
            });
            let mut yielded = vec![];
            while page.next_item().is_some() {
                assert!(!page.counts_items());
                yielded.push(page.yielded());
            }
            assert_eq!(yielded, expected);
        }
    }

    #[test]
    fn yielded_counts_the_items_of_an_iterator_without_a_length() {
        let mut page = begun(Forgets {
            left: 3,
            knows_until: 3,
            most: 9,
        });
        page.next_item();
        assert!(page.counts_items());
        page.count_item();
        assert_eq!(page.yielded(), 1);
        let mut rest = vec![];
        page.extend::<usize, _>(&mut rest);
        assert_eq!(rest, [1, 0]);
        assert_eq!(page.yielded(), 3);
    }

    #[test]
    fn yielded_excludes_an_item_that_was_taken_but_not_yielded() {
        for (knows_until, counts) in [(0, false), (9, true)] {
            let mut page = begun(Forgets {
                left: 3,
                knows_until,
                most: 9,
            });
            page.next_item();
            assert_eq!(page.counts_items(), counts);
            if counts {
                page.count_item();
            }
            page.abandon_before_last_item();
            assert_eq!(page.yielded(), 0);
            assert!(!page.is_open());
            assert!(!page.is_read());
        }
    }
}
