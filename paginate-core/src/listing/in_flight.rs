use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::task::Wake;
use core::marker::PhantomData;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};

use crate::task::Task;
use crate::trace::Traced;

/// A place for one request in flight, if there is one.
pub(crate) struct InFlight<F> {
    /// One allocation, made for the first request and used for every further one.
    request: Option<Pin<Box<Option<Traced<F>>>>>,
    /// Makes the auto traits those of the request. [`Traced`] asserts that it is `UnwindSafe` even if the request is not.
    auto_traits: PhantomData<Pin<Box<F>>>,
    /// The waker that the request was last polled with, if its wake-ups are tracked. It is kept for the next request, without
    /// a task.
    tracker: Option<Arc<WakeTracker>>,
}

/// Wakes the task that polls the listing, and remembers that the request was woken: a request that was not
/// woken need not be polled.
struct WakeTracker {
    woken: AtomicBool,
    /// `None` while no request is in flight, so that the tracker and the task do not keep each other alive.
    task: Option<Task>,
}

impl Wake for WakeTracker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        if let Some(task) = &self.task {
            task.wake();
        }
    }
}

impl<F: Future> InFlight<F> {
    pub(crate) fn none() -> Self {
        InFlight {
            request: None,
            auto_traits: PhantomData,
            tracker: None,
        }
    }

    #[inline]
    pub(crate) fn is_none(&self) -> bool {
        match &self.request {
            Some(request) => request.is_none(),
            None => true,
        }
    }

    /// Puts a request in flight that has not been polled yet.
    pub(crate) fn start(&mut self, request: Traced<F>) {
        match &mut self.request {
            Some(place) => place.set(Some(request)),
            None => self.request = Some(Box::pin(Some(request))),
        }
    }

    /// Drops the request in flight, and keeps its memory for the next one.
    pub(crate) fn clear(&mut self) {
        if let Some(place) = &mut self.request {
            place.set(None);
        }
        self.release_task();
    }

    /// Polls the request. A request that is ready is no longer in flight.
    ///
    /// With `only_woken`, a request that this task has polled before is polled only if it was woken since.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>, only_woken: bool) -> Poll<F::Output> {
        let place = self.request.as_mut();
        let Some(request) = place.and_then(|place| place.as_mut().as_pin_mut()) else {
            return Poll::Pending;
        };
        let is_tracked = self
            .tracker
            .as_ref()
            .is_some_and(|tracker| tracker.task.is_some());
        let polled = if only_woken || is_tracked {
            match tracker_to_poll(&mut self.tracker, cx.waker()) {
                Some(tracker) => request.poll(&mut Context::from_waker(&Waker::from(tracker))),
                None => Poll::Pending,
            }
        } else {
            request.poll(cx)
        };
        if polled.is_ready() {
            self.clear();
        }
        polled
    }

    /// Lets go of the task. The allocation is kept if nobody else holds the tracker.
    fn release_task(&mut self) {
        match self.tracker.as_mut().and_then(Arc::get_mut) {
            Some(tracker) => tracker.task = None,
            None => self.tracker = None,
        }
    }
}

/// Returns what to poll a request with for a task, `None` if that task has polled it and it was not woken since.
fn tracker_to_poll(
    tracker: &mut Option<Arc<WakeTracker>>,
    waker: &Waker,
) -> Option<Arc<WakeTracker>> {
    if let Some(tracker) = tracker {
        let known = tracker.task.as_ref();
        if known.is_some_and(|task| task.is_woken_by(waker)) {
            // Most requests were not woken since the last item: reading the flag is cheaper than swapping it.
            let woken = tracker.woken.load(Ordering::Relaxed)
                && tracker.woken.swap(false, Ordering::Acquire);
            return woken.then(|| Arc::clone(tracker));
        }
    }
    let fresh = WakeTracker {
        woken: AtomicBool::new(false),
        task: Some(Task::of(waker)),
    };
    match tracker.as_mut().and_then(Arc::get_mut) {
        Some(unused) => *unused = fresh,
        None => *tracker = Some(Arc::new(fresh)),
    }
    tracker.clone()
}
