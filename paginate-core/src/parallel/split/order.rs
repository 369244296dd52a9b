use core::mem;

use super::Split;
use super::key::SplitKey;
use super::part::Reader;
use crate::Paginator;

/// How many pages are held for each request in flight, by default.
const PAGES_PER_REQUEST: usize = 8;

/// How items are yielded in the order of the keys.
pub(super) struct Order {
    pub(super) is_set: bool,
    /// How many pages may be held or in flight besides those of the first part.
    pub(super) buffer: usize,
    /// The first part in progress, from which items are read.
    pub(super) first: Option<usize>,
}

impl Order {
    pub(super) fn new(concurrency: usize) -> Self {
        Order {
            is_set: false,
            buffer: concurrency.saturating_mul(PAGES_PER_REQUEST),
            first: None,
        }
    }
}

impl<L: Paginator<Token: SplitKey>, F, G> Split<L, F, G> {
    fn in_progress(&self) -> impl Iterator<Item = (usize, &Reader<L>)> {
        let parts = self.parts.iter().enumerate();
        parts.filter_map(|(number, part)| Some((number, part.reader.as_ref()?)))
    }

    pub(super) fn count_in_progress(&self) -> usize {
        self.in_progress().count()
    }

    /// Returns whether more pages may be held besides those of the first part, if there is an order.
    pub(super) fn has_room(&self) -> bool {
        if !self.order.is_set {
            return true;
        }
        let is_ahead = |(number, _): &(usize, _)| self.order.first != Some(*number);
        let pages = self
            .in_progress()
            .filter(is_ahead)
            .map(|(_, reader)| reader.held() + usize::from(reader.is_in_flight));
        pages.sum::<usize>() < self.order.buffer
    }

    /// Returns whether a part may request another page.
    pub(super) fn has_room_for(&self, number: usize, reader: &Reader<L>) -> bool {
        if self.order.is_set && self.order.first != Some(number) {
            self.has_room()
        } else {
            reader.held() < 2
        }
    }

    /// Notes which parts may send a request, because a page was received or the first part has changed.
    pub(super) fn note_room(&mut self) {
        if !self.order.is_set || !self.has_room() {
            return;
        }
        let may_send =
            |(_, reader): &(usize, &Reader<L>)| reader.listing.is_some() && !reader.is_in_flight;
        let mut senders = mem::take(&mut self.senders);
        senders.clear();
        senders.extend(
            self.in_progress()
                .filter(may_send)
                .map(|(number, _)| number),
        );
        self.senders = senders;
    }
}
