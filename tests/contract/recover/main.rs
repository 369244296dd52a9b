//! Pages that are requested again after a failure, with a smaller size or with a fresh token.

mod both;
mod checkpoints;
mod fresh_token;
mod page_size;
mod panics;

use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::rc::Rc;
use std::task::Poll;

use paginate_core::{Paginator, operation};

/// The number of items of the service.
const ITEMS: u32 = 100;

/// The depths of a test.
const DEPTHS: [usize; 4] = [0, 1, 2, 4];

/// Why a request failed, and what it asked for.
#[derive(Clone, Debug, PartialEq)]
enum Refused {
    TooLarge { first: u32, size: u32 },
    Throttled,
}

impl Refused {
    fn is_too_large(&self) -> bool {
        matches!(self, Refused::TooLarge { .. })
    }
}

/// A request for `size` items from `first` on, `None` for the first page.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Request {
    size: u32,
    first: Option<u32>,
}

type Response = Result<Vec<u32>, Refused>;

/// A service of the numbers below [`ITEMS`], some pages of which are too large.
struct Service {
    /// Returns the most items that a page from an item on may have.
    most: Box<dyn Fn(u32) -> u32>,
    /// How many requests for a page from an item on are refused for another reason.
    throttled: Cell<Option<u32>>,
    /// The item and the size for which further pages never arrive.
    never_after: Cell<Option<(u32, u32)>>,
    sent: RefCell<Vec<Request>>,
    in_flight: RefCell<Vec<Request>>,
}

impl Service {
    fn new(most: impl Fn(u32) -> u32 + 'static) -> Rc<Self> {
        Rc::new(Service {
            most: Box::new(most),
            throttled: Cell::default(),
            never_after: Cell::default(),
            sent: RefCell::default(),
            in_flight: RefCell::default(),
        })
    }

    /// Refuses the next request for a page from an item on.
    fn throttle(&self, first: u32) {
        self.throttled.set(Some(first));
    }

    /// Never answers the requests of a size for pages that begin after an item.
    fn answer_never_after(&self, first: u32, size: u32) {
        self.never_after.set(Some((first, size)));
    }

    /// Answers at the second poll.
    async fn send(self: Rc<Self>, request: Request) -> Response {
        let _flight = Flight::new(&self, request);
        let mut is_pending = true;
        poll_fn(|cx| {
            if !std::mem::take(&mut is_pending) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
        let first = request.first.unwrap_or(0);
        if self
            .never_after
            .get()
            .is_some_and(|(item, size)| first > item && request.size == size)
        {
            pending::<()>().await;
        }
        if self.throttled.get() == Some(first) {
            self.throttled.set(None);
            return Err(Refused::Throttled);
        }
        let size = request.size;
        if size > (self.most)(first) {
            return Err(Refused::TooLarge { first, size });
        }
        Ok((first..ITEMS.min(first + size)).collect())
    }

    /// Returns the sizes of all requests so far.
    fn sizes(&self) -> Vec<u32> {
        self.sent.borrow().iter().map(|sent| sent.size).collect()
    }

    /// The token is the first item of the next page.
    fn by_token(
        self: &Rc<Self>,
        size: u32,
    ) -> impl Paginator<Page = Vec<u32>, Item = u32, Token = u32, Error = Refused> + use<> {
        let service = Rc::clone(self);
        operation(Request { size, first: None })
            .send(move |request| Rc::clone(&service).send(request))
            .output_token(|page: &Vec<u32>| page.last().map(|item| item + 1))
            .input_token(Request::from)
            .page_size(size, Request::of_size, Refused::is_too_large)
            .more_results(|page| page.last().is_some_and(|item| item + 1 < ITEMS))
            .items(|page| page)
    }

    fn by_offset(
        self: &Rc<Self>,
        size: u32,
    ) -> impl Paginator<Page = Vec<u32>, Item = u32, Token = u32, Error = Refused> + use<> {
        let service = Rc::clone(self);
        operation(Request { size, first: None })
            .send(move |request| Rc::clone(&service).send(request))
            .offset(|page: &Vec<u32>| page.len(), Request::from)
            .total_items(|_| Some(ITEMS.into()))
            .page_size(size, Request::of_size, Refused::is_too_large)
            .items(|page| page)
    }
}

impl Request {
    fn from(self, first: u32) -> Self {
        Request {
            first: Some(first),
            ..self
        }
    }

    fn of_size(self, size: u32) -> Self {
        Request { size, ..self }
    }
}

/// A request in flight.
struct Flight<'a>(&'a Service, Request);

impl<'a> Flight<'a> {
    fn new(service: &'a Service, request: Request) -> Self {
        service.sent.borrow_mut().push(request);
        service.in_flight.borrow_mut().push(request);
        Flight(service, request)
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        let mut in_flight = self.0.in_flight.borrow_mut();
        let position = in_flight.iter().position(|request| *request == self.1);
        in_flight.remove(position.expect("the request is in flight"));
    }
}

/// Returns all items of the service, as a stream yields them.
fn all<E>() -> Vec<Result<u32, E>> {
    (0..ITEMS).map(Ok).collect()
}
