//! A request in flight, from the first poll to the response.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::{FRESH, Page, Server, Throttled, UserCode};
use crate::permits::Permit;

/// The state of a request in flight, which the service and the future share.
#[derive(Debug)]
pub(super) struct Flight {
    /// The ticks until the response is ready.
    pub(super) ticks: Cell<u32>,
    /// The polls after these ticks that return `Poll::Pending` and wake the task at once.
    pub(super) self_wakes: Cell<u32>,
    pub(super) waker: RefCell<Option<Waker>>,
    /// Whether the waker was called since the previous poll. True before the first poll.
    pub(super) woken: Cell<bool>,
    pub(super) permit: RefCell<Permit>,
}

impl Flight {
    /// Returns whether the request has its permit, and its response is not ready yet.
    pub(super) fn is_waiting(&self) -> bool {
        self.ticks.get() > 0 && !self.permit.borrow().is_waiting()
    }
}

/// The future of a request.
pub(super) struct InFlight {
    pub(super) server: Rc<Server>,
    pub(super) index: usize,
    /// Whether the token is a fresh one.
    pub(super) is_fresh: bool,
    pub(super) flight: Rc<Flight>,
    pub(super) done: bool,
}

impl Future for InFlight {
    type Output = Result<Page, Throttled>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        assert!(!self.done, "a completed request is polled again");
        self.server.may_panic(UserCode::Request);
        self.server.polls.set(self.server.polls() + 1);
        let has_permit = self.flight.permit.borrow().take_wakeup();
        // Another task must poll the request once, to register its waker. Wakers with the same data wake the same task,
        // whatever their vtables are.
        let waker = self.flight.waker.borrow().as_ref().map(Waker::data);
        let has_same_waker = waker == Some(cx.waker().data());
        let woken = self.flight.woken.replace(false) || has_permit || !has_same_waker;
        assert!(
            woken || !self.server.strict.get(),
            "a request is polled without a wakeup"
        );
        let permit = self.flight.permit.borrow_mut().poll(cx);
        if permit.is_pending() || self.flight.ticks.get() > 0 {
            *self.flight.waker.borrow_mut() = Some(cx.waker().clone());
            return Poll::Pending;
        }
        if let remaining @ 1.. = self.flight.self_wakes.get() {
            self.flight.self_wakes.set(remaining - 1);
            self.flight.woken.set(true);
            *self.flight.waker.borrow_mut() = Some(cx.waker().clone());
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.done = true;
        self.flight.permit.replace(Permit::NotNeeded);
        *self.server.in_flight.borrow_mut() = None;
        let response = self.server.responses.borrow()[self.index];
        self.server.responses.borrow_mut()[self.index] += 1;
        let spec = self.server.pages[self.index].clone();
        self.server.fresh_token.set(None);
        if spec.expires && !self.is_fresh {
            self.server.expired.set(self.server.expired() + 1);
            self.server.fresh_token.set(Some(self.index + FRESH));
            return Poll::Ready(Err(Throttled));
        }
        let after_failures = response.checked_sub(spec.failures);
        let after_errors = after_failures.and_then(|n| n.checked_sub(spec.carried_errors));
        let after_missing_datas = after_errors.and_then(|n| n.checked_sub(spec.missing_datas));
        if after_failures.is_none() {
            return Poll::Ready(Err(Throttled));
        }
        // In a response without data, all members are absent.
        let page = Page {
            index: self.index,
            items: Vec::new(),
            uncounted: spec.uncounted,
            next: None,
            more: None,
            error: after_errors.is_none().then_some(Throttled),
            has_data: after_missing_datas.is_some(),
        };
        Poll::Ready(Ok(match after_missing_datas {
            None => page,
            Some(_) => Page {
                items: spec.items,
                next: spec.next,
                more: spec.more,
                ..page
            },
        }))
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        if !self.done {
            self.server.dropped.set(self.server.dropped() + 1);
            *self.server.in_flight.borrow_mut() = None;
        }
    }
}
