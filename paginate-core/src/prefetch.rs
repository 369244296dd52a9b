use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::task::Wake;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};

/// What has been fetched and is not yet read, and how a request is polled that nobody waits for.
pub(crate) struct Prefetch<F> {
    /// How many pages may be fetched before they are asked for.
    pub(crate) depth: usize,
    pub(crate) fetched: VecDeque<F>,
    relay: Option<Arc<Relay>>,
}

/// The waker of the request in flight: it wakes the task, and remembers that the request has something
/// to say, so that a poll for an item costs one look at that and not a poll of the request.
struct Relay {
    woken: AtomicBool,
    task: Waker,
}

impl Wake for Relay {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.task.wake_by_ref();
    }
}

impl<F> Prefetch<F> {
    pub(crate) const fn new() -> Self {
        Prefetch {
            depth: 0,
            fetched: VecDeque::new(),
            relay: None,
        }
    }

    /// Whether a page more may be fetched ahead.
    #[inline]
    pub(crate) fn has_room(&self) -> bool {
        self.fetched.len() < self.depth
    }

    /// Polls a request, if it was woken since it was last polled. A `fresh` one never was polled.
    ///
    /// One that was polled for another task is polled once more, to be told of this one.
    pub(crate) fn poll_woken<T>(
        &mut self,
        cx: &Context<'_>,
        fresh: bool,
        poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        let relay = match &self.relay {
            Some(relay) if relay.task.will_wake(cx.waker()) => {
                if !relay.woken.swap(false, Ordering::Acquire) && !fresh {
                    return Poll::Pending;
                }
                Arc::clone(relay)
            }
            _ => {
                let relay = Relay {
                    woken: AtomicBool::new(false),
                    task: cx.waker().clone(),
                };
                Arc::clone(self.relay.insert(Arc::new(relay)))
            }
        };
        poll(&mut Context::from_waker(&Waker::from(relay)))
    }
}
