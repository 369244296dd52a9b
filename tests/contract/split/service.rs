//! A service that lists keys after a key.

use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;

use paginate_core::{Paginator, operation};

use crate::clock::Clock;

/// The time of a request, on average.
pub(crate) const LATENCY: u64 = 20_000;

pub(crate) struct Service<K> {
    pub(crate) keys: Vec<K>,
    pub(crate) page_size: usize,
    pub(crate) seed: u64,
    pub(crate) fault: Cell<Fault>,
    pub(crate) clock: Rc<Clock>,
    pub(crate) requests: Cell<usize>,
    /// Whether only an empty page shows the end.
    pub(crate) ends_empty: Cell<bool>,
    pub(crate) polls: Cell<usize>,
    /// Whether responses are ready immediately.
    pub(crate) is_ready: Cell<bool>,
    pub(crate) in_flight: Cell<usize>,
    pub(crate) most_in_flight: Cell<usize>,
    /// The numbers of the requests that fail, from 1.
    pub(crate) failures: RefCell<Vec<usize>>,
}

/// What is wrong with a service.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Fault {
    #[default]
    None,
    /// It responds with the first page to each request.
    IgnoresToken,
    /// It starts at the token instead of after it.
    RepeatsToken,
    /// It returns the keys of a page in another order.
    Unordered,
    /// It leaves out the first key after a token that is not a key.
    SkipsKeys,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Throttled;

pub(crate) struct Page<K> {
    keys: Vec<K>,
    more: bool,
}

impl<K: Ord + Clone + Display + 'static> Service<K> {
    pub(crate) fn new(keys: Vec<K>, page_size: usize, seed: u64) -> Rc<Self> {
        Rc::new(Service {
            keys,
            page_size,
            seed,
            fault: Cell::default(),
            clock: Rc::default(),
            requests: Cell::new(0),
            ends_empty: Cell::new(false),
            polls: Cell::new(0),
            is_ready: Cell::new(false),
            in_flight: Cell::new(0),
            most_in_flight: Cell::new(0),
            failures: RefCell::default(),
        })
    }

    pub(crate) fn listing(
        self: &Rc<Self>,
    ) -> impl Paginator<Item = K, Token = K, Error = Throttled> + use<K> {
        let service = Rc::clone(self);
        operation(None)
            .send(move |after: Option<K>| Rc::clone(&service).respond(after))
            .output_token(|page: &Page<K>| page.keys.last().cloned())
            .input_token(|_, after| Some(after))
            .more_results(|page| page.more)
            .items(|page| page.keys)
    }

    async fn respond(self: Rc<Self>, after: Option<K>) -> Result<Page<K>, Throttled> {
        let _guard = InFlight::new(&self);
        let number = self.requests.get();
        if !self.is_ready.get() {
            let mut sleep = self.clock.sleep(self.latency(after.as_ref()));
            poll_fn(|cx| {
                self.polls.set(self.polls.get() + 1);
                Pin::new(&mut sleep).poll(cx)
            })
            .await;
        }
        if self.failures.borrow().contains(&number) {
            return Err(Throttled);
        }
        let mut page = self.page(after.as_ref());
        if self.fault.get() == Fault::Unordered {
            page.keys.reverse();
        }
        Ok(page)
    }

    fn page(&self, after: Option<&K>) -> Page<K> {
        let start = after.map_or(0, |after| match self.fault.get() {
            Fault::IgnoresToken => 0,
            Fault::RepeatsToken => self.keys.partition_point(|key| key < after),
            Fault::SkipsKeys => {
                let is_key = self.keys.binary_search(after).is_ok();
                let start = self.keys.partition_point(|key| key <= after);
                (start + usize::from(!is_key)).min(self.keys.len())
            }
            Fault::None | Fault::Unordered => self.keys.partition_point(|key| key <= after),
        });
        let end = self.keys.len().min(start + self.page_size);
        Page {
            keys: self.keys[start..end].to_vec(),
            more: end < self.keys.len() || self.ends_empty.get() && start < end,
        }
    }

    /// Returns the time of a request, which differs by up to 20 % and is the same for the same request.
    fn latency(&self, after: Option<&K>) -> u64 {
        let text = after.map_or_else(String::new, ToString::to_string);
        let mut hash = self.seed ^ 0xCBF2_9CE4_8422_2325;
        for byte in text.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
        LATENCY * 4 / 5 + (hash ^ (hash >> 32)) % (LATENCY * 2 / 5)
    }

    /// Returns the time and the number of requests of the listing that is not split.
    pub(crate) fn sequential(&self) -> (u64, usize) {
        let (mut time, mut requests, mut after) = (0, 0, None);
        loop {
            time += self.latency(after.as_ref());
            requests += 1;
            let page = self.page(after.as_ref());
            if !page.more {
                return (time, requests);
            }
            after = page.keys.last().cloned();
        }
    }
}

struct InFlight<K>(Rc<Service<K>>);

impl<K> InFlight<K> {
    fn new(service: &Rc<Service<K>>) -> Self {
        let in_flight = service.in_flight.get() + 1;
        service.in_flight.set(in_flight);
        service
            .most_in_flight
            .set(service.most_in_flight.get().max(in_flight));
        service.requests.set(service.requests.get() + 1);
        InFlight(Rc::clone(service))
    }
}

impl<K> Drop for InFlight<K> {
    fn drop(&mut self) {
        self.0.in_flight.set(self.0.in_flight.get() - 1);
    }
}
