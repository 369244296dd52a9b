//! A request in flight, until its response or until it is dropped.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::{Page, Service, Throttled};

#[derive(Debug)]
pub(super) struct Flight {
    pub(super) number: u32,
    pub(super) ticks: Cell<u32>,
    waker: RefCell<Option<Waker>>,
    woken: Cell<bool>,
}

impl Flight {
    pub(super) fn new(number: u32, ticks: u32) -> Self {
        Flight {
            number,
            ticks: Cell::new(ticks),
            waker: RefCell::default(),
            woken: Cell::new(true),
        }
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
            0 => false,
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
        let has_same_waker = flight
            .waker
            .borrow()
            .as_ref()
            .is_some_and(|waker| waker.will_wake(cx.waker()));
        let woken = flight.woken.replace(false) || !has_same_waker;
        assert!(
            woken || !self.service.is_strict.get(),
            "a request is polled without a wakeup"
        );
        if flight.ticks.get() == 0 {
            return Poll::Ready(self.service.answer(flight.number));
        }
        flight.waker.replace(Some(cx.waker().clone()));
        self.flight = Some(flight);
        Poll::Pending
    }
}
