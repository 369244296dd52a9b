//! A service that returns the same page for the same token, and responds when the test calls [`Server::tick`].
//!
//! Use this module when a page is requested more than once (checkpoints, retries), when responses take time, or when a
//! task must be woken. The service panics if two requests are in flight at once. After [`Server::expect_wakes`], the
//! service also panics if a request is polled without a wakeup. After [`Server::share`], each request first waits for a
//! permit.

mod in_flight;
mod page;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook, take_hook};
use std::rc::Rc;
use std::sync::Once;

use paginate_core::{Paginator, RepeatedTokenPolicy, operation};

pub use self::page::{Page, PageSpec};

use self::in_flight::{Flight, InFlight};
use self::page::Items;
use crate::permits::{Permit, Permits};

/// The user code that can be made to panic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum UserCode {
    /// The closure that sends a request.
    Send,
    /// The future of a request.
    Request,
    /// The closure that reads an error from a response.
    Error,
    /// The closure that checks whether a response carries data.
    HasListing,
    /// The closure that reads the `more_results` flag.
    MoreResults,
    /// The closure that reads the token.
    OutputToken,
    /// The closure that sets the token.
    InputToken,
    /// The closure that reads the items.
    Items,
}

/// The message of a planned panic.
pub const PLANNED_PANIC: &str = "planned";

/// Hides the messages of planned panics.
pub fn silence_planned_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = take_hook();
        set_hook(Box::new(move |panic| {
            if !is_planned(panic.payload()) {
                report(panic);
            }
        }));
    });
}

/// Calls a closure, and returns `None` if it panics as planned. Other panics continue.
pub fn catch_planned_panic<T>(run: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => Some(result),
        Err(payload) if is_planned(&*payload) => None,
        Err(payload) => resume_unwind(payload),
    }
}

fn is_planned(payload: &dyn Any) -> bool {
    // The minimum Rust version of the fuzz targets has no `payload_as_str`.
    let literal = payload.downcast_ref::<&str>().copied();
    let message = literal.or_else(|| payload.downcast_ref().map(String::as_str));
    message == Some(PLANNED_PANIC)
}

/// What is added to a token to make it a fresh one.
const FRESH: usize = 100_000;

/// The error of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttled;

/// The service.
#[derive(Debug)]
pub struct Server {
    pages: Vec<PageSpec>,
    /// The number of responses for each page.
    responses: RefCell<Vec<u32>>,
    panics: Cell<Option<UserCode>>,
    /// The fresh token, if the last response was that the token has expired.
    fresh_token: Cell<Option<usize>>,
    expired: Cell<usize>,
    requests: RefCell<Vec<Option<usize>>>,
    in_flight: RefCell<Option<Rc<Flight>>>,
    dropped: Cell<usize>,
    polls: Cell<u32>,
    strict: Cell<bool>,
    permits: RefCell<Option<Permits>>,
}

impl Server {
    /// Creates a service of these pages. The first page has no token.
    pub fn new(pages: impl IntoIterator<Item = PageSpec>) -> Rc<Self> {
        let pages: Vec<PageSpec> = pages.into_iter().collect();
        Rc::new(Server {
            responses: RefCell::new(vec![0; pages.len()]),
            pages,
            panics: Cell::default(),
            fresh_token: Cell::default(),
            expired: Cell::default(),
            requests: RefCell::default(),
            in_flight: RefCell::default(),
            dropped: Cell::default(),
            polls: Cell::default(),
            strict: Cell::default(),
            permits: RefCell::default(),
        })
    }

    /// Sets whether the service panics if a request is polled without a wakeup.
    ///
    /// Use this check only with prefetching: without prefetching, each poll of the listing polls the request.
    pub fn expect_wakes(&self, strict: bool) {
        self.strict.set(strict);
    }

    /// Makes each further request wait for a permit, and hold it until its response or until it is dropped.
    pub fn share(&self, permits: &Permits) {
        self.permits.replace(Some(permits.clone()));
    }

    /// Creates a service of consecutive pages of these sizes, whose items are consecutive numbers.
    pub fn of_sizes(sizes: impl IntoIterator<Item = u32>) -> Rc<Self> {
        let sizes: Vec<u32> = sizes.into_iter().collect();
        let mut first = 0;
        Self::new(sizes.iter().enumerate().map(|(index, size)| {
            let items = first..first + size;
            first = items.end;
            PageSpec {
                items: items.collect(),
                next: (index + 1 < sizes.len()).then_some(index + 1),
                ..PageSpec::default()
            }
        }))
    }

    /// Returns the pages.
    pub fn pages(&self) -> &[PageSpec] {
        &self.pages
    }

