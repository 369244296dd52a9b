//! A service that wakes a request when the consumer has read a quarter of the page before, and again, with the response, when it
//! has read half of that page. So the number of polls does not depend on time.

use std::convert::Infallible;
use std::ops::Range;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use paginate_core::{Paginator, operation};

const PAGE_SIZE: u32 = 100;

pub(crate) struct Service {
    pages: u32,
    requests: AtomicU64,
    polls: AtomicU64,
    /// The requests that wait, with the item that they wait for.
    waiting: Mutex<Vec<(u32, Waker)>>,
    /// The latest item that was read.
    latest: AtomicU64,
}

impl Service {
    pub(crate) fn new(pages: u32) -> Arc<Self> {
        Arc::new(Service {
            pages,
            requests: AtomicU64::new(0),
            polls: AtomicU64::new(0),
            waiting: Mutex::new(Vec::with_capacity(1_000)),
            latest: AtomicU64::new(0),
        })
    }

    pub(crate) fn requests(&self) -> u64 {
        self.requests.load(Relaxed)
    }

    pub(crate) fn polls(&self) -> u64 {
        self.polls.load(Relaxed)
    }

    /// Lists the items of numbered pages.
    pub(crate) fn listing(
        self: &Arc<Self>,
    ) -> impl Paginator<Item = u32, Error = Infallible> + Send + use<> {
        let (service, pages) = (Arc::clone(self), self.pages);
        operation(0)
            .send(move |page| {
                service.requests.fetch_add(1, Relaxed);
                let service = Arc::clone(&service);
                Request { service, page }
            })
            .page_number(0, |_, number| number)
            .total_pages(move |_| Some(pages.into()))
            .items(|items: Range<u32>| items)
    }

    /// Wakes the requests that wait for an item.
    pub(crate) fn note_item(&self, item: u32) {
        self.latest.fetch_max(item.into(), Relaxed);
        self.waiting.lock().unwrap().retain(|(awaited, waker)| {
            let is_due = *awaited <= item;
            if is_due {
                waker.wake_by_ref();
            }
            !is_due
        });
    }
}

struct Request {
    service: Arc<Service>,
    page: u32,
}

impl Future for Request {
    type Output = Result<Range<u32>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Request { service, page } = &*self;
        service.polls.fetch_add(1, Relaxed);
        let first = page * PAGE_SIZE;
        let stages = [3 * PAGE_SIZE / 4, PAGE_SIZE / 2].map(|before| first.saturating_sub(before));
        let latest = service.latest.load(Relaxed);
        match stages
            .into_iter()
            .find(|awaited| latest < (*awaited).into())
        {
            None => Poll::Ready(Ok(first..first + PAGE_SIZE)),
            Some(awaited) => {
                let mut waiting = service.waiting.lock().unwrap();
                waiting.push((awaited, cx.waker().clone()));
                Poll::Pending
            }
        }
    }
}
