use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// Slots in the order in which they were added, each at most once.
#[derive(Default)]
pub(crate) struct Queue {
    order: VecDeque<usize>,
    contains: Vec<bool>,
}

impl Queue {
    /// Adds a slot at the end, unless the queue contains it.
    pub(crate) fn push(&mut self, slot: usize) {
        if slot >= self.contains.len() {
            self.contains.resize(slot + 1, false);
        }
        if !self.contains[slot] {
            self.contains[slot] = true;
            self.order.push_back(slot);
        }
    }

    pub(crate) fn first(&self) -> Option<usize> {
        self.order.front().copied()
    }

    pub(crate) fn pop(&mut self) -> Option<usize> {
        let slot = self.order.pop_front()?;
        self.contains[slot] = false;
        Some(slot)
    }

    /// Moves the first slot to the end.
    pub(crate) fn rotate(&mut self) {
        if let Some(slot) = self.order.pop_front() {
            self.order.push_back(slot);
        }
    }

    pub(crate) fn contains(&self, slot: usize) -> bool {
        self.contains.get(slot).is_some_and(|contains| *contains)
    }

    pub(crate) fn remove(&mut self, slot: usize) {
        if !self.contains(slot) {
            return;
        }
        self.contains[slot] = false;
        // Most often the first one.
        match self.order.iter().position(|other| *other == slot) {
            Some(0) => drop(self.order.pop_front()),
            Some(index) => drop(self.order.remove(index)),
            None => {}
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
}