    /// Returns a paginator over all pages.
    pub fn paginator(
        self: &Rc<Self>,
    ) -> impl Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled> + use<> {
        self.paginator_with(RepeatedTokenPolicy::Error)
    }

    /// Returns a paginator over all pages, with a policy for repeated tokens.
    pub fn paginator_with(
        self: &Rc<Self>,
        repeated_token: RepeatedTokenPolicy,
    ) -> impl Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled> + use<> {
        let servers: [_; 8] = std::array::from_fn(|_| Rc::clone(self));
        let [
            sending,
            reading_token,
            setting_token,
            reading_flag,
            reading_error,
            checking_listing,
            reading_items,
            reading_fresh_token,
        ] = servers;
        operation(None)
            .send(move |token| sending.send(token))
            .output_token(move |page: &Page| {
                reading_token.may_panic(UserCode::OutputToken);
                page.next
            })
            .input_token(move |_, token| {
                setting_token.may_panic(UserCode::InputToken);
                Some(token)
            })
            .more_results(move |page| {
                reading_flag.may_panic(UserCode::MoreResults);
                page.more.unwrap_or(page.next.is_some())
            })
            .error(move |page| {
                reading_error.may_panic(UserCode::Error);
                page.error
            })
            .has_data(move |page| {
                checking_listing.may_panic(UserCode::HasListing);
                page.has_data
            })
            .repeated_token(repeated_token)
            .fresh_token(move |Throttled: &Throttled| reading_fresh_token.fresh_token.take())
            .items(move |page| {
                reading_items.may_panic(UserCode::Items);
                Items {
                    uncounted: page.uncounted,
                    items: page.items.into_iter(),
                }
            })
    }

    /// Makes the next call of some user code panic. Returns the code for which a panic was planned before.
    pub fn plan_panic(&self, code: Option<UserCode>) -> Option<UserCode> {
        self.panics.replace(code)
    }

    fn may_panic(&self, code: UserCode) {
        if self.panics.get() == Some(code) {
            self.panics.set(None);
            panic!("{PLANNED_PANIC}");
        }
    }

    /// Returns the tokens of all requests so far.
    pub fn requests(&self) -> Vec<Option<usize>> {
        self.requests.borrow().clone()
    }

    /// Returns the number of responses so far.
    pub fn responses(&self) -> u32 {
        self.responses.borrow().iter().sum()
    }

    /// Returns the number of responses that the token has expired.
    pub fn expired(&self) -> usize {
        self.expired.get()
    }

    /// Returns the number of requests that were dropped before their response.
    pub fn dropped(&self) -> usize {
        self.dropped.get()
    }

    /// Returns how often requests were polled.
    pub fn polls(&self) -> u32 {
        self.polls.get()
    }

    /// Returns whether a request is in flight.
    pub fn is_busy(&self) -> bool {
        self.in_flight.borrow().is_some()
    }

    /// Returns whether a request is in flight whose response is not ready yet, and which does not wait for a permit.
    pub fn is_waiting(&self) -> bool {
        let flight = self.in_flight.borrow();
        flight.as_ref().is_some_and(|flight| flight.is_waiting())
    }

    /// Advances the request in flight by one tick. Returns whether its response became ready, which wakes the task.
    pub fn tick(&self) -> bool {
        let flight = self.in_flight.borrow().clone();
        let Some(flight) = flight.filter(|flight| flight.is_waiting()) else {
            return false;
        };
        flight.ticks.set(flight.ticks.get() - 1);
        if flight.ticks.get() > 0 {
            return false;
        }
        flight.woken.set(true);
        if let Some(waker) = flight.waker.borrow_mut().take() {
            waker.wake();
        }
        true
    }

    fn send(self: &Rc<Self>, token: Option<usize>) -> InFlight {
        self.may_panic(UserCode::Send);
        assert!(!self.is_busy(), "two requests are in flight at once");
        self.requests.borrow_mut().push(token);
        assert!(
            self.requests.borrow().len() < 100_000,
            "the listing does not end"
        );
        let index = token.unwrap_or(0) % FRESH;
        let permits = self.permits.borrow();
        let permit = permits.as_ref().map_or(Permit::NotNeeded, Permits::permit);
        let flight = Rc::new(Flight {
            permit: RefCell::new(permit),
            ticks: Cell::new(self.pages[index].ticks),
            self_wakes: Cell::new(self.pages[index].self_wakes),
            waker: RefCell::default(),
            woken: Cell::new(true),
        });
        *self.in_flight.borrow_mut() = Some(Rc::clone(&flight));
        InFlight {
            server: Rc::clone(self),
            index,
            is_fresh: token.is_some_and(|token| token >= FRESH),
            flight,
            done: false,
        }
    }
}
