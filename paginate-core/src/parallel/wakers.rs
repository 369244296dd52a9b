use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::task::Wake;
use core::iter;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use core::task::Waker;

use crate::task::Task;

const BITS: usize = usize::BITS as usize;

/// Remembers the slots whose listings were woken, and wakes the task that polls all of them.
///
/// The task cannot be replaced, because the wakers share it. Another task needs another `Wakers`.
pub(crate) struct Wakers {
    task: Task,
    /// Whether a listing was woken since the last [`collect`](Self::collect).
    any: AtomicBool,
    /// A bit for each slot.
    woken: Box<[AtomicUsize]>,
}

/// Wakes the listing in one slot.
struct SlotWaker {
    wakers: Arc<Wakers>,
    slot: usize,
}

impl Wake for SlotWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let Wakers { task, any, .. } = &*self.wakers;
        let (word, bit) = self.wakers.bit(self.slot);
        word.fetch_or(bit, Ordering::Release);
        any.store(true, Ordering::Release);
        task.wake();
    }
}

impl Wakers {
    pub(crate) fn new(task: Task, slots: usize) -> Arc<Self> {
        let words = slots.div_ceil(BITS);
        Arc::new(Wakers {
            task,
            any: AtomicBool::new(false),
            woken: iter::repeat_with(AtomicUsize::default)
                .take(words)
                .collect(),
        })
    }

    /// Returns a waker of the listing in a slot.
    pub(crate) fn waker(self: &Arc<Self>, slot: usize) -> Waker {
        let wakers = Arc::clone(self);
        Waker::from(Arc::new(SlotWaker { wakers, slot }))
    }

    pub(crate) fn wakes(&self, waker: &Waker) -> bool {
        self.task.is_woken_by(waker)
    }

    /// Returns whether a listing was woken since the last [`collect`](Self::collect).
    #[inline]
    pub(crate) fn any_woken(&self) -> bool {
        self.any.load(Ordering::Relaxed)
    }

    /// Forgets that the listing in a slot was woken, because another listing takes the slot.
    pub(crate) fn forget(&self, slot: usize) {
        let (word, bit) = self.bit(slot);
        word.fetch_and(!bit, Ordering::Relaxed);
    }

    /// Calls a closure with each slot whose listing was woken since the last `collect`.
    pub(crate) fn collect(&self, mut woken: impl FnMut(usize)) {
        // The flag first: a listing that is woken from here on sets the flag again.
        if !self.any_woken() || !self.any.swap(false, Ordering::Acquire) {
            return;
        }
        for (index, word) in self.woken.iter().enumerate() {
            let mut bits = match word.load(Ordering::Relaxed) {
                0 => 0,
                _ => word.swap(0, Ordering::Acquire),
            };
            while bits != 0 {
                woken(index * BITS + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }

    /// Returns the word and the bit of a slot.
    fn bit(&self, slot: usize) -> (&AtomicUsize, usize) {
        (&self.woken[slot / BITS], 1 << (slot % BITS))
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;
    use core::task::Waker;

    use super::{BITS, Wakers};
    use crate::task::Task;

    fn collect(wakers: &Wakers) -> Vec<usize> {
        let mut woken = vec![];
        wakers.collect(|slot| {
            assert!(woken.len() < 10, "the slots do not end");
            woken.push(slot);
        });
        woken
    }

    #[test]
    fn wake_up_is_collected_once() {
        let wakers = Wakers::new(Task::of(Waker::noop()), 2 * BITS);
        assert_eq!(collect(&wakers), []);
        let slots = [0, 1, BITS + 3, 2 * BITS - 1];
        for slot in slots {
            wakers.waker(slot).wake();
        }
        assert!(wakers.any_woken());
        assert_eq!(collect(&wakers), slots);
        assert!(!wakers.any_woken());
        assert_eq!(collect(&wakers), []);
    }
}
