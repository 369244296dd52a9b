//! Wakers that are made of a vtable and a counter.

use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::task::{RawWaker, RawWakerVTable, Wake, Waker};

use crate::WakeCounter;

/// Elements of a static array have different addresses, even if they are equal.
static VTABLES: [RawWakerVTable; 5] = [
    RawWakerVTable::new(clone::<1>, wake, wake_by_ref, release),
    RawWakerVTable::new(clone::<1>, wake, wake_by_ref, release),
    RawWakerVTable::new(clone::<3>, wake, wake_by_ref, release),
    RawWakerVTable::new(clone::<4>, wake, wake_by_ref, release),
    RawWakerVTable::new(clone::<2>, wake, wake_by_ref, release),
];

/// The clone has another vtable than the waker, and further clones have that of the first clone.
pub(crate) fn clone_differs_once(counter: Arc<WakeCounter>) -> Waker {
    waker(counter, 0)
}

/// Each clone has another vtable than what it is a clone of.
pub(crate) fn clones_differ(counter: Arc<WakeCounter>) -> Waker {
    waker(counter, 2)
}

fn waker(counter: Arc<WakeCounter>, vtable: usize) -> Waker {
    let data = Arc::into_raw(counter).cast();
    // SAFETY: all vtables expect what `Arc::into_raw` returned for a counter, which is `Send` and `Sync`.
    unsafe { Waker::new(data, &VTABLES[vtable]) }
}

/// Returns a clone with a vtable.
unsafe fn clone<const VTABLE: usize>(data: *const ()) -> RawWaker {
    // SAFETY: the waker that is cloned keeps the counter alive, and the clone owns the reference that is added here.
    unsafe { Arc::increment_strong_count(data.cast::<WakeCounter>()) };
    RawWaker::new(data, &VTABLES[VTABLE])
}

unsafe fn wake(data: *const ()) {
    // SAFETY: the waker owns a reference to the counter, and is consumed.
    unsafe { Arc::from_raw(data.cast::<WakeCounter>()) }.wake();
}

unsafe fn wake_by_ref(data: *const ()) {
    // SAFETY: the waker owns a reference to the counter, and keeps it.
    let counter = ManuallyDrop::new(unsafe { Arc::from_raw(data.cast::<WakeCounter>()) });
    counter.wake_by_ref();
}

unsafe fn release(data: *const ()) {
    // SAFETY: the waker owns a reference to the counter, and is dropped.
    drop(unsafe { Arc::from_raw(data.cast::<WakeCounter>()) });
}
