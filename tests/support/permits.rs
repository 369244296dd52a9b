//! Permits that the requests of several services share, as requests of one client do.
//!
//! A request that is polled waits for a permit first. It holds the permit until its response is ready or until it is dropped.
//! One permit is a mutex around the client.

use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

/// The permits. They are given to requests in the order in which the requests began to wait.
#[derive(Clone, Debug)]
pub struct Permits(Arc<Semaphore>);

impl Permits {
    /// Creates a number of permits.
    pub fn new(permits: usize) -> Self {
        Permits(Arc::new(Semaphore::new(permits)))
    }

    /// Returns the number of permits that are neither held nor assigned to a request that waits.
    pub fn available(&self) -> usize {
        self.0.available_permits()
    }

    /// Returns what a request needs before it is served.
    pub(crate) fn permit(&self) -> Permit {
        Permit::Waiting {
            acquire: Box::pin(Arc::clone(&self.0).acquire_owned()),
            wakeup: Arc::default(),
        }
    }
}

/// The permit of a request.
pub(crate) enum Permit {
    /// The service shares no permits, or the response is ready.
    NotNeeded,
    Waiting {
        acquire: Pin<Box<dyn Future<Output = Result<OwnedSemaphorePermit, AcquireError>>>>,
        wakeup: Arc<Wakeup>,
    },
    Held(#[expect(dead_code, reason = "released when it is dropped")] OwnedSemaphorePermit),
}

impl Permit {
    /// Returns whether the request waits for a permit.
    pub(crate) fn is_waiting(&self) -> bool {
        matches!(self, Permit::Waiting { .. })
    }

    /// Returns whether the request was woken, because it has a permit now.
    pub(crate) fn take_wakeup(&self) -> bool {
        match self {
            Permit::Waiting { wakeup, .. } => wakeup.woken.swap(false, Ordering::Relaxed),
            _ => false,
        }
    }

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Permit::Waiting { acquire, wakeup } = self else {
            return Poll::Ready(());
        };
        *wakeup.task.lock().expect("no thread panics") = Some(cx.waker().clone());
        let waker = Waker::from(Arc::clone(wakeup));
        let polled = acquire.as_mut().poll(&mut Context::from_waker(&waker));
        polled.map(|permit| *self = Permit::Held(permit.expect("the semaphore is never closed")))
    }
}

impl fmt::Debug for Permit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Permit::NotNeeded => "NotNeeded",
            Permit::Waiting { .. } => "Waiting",
            Permit::Held(_) => "Held",
        })
    }
}

/// Wakes the task that polls a request, and records the wakeup.
#[derive(Debug, Default)]
pub(crate) struct Wakeup {
    woken: AtomicBool,
    task: Mutex<Option<Waker>>,
}

impl Wake for Wakeup {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Relaxed);
        let task = self.task.lock().expect("no thread panics").take();
        if let Some(task) = task {
            task.wake();
        }
    }
}
