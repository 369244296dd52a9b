//! Page numbers and offsets: the end, several requests at the same time, and the contract that holds for every listing.

mod end;
mod errors;
mod offsets;
mod overflow;
mod polling;
mod prefetch;
mod resume;
mod steps;
mod totals;
mod waste;

use std::ops::Range;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use paginate_core::{Error, Paginator};
use paginate_tests::numbered::{Page, Service, Throttled};
use paginate_tests::script::WakeCounter;

/// A task that polls a stream and counts its wakeups.
#[derive(Default)]
struct Task(Arc<WakeCounter>);

impl Task {
    fn poll<S: Stream + Unpin>(&self, stream: &mut S) -> Poll<Option<S::Item>> {
        let waker = Waker::from(Arc::clone(&self.0));
        Pin::new(stream).poll_next(&mut Context::from_waker(&waker))
    }
}

/// Returns the two items of a page. Pages are numbered from 1.
fn two_items(number: u32) -> Range<u32> {
    (number - 1) * 2..number * 2
}

/// Returns the response for a page of two items, which carries the number of pages.
fn page_of(pages: u32, number: u32) -> Page {
    let items: Vec<u32> = two_items(number).collect();
    let items = if number <= pages { items } else { vec![] };
    Page::of(items).with_total(u64::from(pages))
}

/// Lists pages that are numbered from 1 and carry the number of pages.
fn with_total_pages(
    service: &Rc<Service>,
) -> impl Paginator<Page = Page, Item = u32, Token = u32, Error = Throttled> + use<> {
    let operation = service.operation().page_number(1, |_, number| Some(number));
    operation
        .total_pages(|page| page.total)
        .items(|page| page.items)
}

/// Lists pages that are numbered from 1 and end at the first empty page.
fn until_empty(
    service: &Rc<Service>,
) -> impl Paginator<Page = Page, Item = u32, Token = u32, Error = Throttled> + use<> {
    let operation = service.operation().page_number(1, |_, number| Some(number));
    operation
        .item_count(|page| page.items.len())
        .items(|page| page.items)
}

/// Lists pages at offsets that carry the number of items.
fn with_offsets(
    service: &Rc<Service>,
) -> impl Paginator<Page = Page, Item = u32, Token = u32, Error = Throttled> + use<> {
    let operation = service.operation().offset(
        |page: &Page| page.items.len(),
        |_, offset: u32| Some(offset),
    );
    operation
        .total_items(|page| page.total)
        .items(|page| page.items)
}

/// Returns the next item of a poll that is ready.
fn item<T: std::fmt::Debug>(polled: Poll<Option<Result<T, Error<Throttled>>>>) -> T {
    match polled {
        Poll::Ready(Some(Ok(item))) => item,
        other => panic!("expected an item, found {other:?}"),
    }
}

/// The error of the request for a page.
fn throttled<T>(page: u64) -> Poll<Option<Result<T, Error<Throttled>>>> {
    Poll::Ready(Some(Err(Error::Operation {
        page,
        source: Throttled,
    })))
}
