//! A clock that advances when all futures wait for it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
pub(crate) struct Clock {
    now: Cell<u64>,
    count: Cell<u64>,
    sleeping: RefCell<BTreeMap<(u64, u64), Waker>>,
}

/// Completes when the clock shows a time.
pub(crate) struct Sleep {
    clock: Rc<Clock>,
    key: (u64, u64),
}

impl Clock {
    pub(crate) fn now(&self) -> u64 {
        self.now.get()
    }

    pub(crate) fn sleep(self: &Rc<Self>, time: u64) -> Sleep {
        self.count.set(self.count.get() + 1);
        Sleep {
            clock: Rc::clone(self),
            key: (self.now() + time, self.count.get()),
        }
    }

    /// Wakes the future that completes next. Returns whether there is one.
    pub(crate) fn advance(&self) -> bool {
        let Some(((now, _), waker)) = self.sleeping.borrow_mut().pop_first() else {
            return false;
        };
        self.now.set(now);
        waker.wake();
        true
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.clock.now() >= self.key.0 {
            return Poll::Ready(());
        }
        let mut sleeping = self.clock.sleeping.borrow_mut();
        sleeping.insert(self.key, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.clock.sleeping.borrow_mut().remove(&self.key);
    }
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs a future, and advances the clock whenever the future was not woken.
pub(crate) fn run<T>(clock: &Clock, future: impl Future<Output = T>) -> T {
    let flag = Arc::new(Flag(AtomicBool::new(true)));
    let waker = Waker::from(Arc::clone(&flag));
    let mut cx = Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        if flag.0.swap(false, Ordering::Relaxed) {
            if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
                return output;
            }
        } else {
            assert!(clock.advance(), "the future is not woken");
        }
    }
}

/// Polls a future once, and drops it.
pub(crate) fn poll_once<T>(future: impl Future<Output = T>) -> Poll<T> {
    let waker = Waker::from(Arc::new(Flag(AtomicBool::new(false))));
    std::pin::pin!(future).poll(&mut Context::from_waker(&waker))
}
