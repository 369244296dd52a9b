use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::iter;

use super::window::{Found, Window};
use super::{IntoPart, Nested};
use crate::parallel::part::Part;
use crate::{Checkpoint, Error, Paginator};

/// A part that was begun and is not done.
pub(super) struct Begun<K, P> {
    pub(super) key: K,
    pub(super) listing: P,
    pub(super) order: usize,
}

impl<O, F, K, P> Nested<O, F, K, P>
where
    O: Paginator,
    K: Clone + Ord,
    P: Part<Error: From<O::Error>>,
{
    pub(super) fn new(outer: O, part: F) -> Self {
        Nested {
            outer,
            part,
            window: Window::new(iter::empty()),
            begun: Vec::new(),
            free: Vec::new(),
            count: 0,
            to_retry: BTreeMap::new(),
            failed: Vec::new(),
            waits: false,
            is_woken: false,
            has_panicked: false,
            repeated: 0,
            held: None,
        }
    }

    pub(super) fn begun(&self, part: usize) -> &Begun<K, P> {
        let begun = self.begun[part].as_ref();
        begun.expect("a part that was begun and is not done")
    }

    pub(super) fn begun_mut(&mut self, part: usize) -> &mut Begun<K, P> {
        let begun = self.begun[part].as_mut();
        begun.expect("a part that was begun and is not done")
    }

    /// Makes a part of an item of the outer listing. Returns `None` if there is nothing to list.
    pub(super) fn make<R>(&mut self, item: O::Item) -> Result<Option<usize>, Error<P::Error>>
    where
        F: FnMut(O::Item) -> R,
        R: IntoPart<Key = K, Part = P>,
    {
        // Set until the user code has returned.
        self.has_panicked = true;
        let page = self.outer.page_count();
        self.window.read(page, || self.outer.page_checkpoint());
        let made = (self.part)(item).into_part();
        let part = match made {
            None => Ok(None),
            Some((key, listing)) => {
                let part = self.free.last().copied().unwrap_or(self.begun.len());
                match self.window.find(key.clone(), part) {
                    Found::New(position) => Ok(Some(self.begin(key, listing, position))),
                    Found::Known => Ok(None),
                    Found::Repeated => Err(Error::RepeatedKey { page }),
                }
            }
        };
        self.has_panicked = false;
        if part.is_err() {
            self.repeated += 1;
            self.window.keep_open();
        }
        part
    }

    pub(super) fn begin(&mut self, key: K, listing: P, position: Option<P::Checkpoint>) -> usize {
        let part = self.free.pop().unwrap_or(self.begun.len());
        if part == self.begun.len() {
            self.begun.push(None);
        }
        let begun = self.begun[part].insert(Begun {
            key,
            listing,
            order: self.count,
        });
        if position.is_some() {
            begun.listing.move_to(position);
        }
        self.count += 1;
        part
    }

    /// Closes the pages of the outer listing whose parts are done.
    pub(super) fn close(&mut self) {
        self.window.close(self.is_read());
    }

    /// Returns whether all items of the outer listing were read.
    pub(super) fn is_read(&self) -> bool {
        self.outer.is_complete() && !self.has_panicked
    }

    /// Returns whether nothing more is read from the outer listing, unless an error is retried.
    pub(super) fn is_over(&self) -> bool {
        self.outer.is_terminated() || self.has_panicked
    }

    /// Forgets all parts, and what is known of them but for their positions.
    pub(super) fn restart(
        &mut self,
        outer: Checkpoint<O::Token>,
        positions: impl Iterator<Item = (K, Option<P::Checkpoint>)>,
    ) {
        self.window = Window::new(positions);
        self.begun = Vec::new();
        self.free = Vec::new();
        self.to_retry.clear();
        self.failed.clear();
        self.waits = false;
        self.repeated = 0;
        self.held = None;
        self.outer.set_position(outer);
        self.close();
    }
}
