use core::mem;

use crate::checkpoint::Place;

/// The page that is being read, or was read last.
pub(crate) struct Reading<T, I> {
    /// What is left of its items.
    items: Option<I>,
    /// How many items it had when it came, if its iterator knew.
    known: Option<usize>,
    /// How many items have been yielded since it came, as far as they are counted.
    counted: u64,
    /// The page, and how much of it had been read before it came.
    pub(crate) place: Place<T>,
    /// The number of the page, from 1.
    pub(crate) number: u64,
}

impl<T, I: Iterator> Reading<T, I> {
    /// Before the page that comes after so many.
    pub(crate) fn after(pages: u64) -> Self {
        Reading {
            items: None,
            known: None,
            counted: 0,
            place: Place::default(),
            number: pages,
        }
    }

    /// Turns to the next page after the [end](Self::end) of the one before, and gives the place of that.
    pub(crate) fn turn_to(&mut self, place: Place<T>, number: u64) -> Place<T> {
        self.counted = 0;
        self.number = number;
        mem::replace(&mut self.place, place)
    }

    /// The items of the page have come. Those that had been read before are left out.
    pub(crate) fn begin(&mut self, items: I) {
        self.items = self.place.read.skip(items);
        self.known = self.items.as_ref().and_then(exactly);
    }

    #[inline]
    pub(crate) fn next_item(&mut self) -> Option<I::Item> {
        self.items.as_mut()?.next()
    }

    /// Whether each item that is yielded is to be [counted](Self::count_item), as its iterator does not.
    pub(crate) fn counts(&self) -> bool {
        self.known.is_none()
    }

    pub(crate) fn count_item(&mut self) {
        self.counted += 1;
    }

    /// Adds what is left of the items to a collection.
    pub(crate) fn extend<U, C>(&mut self, collection: &mut C)
    where
        I::Item: Into<U>,
        C: Extend<U>,
    {
        let Some(items) = self.items.take() else {
            return;
        };
        match self.known {
            Some(all) => {
                self.counted = all as u64;
                collection.extend(items.map(Into::into));
            }
            None => collection.extend(items.inspect(|_| self.counted += 1).map(Into::into)),
        }
    }

    /// Leaves the page, and what is left of its items.
    pub(crate) fn end(&mut self) {
        self.counted = self.yielded();
        self.items = None;
    }

    /// Whether nothing is left, as far as the iterator knows.
    pub(crate) fn is_empty(&self) -> bool {
        let items = self.items.as_ref();
        items.is_none_or(|items| items.size_hint() == (0, Some(0)))
    }

    /// Whether the page has been left, or has not come.
    pub(crate) fn is_ended(&self) -> bool {
        self.items.is_none()
    }

    /// The page, and how much of it has been read.
    pub(crate) fn place_now(&self) -> Place<T>
    where
        T: Clone,
    {
        Place {
            token: self.place.token.clone(),
            read: self.place.read.and(self.yielded()),
        }
    }

    /// How many items have been yielded since the page came.
    ///
    /// An iterator that no longer knows how many it has is taken to have as many as it may, so that an item
    /// comes twice rather than not at all.
    fn yielded(&self) -> u64 {
        match (&self.items, self.known) {
            (Some(items), Some(all)) => {
                let left = items.size_hint().1.map_or(all, |most| most.min(all));
                (all - left) as u64
            }
            _ => self.counted,
        }
    }
}

/// How many items an iterator has, if it knows.
fn exactly(items: &impl Iterator) -> Option<usize> {
    match items.size_hint() {
        (least, Some(most)) if least == most => Some(most),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::Reading;
    use crate::checkpoint::{Place, Read};

    /// Knows how many items it has until so many are left; then it only knows that they are no more than `most`.
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

    fn reading(items: Forgets) -> Reading<(), Forgets> {
        let mut reading = Reading::after(0);
        reading.turn_to(Place::default(), 1);
        reading.begin(items);
        reading
    }

    #[test]
    fn an_iterator_that_forgets_its_length_is_taken_to_have_all_that_it_may() {
        for (most, expected) in [(3, [1, 2, 2, 2, 2]), (9, [1, 2, 0, 0, 0])] {
            let mut reading = reading(Forgets {
                left: 5,
                knows_until: 2,
                most,
            });
            let mut places = vec![];
            while reading.next_item().is_some() {
                assert!(!reading.counts());
                places.push(reading.place_now().read);
            }
            assert_eq!(places, expected.map(Read::Items));
        }
    }

    #[test]
    fn what_an_iterator_does_not_know_is_counted() {
        let mut reading = reading(Forgets {
            left: 3,
            knows_until: 3,
            most: 9,
        });
        reading.next_item();
        assert!(reading.counts());
        reading.count_item();
        assert_eq!(reading.place_now().read, Read::Items(1));
        let mut rest = vec![];
        reading.extend::<usize, _>(&mut rest);
        assert_eq!(rest, [1, 0]);
        assert_eq!(reading.place_now().read, Read::Items(3));
    }
}
