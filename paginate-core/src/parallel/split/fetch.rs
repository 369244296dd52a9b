use core::mem;
use core::task::{Context, Poll};

use super::Split;
use super::key::SplitKey;
use super::keys::KeysOf;
use super::part::{PageStart, RangePart, Reader};
use super::partition::Received;
use crate::Paginator;
use crate::parallel::part::InProgress;
use crate::parallel::parts::PolledPart;

impl<L, F, G, R> Split<L, F, G>
where
    L: Paginator<Token: SplitKey>,
    F: FnMut() -> L,
    G: Fn(&L::Item) -> R,
    R: Into<Option<L::Token>>,
{
    /// Polls the request of a part, receives the pages that arrive, and sends the next request if the part may.
    pub(super) fn fetch(&mut self, number: usize, cx: &mut Context<'_>) {
        while self.may_poll(number) {
            let part = &mut self.parts[number];
            let Some(reader) = &mut part.reader else {
                return;
            };
            let Some(listing) = &mut reader.listing else {
                return;
            };
            let before = listing.responses();
            let polled = listing.poll_items(cx, &mut self.items);
            part.responses += listing.responses() - before;
            reader.is_in_flight = polled.is_pending();
            match polled {
                Poll::Ready(Some(Ok(())) | None) => self.receive(number),
                Poll::Ready(Some(Err(error))) => reader.fail(error),
                Poll::Pending => return,
            }
            self.note_room();
        }
    }

    /// Receives a page of a part, whose items were added to `items`.
    fn receive(&mut self, number: usize) {
        let cursor = self.cursor(number);
        let part = &mut self.parts[number];
        let Some(listing) = part
            .reader
            .as_ref()
            .and_then(|reader| reader.listing.as_ref())
        else {
            return;
        };
        let (more, page) = (!listing.is_terminated(), listing.page_count());
        part.page_start = Some(PageStart(cursor.clone()));
        let keys = KeysOf {
            items: &self.items,
            key: &self.key,
        };
        let received = self.partition.receive(number, &keys, more);
        let received = received.map_err(|disorder| disorder.on_page(page));
        if let Ok(received) = &received {
            self.note_other_parts(received);
        }
        let part = &mut self.parts[number];
        match received {
            Err(error) => {
                self.items.clear();
                if let Some(reader) = &mut part.reader {
                    reader.fail(error);
                }
            }
            Ok(Received { kept, is_done, .. }) => {
                self.may_cut = true;
                part.skip_yielded(&mut self.items, kept, &self.key);
                if let Some(reader) = &mut part.reader {
                    if is_done {
                        reader.finish();
                    }
                    if !self.items.is_empty() {
                        reader.hold(cursor, mem::take(&mut self.items));
                    }
                }
            }
        }
        part.page_start = None;
    }

    /// Adds and removes parts as a page of another part says. Runs no user code.
    fn note_other_parts(&mut self, received: &Received) {
        if let Some(check) = received.check {
            self.add(check, None);
        }
        for above in &received.beyond_end {
            if self.parts[*above].reader.take().is_some() {
                self.ended.push(*above);
            }
            self.waiting.retain(|number| number != above);
            self.failed.retain(|number| number != above);
        }
    }

    /// Polls a part until its current page has an item.
    pub(super) fn poll_page(
        &mut self,
        number: usize,
        cx: &mut Context<'_>,
    ) -> PolledPart<(), Self> {
        // A part without a page was woken, or has no request in flight.
        if self.unread(number).is_none() {
            self.fetch(number, cx);
        }
        let part = &mut self.parts[number];
        let is_unread = |reader: &Reader<L>| !reader.current.items.is_empty();
        if part.reader.as_ref().is_some_and(is_unread) {
            return Poll::Ready(Some(Ok(())));
        }
        if let Some(read) = part.turn_page() {
            if self.items.capacity() == 0 {
                self.items = read;
            }
            // There is room for another page.
            if self.may_send(number) {
                self.fetch(number, cx);
            }
            return Poll::Ready(Some(Ok(())));
        }
        let Some(reader) = &mut part.reader else {
            return Poll::Ready(None);
        };
        if let Some(error) = reader.failure.take() {
            reader.has_failed = true;
            return Poll::Ready(Some(Err(error)));
        }
        if part.has_terminated() {
            return Poll::Ready(None);
        }
        Poll::Pending
    }

    fn unread(&self, number: usize) -> Option<()> {
        let reader = self.parts[number].reader.as_ref()?;
        reader.unread().map(|_| ())
    }
}

impl<L: Paginator<Token: SplitKey>, F, G> Split<L, F, G> {
    /// Returns the last key of a part that was received.
    pub(super) fn cursor(&self, number: usize) -> Option<L::Token> {
        self.partition.range(number)?.cursor.clone()
    }

    /// Returns whether a part is to be polled once it is woken: it has a request in flight, or may send one.
    fn may_poll(&self, number: usize) -> bool {
        let Some(reader) = &self.parts[number].reader else {
            return false;
        };
        reader.listing.is_some() && (reader.is_in_flight || self.has_room_for(number, reader))
    }

    /// Returns whether a part sends a request when it is polled.
    pub(super) fn may_send(&self, number: usize) -> bool {
        let RangePart { reader, .. } = &self.parts[number];
        let is_idle = reader.as_ref().is_some_and(|reader| !reader.is_in_flight);
        is_idle && self.may_poll(number)
    }
}
