//! Wakers whose clones have another vtable than the waker itself.
//!
//! The clones of a standard waker usually have the vtable of the waker, and [`Waker::will_wake`] then recognizes them. In
//! release builds, the waker of tokio's current-thread `block_on` and its clone have different vtables. A waker with chosen
//! vtables needs unsafe code, which the workspace forbids. It is in one module of this crate, which has nothing else.

#[expect(
    unsafe_code,
    reason = "a vtable can be set only with `Waker::new`, which is unsafe"
)]
mod raw;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Wake, Waker};

/// A waker that counts its wakeups.
#[derive(Debug, Default)]
pub struct WakeCounter(AtomicUsize);

/// Which vtable the clone of a waker has. The clone always has the data of the waker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clones {
    /// The vtable of the waker, as far as the standard library does not duplicate it.
    Same,
    /// Another vtable. The clone of a clone has the vtable of that clone.
    Other,
    /// Another vtable, and so has each clone of a clone.
    AlwaysOther,
}

impl WakeCounter {
    /// Returns the number of wakeups.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// Returns whether there was a wakeup since the previous call, and resets the count.
    pub fn take(&self) -> bool {
        self.0.swap(0, Ordering::Relaxed) > 0
    }

    /// Returns a waker that counts its wakeups here.
    ///
    /// All wakers that are made for one counter with the same `clones` have the same data and the same vtable.
    pub fn waker(self: &Arc<Self>, clones: Clones) -> Waker {
        match clones {
            Clones::Same => Waker::from(Arc::clone(self)),
            Clones::Other => raw::clone_differs_once(Arc::clone(self)),
            Clones::AlwaysOther => raw::clones_differ(Arc::clone(self)),
        }
    }
}

impl Wake for WakeCounter {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::task::Waker;

    use super::{Clones, WakeCounter};

    #[test]
    fn waker_and_clone_have_the_same_data_and_another_vtable() {
        for (clones, differ) in [
            (Clones::Other, [true, false, false]),
            (Clones::AlwaysOther, [true, true, true]),
        ] {
            let counter = Arc::new(WakeCounter::default());
            let mut waker = counter.waker(clones);
            assert!(waker.will_wake(&counter.waker(clones)));
            for differs in differ {
                let clone = waker.clone();
                assert_eq!(clone.data(), waker.data());
                assert_eq!(!clone.will_wake(&waker), differs, "{clones:?}");
                waker = clone;
            }
        }
    }

    #[test]
    fn every_waker_counts_and_releases_the_counter() {
        for clones in [Clones::Same, Clones::Other, Clones::AlwaysOther] {
            let counter = Arc::new(WakeCounter::default());
            let waker = counter.waker(clones);
            let copies: Vec<Waker> = vec![waker.clone(); 5];
            assert_eq!(Arc::strong_count(&counter), 7);
            waker.wake_by_ref();
            copies.into_iter().for_each(Waker::wake);
            waker.wake();
            assert_eq!(counter.count(), 7);
            assert_eq!(Arc::strong_count(&counter), 1);
        }
    }
}
