//! A request in flight: it is polled, waits for ticks, wakes its task and responds.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::{Page, Server, Throttled, UserCode};

#[derive(Debug)]
pub(super) struct Flight {
    pub(super) ticks: Cell<u32>,
    pub(super) self_wakes: Cell<u32>,
    pub(super) waker: RefCell<Option<Waker>>,
    pub(super) woken: Cell<bool>,
}

pub(super) struct InFlight {
    pub(super) server: Rc<Server>,
    pub(super) index: usize,
    pub(super) flight: Rc<Flight>,
    pub(super) done: bool,
}

impl Future for InFlight {
    type Output = Result<Page, Throttled>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        assert!(!self.done, "polled after it was ready");
        self.server.may_panic(UserCode::Request);
        self.server.polls.set(self.server.polls() + 1);
        let known = self
            .flight
            .waker
            .borrow()
            .as_ref()
            .is_some_and(|waker| waker.will_wake(cx.waker()));
        let woken = self.flight.woken.replace(false) || !known;
        assert!(
            woken || !self.server.strict.get(),
            "polled though it was not woken"
        );
        if self.flight.ticks.get() > 0 {
            *self.flight.waker.borrow_mut() = Some(cx.waker().clone());
            return Poll::Pending;
        }
        if let left @ 1.. = self.flight.self_wakes.get() {
            self.flight.self_wakes.set(left - 1);
            self.flight.woken.set(true);
            *self.flight.waker.borrow_mut() = Some(cx.waker().clone());
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.done = true;
        *self.server.in_flight.borrow_mut() = None;
        let response = self.server.responses.borrow()[self.index];
        self.server.responses.borrow_mut()[self.index] += 1;
        let spec = self.server.pages[self.index].clone();
        let after_failures = response.checked_sub(spec.failures);
        let after_errors = after_failures.and_then(|n| n.checked_sub(spec.carried_errors));
        let after_blanks = after_errors.and_then(|n| n.checked_sub(spec.missing_listings));
        if after_failures.is_none() {
            return Poll::Ready(Err(Throttled));
        }
        // A response that carries no listing has every member absent.
        let page = Page {
            index: self.index,
            items: Vec::new(),
            uncounted: spec.uncounted,
            next: None,
            more: None,
            error: after_errors.is_none().then_some(Throttled),
            has_listing: after_blanks.is_some(),
        };
        Poll::Ready(Ok(match after_blanks {
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
            *self.server.in_flight.borrow_mut() = None;
        }
    }
}
