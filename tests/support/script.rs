//! An operation that answers as it is told and keeps a record of what it is asked, polled by hand.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures_core::Stream;
use paginate_core::{Paginator, operation};

/// What is sent: the user's part, and the token that the loop sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Must never change.
    pub filter: &'static str,
    /// The token, `None` in the first request.
    pub token: Option<String>,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What is listed.
    pub items: Vec<u32>,
    /// The token of the next page.
    pub next: Option<String>,
}

/// What the operation fails with.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused(pub &'static str);

/// One answer of the script.
#[derive(Clone, Debug)]
pub struct Reply {
    response: Result<Page, Refused>,
    polls_in_vain: usize,
}

/// A page with a token.
pub fn page(items: impl Into<Vec<u32>>, next: &str) -> Reply {
    Reply::new(Ok(Page {
        items: items.into(),
        next: Some(next.into()),
    }))
}

/// A page without one.
pub fn last(items: impl Into<Vec<u32>>) -> Reply {
    Reply::new(Ok(Page {
        items: items.into(),
        next: None,
    }))
}

/// No page.
pub fn refused(why: &'static str) -> Reply {
    Reply::new(Err(Refused(why)))
}

impl Reply {
    fn new(response: Result<Page, Refused>) -> Self {
        Reply {
            response,
            polls_in_vain: 0,
        }
    }

    /// The same answer, but it is polled so many times in vain.
    #[must_use]
    pub fn after(self, polls_in_vain: usize) -> Self {
        Reply {
            polls_in_vain,
            ..self
        }
    }
}

/// The replies to come, and the record.
#[derive(Debug, Default)]
pub struct Script {
    replies: RefCell<VecDeque<Reply>>,
    sent: RefCell<Vec<Request>>,
    in_flight: Cell<usize>,
}

impl Script {
    /// A script of these replies, one a request. A request too many panics.
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Rc<Self> {
        Rc::new(Script {
            replies: RefCell::new(replies.into_iter().collect()),
            ..Script::default()
        })
    }

    /// The paginator that runs the script.
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

    /// All requests so far.
    pub fn sent(&self) -> Vec<Request> {
        self.sent.borrow().clone()
    }

    /// The tokens of all requests so far.
    pub fn tokens(&self) -> Vec<Option<String>> {
        self.sent()
            .into_iter()
            .map(|request| request.token)
            .collect()
    }

    /// How many requests are on their way.
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
            .expect("a request too many");
        InFlight {
            script: Rc::clone(self),
            reply: Some(reply),
        }
    }
}

/// A request on its way. It wakes nobody: the tests poll by hand.
#[derive(Debug)]
struct InFlight {
    script: Rc<Script>,
    reply: Option<Reply>,
}

impl Future for InFlight {
    type Output = Result<Page, Refused>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = self.reply.as_mut().expect("polled after it was ready");
        if reply.polls_in_vain > 0 {
            reply.polls_in_vain -= 1;
            return Poll::Pending;
        }
        Poll::Ready(self.reply.take().expect("was there a line ago").response)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.script.in_flight.set(self.script.in_flight() - 1);
    }
}

/// A waker that counts.
#[derive(Debug, Default)]
pub struct Wakes(AtomicUsize);

impl Wakes {
    /// How often it was woken.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether it was woken since this was last asked.
    pub fn take(&self) -> bool {
        self.0.swap(0, Ordering::Relaxed) > 0
    }
}

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Polls a stream once.
pub fn poll_once<S: Stream + Unpin>(stream: &mut S) -> Poll<Option<S::Item>> {
    Pin::new(stream).poll_next(&mut Context::from_waker(Waker::noop()))
}

/// Polls a stream until its first `None`, and returns what it yielded.
///
/// # Panics
///
/// When there is no `None`.
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
