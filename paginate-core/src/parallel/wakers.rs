use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::task::Wake;
use core::iter;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use core::task::Waker;

const BITS: usize = usize::BITS as usize;

/// Remembers which listings were woken, and wakes the task that polls all of them.
///
/// The task cannot be replaced, because the wakers share it. Another task needs another `Wakers`.
pub(super) struct Wakers {
    task: Waker,
    /// Whether a listing was woken since the last [`collect`](Self::collect).
    any: AtomicBool,
    /// A bit for each listing.
    woken: Box<[AtomicUsize]>,
}

/// Wakes one listing.
struct ListingWaker {
    wakers: Arc<Wakers>,
    index: usize,
}

impl Wake for ListingWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let Wakers { task, any, woken } = &*self.wakers;
        woken[self.index / BITS].fetch_or(1 << (self.index % BITS), Ordering::Release);
        any.store(true, Ordering::Release);
        task.wake_by_ref();
    }
}

impl Wakers {
    pub(super) fn new(task: &Waker, listings: usize) -> Arc<Self> {
        let words = listings.div_ceil(BITS);
        Arc::new(Wakers {
            task: task.clone(),
            any: AtomicBool::new(false),
            woken: iter::repeat_with(AtomicUsize::default)
                .take(words)
                .collect(),
        })
    }

    /// Returns the waker of a listing.
    pub(super) fn waker(self: &Arc<Self>, index: usize) -> Waker {
        let wakers = Arc::clone(self);
        Waker::from(Arc::new(ListingWaker { wakers, index }))
    }

    pub(super) fn wakes(&self, task: &Waker) -> bool {
        self.task.will_wake(task)
    }

    /// Returns whether a listing was woken since the last [`collect`](Self::collect).
    #[inline]
    pub(super) fn any_woken(&self) -> bool {
        self.any.load(Ordering::Relaxed)
    }

    /// Calls a closure with each listing that was woken since the last `collect`.
    pub(super) fn collect(&self, mut woken: impl FnMut(usize)) {
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
}
