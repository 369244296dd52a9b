//! An operation whose responses are a script: the first response for the first request, and so on.
//!
//! Use this module when a test specifies each response, checks the requests and polls the stream itself. The requests
//! never wake a task. Use [`server`](crate::server) when a page is requested more than once.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use paginate_core::{Paginator, operation};
pub use paginate_wakers::WakeCounter;

/// The request: a filter set by the user, and the token set by the paginator.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The same in all requests.
    pub filter: &'static str,
    /// The token of the page, or `None` for the first page.
    pub token: Option<String>,
}

/// The response.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The items of the page.
    pub items: Vec<u32>,
    /// The token of the next page, or `None` on the last page.
    pub next: Option<String>,
}

/// The error of the operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused(pub &'static str);

/// A response or an error, and how many polls it takes.
#[derive(Clone, Debug)]
pub struct Reply {
    response: Result<Page, Refused>,
    pending_polls: usize,
}

/// Creates a reply with a page and the token of the next page.
pub fn page(items: impl Into<Vec<u32>>, next: &str) -> Reply {
    Reply::new(Ok(Page {
        items: items.into(),
        next: Some(next.into()),
    }))
}

/// Creates a reply with the last page, which has no token.
pub fn last(items: impl Into<Vec<u32>>) -> Reply {
    Reply::new(Ok(Page {
        items: items.into(),
        next: None,
    }))
}

/// Creates a reply with an error.
pub fn refused(reason: &'static str) -> Reply {
    Reply::new(Err(Refused(reason)))
}

impl Reply {
    fn new(response: Result<Page, Refused>) -> Self {
        Reply {
            response,
            pending_polls: 0,
        }
    }

    /// Delays the reply by a number of polls that return `Poll::Pending`.
    #[must_use]
    pub fn after(self, pending_polls: usize) -> Self {
        Reply {
            pending_polls,
            ..self
        }
    }
}

/// The remaining replies, and the requests so far.
#[derive(Debug, Default)]
pub struct Script {
    replies: RefCell<VecDeque<Reply>>,
    sent: RefCell<Vec<Request>>,
    in_flight: Cell<usize>,
}

impl Script {
    /// Creates a script of one reply for each request. A further request panics.
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Rc<Self> {
        Rc::new(Script {
            replies: RefCell::new(replies.into_iter().collect()),
            ..Script::default()
        })
    }

    /// Returns a paginator that sends its requests to the script.
    pub fn paginator(
        self: &Rc<Self>,
    ) -> impl Paginator<Page = Page, Item = u32, Token = String, Error = Refused> + use<> {
        let script = Rc::clone(self);
        operation(Request {
            filter: "mine",
            token: None,
        })
        .send(move |request| script.send(request))
        .output_token(|page: &Page| page.next.clone())
        .input_token(|request, token| Request {
            token: Some(token),
            ..request
        })
        .items(|page| page.items)
    }

    /// Returns all requests so far.
    pub fn sent(&self) -> Vec<Request> {
        self.sent.borrow().clone()
    }

    /// Returns the tokens of all requests so far.
    pub fn tokens(&self) -> Vec<Option<String>> {
        self.sent()
            .into_iter()
            .map(|request| request.token)
            .collect()
    }

    /// Returns the number of requests in flight.
    pub fn in_flight(&self) -> usize {
        self.in_flight.get()
    }

    fn send(self: &Rc<Self>, request: Request) -> InFlight {
        self.sent.borrow_mut().push(request);
        self.in_flight.set(self.in_flight() + 1);
        let reply = self
            .replies
            .borrow_mut()
            .pop_front()
            .expect("the script has a reply for every request");
        InFlight {
            script: Rc::clone(self),
            reply: Some(reply),
        }
    }
}

/// A request in flight. It never wakes its task, because the tests poll the stream themselves.
#[derive(Debug)]
struct InFlight {
    script: Rc<Script>,
    reply: Option<Reply>,
}

impl Future for InFlight {
    type Output = Result<Page, Refused>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = self
            .reply
            .as_mut()
            .expect("a completed request is not polled again");
        if reply.pending_polls > 0 {
            reply.pending_polls -= 1;
            return Poll::Pending;
        }
        Poll::Ready(
            self.reply
                .take()
                .expect("the reply was checked above")
                .response,
        )
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.script.in_flight.set(self.script.in_flight() - 1);
    }
}

/// Polls a stream once.
pub fn poll_once<S: Stream + Unpin>(stream: &mut S) -> Poll<Option<S::Item>> {
    Pin::new(stream).poll_next(&mut Context::from_waker(Waker::noop()))
}

/// Polls a stream until it returns `None`, and returns the yielded items.
///
/// # Panics
///
/// Panics if the stream does not end.
pub fn drain<S: Stream + Unpin>(mut stream: S) -> Vec<S::Item> {
    let mut yielded = Vec::new();
    for _ in 0..100_000 {
        match poll_once(&mut stream) {
            Poll::Ready(Some(item)) => yielded.push(item),
            Poll::Ready(None) => return yielded,
            Poll::Pending => {}
        }
    }
    panic!("the stream does not end");
}
