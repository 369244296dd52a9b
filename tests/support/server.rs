//! A service that returns the same page for the same token, responds when it is told to, and checks its client: it
//! panics if two requests are in flight at once, and if a request is polled that was not woken.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::vec;

use paginate_core::{Paginator, RepeatedTokenPolicy, operation};

/// What the service knows of a page.
#[derive(Clone, Debug, Default)]
pub struct PageSpec {
    /// What is listed on it.
    pub items: Vec<u32>,
    /// Whether its items come from an iterator that does not know its length.
    pub uncounted: bool,
    /// The page that its token leads to.
    pub next: Option<usize>,
    /// The flag beside the token.
    pub more: Option<bool>,
    /// How many ticks a response takes; without any it is ready at once.
    pub ticks: u32,
    /// How many polls of a request only wake its task.
    pub self_wakes: u32,
    /// How many requests for it fail before one succeeds.
    pub failures: u32,
    /// How many responses carry an error, after those that fail.
    pub carried_errors: u32,
    /// How many responses carry no listing, after those.
    pub missing_listings: u32,
}

/// A response of the service.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Which page it is.
    pub index: usize,
    /// What is listed.
    pub items: Vec<u32>,
    uncounted: bool,
    next: Option<usize>,
    more: Option<bool>,
    error: Option<Throttled>,
    has_listing: bool,
}

/// The code of a user's that can be made to panic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum UserCode {
    /// The closure that sends a request.
    Send,
    /// The future of a request.
    Request,
    /// The closure that reads an error from a page.
    Error,
    /// The closure that tells a listing from none.
    HasListing,
    /// The closure that reads the flag.
    MoreResults,
    /// The closure that reads the token.
    OutputToken,
    /// The closure that sets the token.
    InputToken,
    /// The closure that reads the items.
    Items,
}

/// What a panic that was planned says.
pub const PLANNED_PANIC: &str = "planned";

/// What a request fails with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttled;

/// The service.
#[derive(Debug)]
pub struct Server {
    pages: Vec<PageSpec>,
    /// How many requests for each page have been answered.
    responses: RefCell<Vec<u32>>,
    panics: Cell<Option<UserCode>>,
    requests: RefCell<Vec<Option<usize>>>,
    in_flight: RefCell<Option<Rc<Flight>>>,
    polls: Cell<u32>,
    strict: Cell<bool>,
}

#[derive(Debug)]
struct Flight {
    ticks: Cell<u32>,
    self_wakes: Cell<u32>,
    waker: RefCell<Option<Waker>>,
    woken: Cell<bool>,
}

impl Server {
    /// A service of these pages, the first of which needs no token.
    pub fn new(pages: impl IntoIterator<Item = PageSpec>) -> Rc<Self> {
        let pages: Vec<PageSpec> = pages.into_iter().collect();
        Rc::new(Server {
            responses: RefCell::new(vec![0; pages.len()]),
            pages,
            panics: Cell::default(),
            requests: RefCell::default(),
            in_flight: RefCell::default(),
            polls: Cell::default(),
            strict: Cell::default(),
        })
    }

    /// Expects that a request is polled only if it was woken.
    ///
    /// Without prefetching, a request is polled whenever the task polls the listing.
    pub fn expect_wakes(&self, strict: bool) {
        self.strict.set(strict);
    }

    /// A service of pages that follow each other, of consecutive numbers.
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

    /// Its pages.
    pub fn pages(&self) -> &[PageSpec] {
        &self.pages
    }

    /// A listing of all pages.
    pub fn paginator(
        self: &Rc<Self>,
    ) -> impl Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled> + use<> {
        self.paginator_with(RepeatedTokenPolicy::Error)
    }

    /// A listing of all pages, with a policy for repeated tokens.
    pub fn paginator_with(
        self: &Rc<Self>,
        repeated_token: RepeatedTokenPolicy,
    ) -> impl Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled> + use<> {
        let servers: [_; 7] = std::array::from_fn(|_| Rc::clone(self));
        let [
            sending,
            reading_token,
            setting,
            reading_flag,
            reading_error,
            reading,
            listing,
        ] = servers;
        operation(None)
            .send(move |token| sending.send(token))
            .output_token(move |page: &Page| {
                reading_token.may_panic(UserCode::OutputToken);
                page.next
            })
            .input_token(move |_, token| {
                setting.may_panic(UserCode::InputToken);
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
            .has_listing(move |page| {
                reading.may_panic(UserCode::HasListing);
                page.has_listing
            })
            .repeated_token(repeated_token)
            .items(move |page| {
                listing.may_panic(UserCode::Items);
                Items {
                    uncounted: page.uncounted,
                    items: page.items.into_iter(),
                }
            })
    }

    /// Makes code of the user's panic when it is run next. Returns what was planned before.
    pub fn plan_panic(&self, code: Option<UserCode>) -> Option<UserCode> {
        self.panics.replace(code)
    }

    fn may_panic(&self, code: UserCode) {
        if self.panics.get() == Some(code) {
            self.panics.set(None);
            panic!("{PLANNED_PANIC}");
        }
    }

    /// The token of every request so far.
    pub fn requests(&self) -> Vec<Option<usize>> {
        self.requests.borrow().clone()
    }

    /// How many requests have been answered.
    pub fn responses(&self) -> u32 {
        self.responses.borrow().iter().sum()
    }

    /// How often a request was polled.
    pub fn polls(&self) -> u32 {
        self.polls.get()
    }

    /// Whether a request is in flight.
    pub fn is_busy(&self) -> bool {
        self.in_flight.borrow().is_some()
    }

    /// Whether a request is in flight whose response takes time.
    pub fn is_waiting(&self) -> bool {
        let flight = self.in_flight.borrow();
        flight.as_ref().is_some_and(|flight| flight.ticks.get() > 0)
    }

    /// Lets time pass: the request in flight comes nearer to its response. Returns whether that is ready now, and
    /// the request was woken.
    pub fn tick(&self) -> bool {
        let flight = self.in_flight.borrow().clone();
        let Some(flight) = flight.filter(|flight| flight.ticks.get() > 0) else {
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
        assert!(!self.is_busy(), "two requests at once");
        self.requests.borrow_mut().push(token);
        assert!(
            self.requests.borrow().len() < 100_000,
            "the listing does not end"
        );
        let index = token.unwrap_or(0);
        let flight = Rc::new(Flight {
            ticks: Cell::new(self.pages[index].ticks),
            self_wakes: Cell::new(self.pages[index].self_wakes),
            waker: RefCell::default(),
            woken: Cell::new(true),
        });
        *self.in_flight.borrow_mut() = Some(Rc::clone(&flight));
        InFlight {
            server: Rc::clone(self),
            index,
            flight,
            done: false,
        }
    }
}

struct Items {
    items: vec::IntoIter<u32>,
    uncounted: bool,
}

impl Iterator for Items {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.items.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.uncounted {
            (0, None)
        } else {
            self.items.size_hint()
        }
    }
}

struct InFlight {
    server: Rc<Server>,
    index: usize,
    flight: Rc<Flight>,
    done: bool,
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
