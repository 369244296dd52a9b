//! A service of numbered pages, or of pages at offsets, with any number of requests in flight.
//!
//! Use it to check which requests are in flight at the same time, in which order they are answered, and what is held.
//! The service panics if a request is polled without a wakeup, so its listings prefetch, or poll it only once. After
//! [`Service::share`], each request first waits for a permit.

mod flight;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt;
use std::rc::{Rc, Weak};

use paginate_core::Operation;
use paginate_core::steps::Sender;

use self::flight::Flight;
pub use self::flight::InFlight;
use crate::permits::{Permit, Permits};
pub use crate::server::Throttled;

/// A response of the service.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The items of the page.
    pub items: Vec<u32>,
    /// The number of all pages or of all items, as far as the page says.
    pub total: Option<u64>,
    /// Whether there are more results.
    pub more: bool,
    /// Whether the service refuses to deliver the page, because it is too large.
    pub too_large: bool,
    #[expect(dead_code, reason = "only counted, by `Service::held`")]
    alive: Rc<()>,
}

impl Page {
    /// A page that carries only items.
    pub fn of(items: impl Into<Vec<u32>>) -> Self {
        Page {
            items: items.into(),
            ..Page::default()
        }
    }

    /// A response that says that the page is too large.
    pub fn too_large() -> Self {
        Page {
            too_large: true,
            ..Page::default()
        }
    }

    /// The same page with a total.
    #[must_use]
    pub fn with_total(self, total: impl Into<Option<u64>>) -> Self {
        Page {
            total: total.into(),
            ..self
        }
    }

    /// The same page, which reports more results.
    #[must_use]
    pub fn with_more(self) -> Self {
        Page { more: true, ..self }
    }
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        (&self.items, self.total, self.more) == (&other.items, other.total, other.more)
    }
}

type Respond = dyn Fn(u32, u32) -> Result<Page, Throttled>;
type Ticks = dyn Fn(u32) -> u32;

/// The service.
pub struct Service {
    /// Returns the response for a number, and for the how-manieth request for it that is answered, from 0.
    respond: Box<Respond>,
    /// Returns how many ticks a request for a number takes. With 0 it is answered at its first poll.
    ticks: Box<Ticks>,
    first: u32,
    answered: RefCell<HashMap<u32, u32>>,
    requests: RefCell<Vec<Option<u32>>>,
    flights: RefCell<Vec<Weak<Flight>>>,
    polls: Cell<u32>,
    responses: Cell<u32>,
    alive: Rc<()>,
    is_strict: Cell<bool>,
    permits: RefCell<Option<Permits>>,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").finish_non_exhaustive()
    }
}

impl Service {
    /// Creates a service that answers each request at its first poll. The first request has the number `first`.
    pub fn ready(
        first: u32,
        respond: impl Fn(u32, u32) -> Result<Page, Throttled> + 'static,
    ) -> Rc<Self> {
        let service = Self::new(first, |_| 0, respond);
        service.expect_wakes(false);
        service
    }

    /// Creates a service that answers a request after [`complete`](Self::complete) or [`tick`](Self::tick).
    pub fn waiting(
        first: u32,
        respond: impl Fn(u32, u32) -> Result<Page, Throttled> + 'static,
    ) -> Rc<Self> {
        Self::new(first, |_| 1, respond)
    }

    /// Creates a service that answers a request for a number after some [ticks](Self::tick).
    pub fn new(
        first: u32,
        ticks: impl Fn(u32) -> u32 + 'static,
        respond: impl Fn(u32, u32) -> Result<Page, Throttled> + 'static,
    ) -> Rc<Self> {
        Rc::new(Service {
            respond: Box::new(respond),
            ticks: Box::new(ticks),
            first,
            answered: RefCell::default(),
            requests: RefCell::default(),
            flights: RefCell::default(),
            polls: Cell::default(),
            responses: Cell::default(),
            alive: Rc::default(),
            is_strict: Cell::new(true),
            permits: RefCell::default(),
        })
    }

    /// Returns an operation on this service. The request is the number, `None` for the first page.
    pub fn operation(
        self: &Rc<Self>,
    ) -> Operation<Option<u32>, Sender<impl FnMut(Option<u32>) -> InFlight + use<>, Page, Throttled>>
    {
        let service = Rc::clone(self);
        paginate_core::operation(None).send(move |number| service.send(number))
    }

    /// Panics from now on if a request is polled without a wakeup, or no longer.
    pub fn expect_wakes(&self, strict: bool) {
        self.is_strict.set(strict);
    }

    /// Makes each further request wait for a permit, and hold it until its response or until it is dropped.
    pub fn share(&self, permits: &Permits) {
        self.permits.replace(Some(permits.clone()));
    }

    /// Returns the numbers of all requests so far.
    pub fn requests(&self) -> Vec<Option<u32>> {
        self.requests.borrow().clone()
    }

    /// Returns the numbers of the requests in flight, in the order in which they were sent.
    pub fn in_flight(&self) -> Vec<u32> {
        self.flights().iter().map(|flight| flight.number).collect()
    }

    /// Returns the numbers of the requests in flight whose response is not ready yet. They do not wait for a permit.
    pub fn waiting_numbers(&self) -> Vec<u32> {
        let flights = self.flights();
        let waiting = flights.iter().filter(|flight| flight.is_waiting());
        waiting.map(|flight| flight.number).collect()
    }

    /// Returns the number of pages that have arrived and were neither read nor dropped.
    pub fn held(&self) -> usize {
        Rc::strong_count(&self.alive) - 1
    }

    /// Returns how often a request was polled.
    pub fn polls(&self) -> u32 {
        self.polls.get()
    }

    /// Returns the number of responses so far.
    pub fn responses(&self) -> u32 {
        self.responses.get()
    }

    /// Makes the oldest request for a number ready, and wakes its task.
    ///
    /// # Panics
    ///
    /// Panics if there is no such request in flight.
    pub fn complete(&self, number: u32) {
        let flights = self.flights();
        let flight = flights
            .iter()
            .find(|flight| flight.number == number && flight.is_waiting());
        flight
            .unwrap_or_else(|| panic!("no request for {number} in {:?}", self.in_flight()))
            .complete();
    }

    /// Advances each request in flight by one tick. Returns whether one of them became ready.
    pub fn tick(&self) -> bool {
        let mut ready = false;
        for flight in self.flights() {
            ready |= flight.tick();
        }
        ready
    }

    fn flights(&self) -> Vec<Rc<Flight>> {
        let mut flights = self.flights.borrow_mut();
        flights.retain(|flight| flight.strong_count() > 0);
        flights.iter().filter_map(Weak::upgrade).collect()
    }

    fn send(self: &Rc<Self>, number: Option<u32>) -> InFlight {
        self.requests.borrow_mut().push(number);
        assert!(
            self.requests.borrow().len() < 100_000,
            "the listing does not end"
        );
        let number = number.unwrap_or(self.first);
        let permits = self.permits.borrow();
        let permit = permits.as_ref().map_or(Permit::NotNeeded, Permits::permit);
        let flight = Rc::new(Flight::new(number, (self.ticks)(number), permit));
        self.flights.borrow_mut().push(Rc::downgrade(&flight));
        InFlight::new(Rc::clone(self), flight)
    }

    fn answer(&self, number: u32) -> Result<Page, Throttled> {
        self.responses.set(self.responses() + 1);
        let mut answered = self.answered.borrow_mut();
        let answered = answered.entry(number).or_default();
        *answered += 1;
        let response = (self.respond)(number, *answered - 1);
        response.map(|page| Page {
            alive: Rc::clone(&self.alive),
            ..page
        })
    }
}
