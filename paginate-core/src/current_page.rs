use crate::checkpoint::Progress;

/// The items of the page that is being read, or was read last.
pub(crate) struct CurrentPage<I> {
    /// The number of the page, from 1; 0 before the first page.
    number: u64,
    /// The remaining items.
    items: Option<I>,
    /// Whether the page counts as read when there are no `items`. Not before they have been made.
    read: bool,
    /// How many items it had when it arrived, if its iterator knew.
    length: Option<usize>,
    /// How many items have been yielded since it arrived, as far as they are counted.
    counted: u64,
}

impl<I: Iterator> CurrentPage<I> {
    /// Creates the state before the page that follows the first `pages` pages.
    pub(crate) fn after(pages: u64) -> Self {
        CurrentPage {
            number: pages,
            items: None,
            read: true,
            length: None,
            counted: 0,
        }
    }

    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The page has arrived, and its items are still to be [begun](Self::begin).
    pub(crate) fn arrive(&mut self, number: u64) {
        self.number = number;
        self.items = None;
        self.read = false;
        self.length = None;
        self.counted = 0;
    }

    /// Begins with the items of the page. Items that had been read before it was requested are skipped.
    pub(crate) fn begin(&mut self, items: I, progress: Progress) {
        self.items = progress.skip(items);
        self.read = self.items.is_none();
        self.length = self.items.as_ref().and_then(exact_length);
    }

    #[inline]
    pub(crate) fn next_item(&mut self) -> Option<I::Item> {
        self.items.as_mut()?.next()
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
        let Some(items) = self.items.take() else {
            return;
        };
        // If the iterator or the conversion panics, nothing of this counts as yielded.
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

    /// Leaves the page. Items that are left are not yielded, and count as read.
    pub(crate) fn close(&mut self) {
        self.abandon();
        self.read = true;
    }

    /// Leaves the page. Items that are left are not yielded, and count as unread.
    pub(crate) fn abandon(&mut self) {
        self.counted = self.yielded();
        self.items = None;
    }

    /// Abandons the page, and counts the last item that was taken as unread.
    pub(crate) fn abandon_before_last_item(&mut self) {
        self.abandon();
        self.counted = self.counted.saturating_sub(1);
    }

    /// Whether all items have been read, as far as the iterator knows.
    pub(crate) fn is_read(&self) -> bool {
        match &self.items {
            Some(items) => items.size_hint() == (0, Some(0)),
            None => self.read,
        }
    }

    /// Whether there are items to take, as far as is known: the page has arrived and has not been closed.
    pub(crate) fn is_open(&self) -> bool {
        self.items.is_some()
    }

    /// How many items have been yielded since the page arrived.
    ///
    /// An iterator that no longer knows its length is taken to have as many items as it may, so that an item
    /// comes twice rather than not at all.
    pub(crate) fn yielded(&self) -> u64 {
        match (&self.items, self.length) {
            (Some(items), Some(length)) => {
                let left = items.size_hint().1.map_or(length, |most| most.min(length));
                (length - left) as u64
            }
            _ => self.counted,
        }
    }
}

/// How many items an iterator has, if it knows.
fn exact_length(items: &impl Iterator) -> Option<usize> {
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

    /// Knows its length until `knows_until` items are left; then it only knows that they are no more than `most`.
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
        page.begin(items, Progress::default());
        page
    }

    #[test]
    fn iterator_that_forgets_its_length_is_taken_to_have_all_that_it_may() {
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
    fn items_of_an_iterator_without_a_length_are_counted() {
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
    fn item_that_is_taken_and_not_yielded_is_not_counted() {
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
