use core::ptr;
use core::task::{RawWakerVTable, Waker};

/// A clone of the waker of a task, which recognizes the task.
///
/// [`Waker::will_wake`] does not: a waker and its clone may have different vtables, or the same vtable at different addresses.
/// Examples are `block_on` of tokio's current-thread runtime, and the executors on top of `async-task`, in release builds.
/// `will_wake` would then report another task at each poll.
#[derive(Debug)]
pub(crate) struct Task {
    waker: Waker,
    /// The vtable of the waker that was cloned.
    vtable: &'static RawWakerVTable,
}

impl Task {
    pub(crate) fn of(waker: &Waker) -> Self {
        Task {
            waker: waker.clone(),
            vtable: waker.vtable(),
        }
    }

    /// Returns whether a waker wakes this task. Never returns `true` for another task.
    ///
    /// The data is compared with that of the clone, which keeps its data alive. So a waker with the same data belongs to the same
    /// task, even if the waker that was cloned is gone.
    pub(crate) fn is_woken_by(&self, waker: &Waker) -> bool {
        let is_known =
            ptr::eq(waker.vtable(), self.vtable) || ptr::eq(waker.vtable(), self.waker.vtable());
        waker.data() == self.waker.data() && is_known
    }

    pub(crate) fn wake(&self) {
        self.waker.wake_by_ref();
    }
}
