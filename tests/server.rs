//! A service that sends the same page for the same token, answers when it is told to, and knows who
//! asks: it panics if two requests are on their way at once, and if one is polled that was not woken.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::vec;

use paginate_core::{Paginator, operation};

/// What the service knows of a page.
#[derive(Clone, Debug, Default)]
pub struct PageSpec {
    /// What is listed on it.
    pub items: Vec<u32>,
    /// They come from an iterator that does not know how many it has.
    pub uncounted: bool,
    /// The page that its token asks for.
    pub next: Option<usize>,
    /// The flag beside the token.
    pub more: Option<bool>,
    /// How many ticks an answer takes; without any it is there at once.
    pub ticks: u32,
    /// How many requests for it fail before one is answered.
    pub failures: u32,
}

/// A page on its way to the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Which one it is.
    pub index: usize,
    /// What is listed.
    pub items: Vec<u32>,
    uncounted: bool,
    next: Option<usize>,
    more: Option<bool>,
}

/// What a request fails with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttled;

/// The service.
#[derive(Debug)]
pub struct Server {
    pages: Vec<PageSpec>,
    failures: RefCell<Vec<u32>>,
    requests: RefCell<Vec<Option<usize>>>,
    in_flight: RefCell<Option<Rc<Flight>>>,
    polls: Cell<u32>,
    strict: Cell<bool>,
}

#[derive(Debug)]
struct Flight {
    ticks: Cell<u32>,
    waker: RefCell<Option<Waker>>,
    woken: Cell<bool>,
}

impl Server {
    /// A service of these pages, the first of which needs no token.
    pub fn new(pages: impl IntoIterator<Item = PageSpec>) -> Rc<Self> {
        let pages: Vec<PageSpec> = pages.into_iter().collect();
        Rc::new(Server {
            failures: RefCell::new(pages.iter().map(|page| page.failures).collect()),
            pages,
            requests: RefCell::default(),
            in_flight: RefCell::default(),
            polls: Cell::default(),
            strict: Cell::default(),
        })
    }

    /// From now on a request may be polled only if it was woken.
    ///
    /// Without prefetching that is the task's affair: a listing polls what it waits for.
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
        let server = Rc::clone(self);
        operation(None)
            .send(move |token| server.send(token))
            .output_token(|page: &Page| page.next)
            .input_token(|_, token| Some(token))
            .more_results(|page| page.more.unwrap_or(page.next.is_some()))
            .items(|page| Items {
                uncounted: page.uncounted,
                items: page.items.into_iter(),
            })
    }

    /// The token of every request so far.
    pub fn requests(&self) -> Vec<Option<usize>> {
        self.requests.borrow().clone()
    }

    /// How often a request was polled.
    pub fn polls(&self) -> u32 {
        self.polls.get()
    }

    /// Whether a request is on its way.
    pub fn is_busy(&self) -> bool {
        self.in_flight.borrow().is_some()
    }

    /// Time goes by: the request on its way comes nearer to its answer, and is woken when that is there.
    pub fn tick(&self) {
        if let Some(flight) = &*self.in_flight.borrow() {
            let left = flight.ticks.get();
            flight.ticks.set(left.saturating_sub(1));
            if left == 1 {
                flight.woken.set(true);
                if let Some(waker) = flight.waker.borrow_mut().take() {
                    waker.wake();
                }
            }
        }
    }

    fn send(self: &Rc<Self>, token: Option<usize>) -> InFlight {
        assert!(!self.is_busy(), "two requests at once");
        self.requests.borrow_mut().push(token);
        let index = token.unwrap_or(0);
        let flight = Rc::new(Flight {
            ticks: Cell::new(self.pages[index].ticks),
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
        self.done = true;
        *self.server.in_flight.borrow_mut() = None;
        if let failures @ 1.. = &mut self.server.failures.borrow_mut()[self.index] {
            *failures -= 1;
            return Poll::Ready(Err(Throttled));
        }
        let PageSpec {
            items,
            uncounted,
            next,
            more,
            ..
        } = self.server.pages[self.index].clone();
        Poll::Ready(Ok(Page {
            index: self.index,
            items,
            uncounted,
            next,
            more,
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
