//! A request in flight, until its response or until it is dropped.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::{Page, Service, Throttled};
use crate::permits::Permit;

#[derive(Debug)]
pub(super) struct Flight {
    pub(super) number: u32,
    ticks: Cell<u32>,
    permit: RefCell<Permit>,
    waker: RefCell<Option<Waker>>,
    woken: Cell<bool>,
}

impl Flight {
    pub(super) fn new(number: u32, ticks: u32, permit: Permit) -> Self {
        Flight {
            number,
            ticks: Cell::new(ticks),
            permit: RefCell::new(permit),
            waker: RefCell::default(),
            woken: Cell::new(true),
        }
    }

    /// Returns whether the request has its permit, and its response is not ready yet.
    pub(super) fn is_waiting(&self) -> bool {
        self.ticks.get() > 0 && !self.permit.borrow().is_waiting()
    }

    pub(super) fn complete(&self) {
        self.ticks.set(0);
        self.woken.set(true);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    /// Returns whether the response became ready.
    pub(super) fn tick(&self) -> bool {
        match self.ticks.get() {
            _ if !self.is_waiting() => false,
            1 => {
                self.complete();
                true
            }
            ticks => {
                self.ticks.set(ticks - 1);
                false
            }
        }
    }
}

/// The future of a request.
#[derive(Debug)]
pub struct InFlight {
    service: Rc<Service>,
    /// `None` once the response is ready.
    flight: Option<Rc<Flight>>,
}

impl InFlight {
    pub(super) fn new(service: Rc<Service>, flight: Rc<Flight>) -> Self {
        InFlight {
            service,
            flight: Some(flight),
        }
    }
}

impl Future for InFlight {
    type Output = Result<Page, Throttled>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let flight = self.flight.take();
        let flight = flight.expect("a completed request is not polled again");
        self.service.polls.set(self.service.polls() + 1);
        let has_permit = flight.permit.borrow().take_wakeup();
        // Wakers with the same data wake the same task, whatever their vtables are.
        let waker = flight.waker.borrow().as_ref().map(Waker::data);
        let has_same_waker = waker == Some(cx.waker().data());
        let woken = flight.woken.replace(false) || has_permit || !has_same_waker;
        assert!(
            woken || !self.service.is_strict.get(),
            "a request is polled without a wakeup"
        );
        if flight.permit.borrow_mut().poll(cx).is_ready() && flight.ticks.get() == 0 {
            return Poll::Ready(self.service.answer(flight.number));
        }
        flight.waker.replace(Some(cx.waker().clone()));
        self.flight = Some(flight);
        Poll::Pending
    }
}
