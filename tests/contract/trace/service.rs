//! Listings whose requests report events of their own.

use std::convert::Infallible;
use std::future::poll_fn;
use std::task::Poll;

use paginate_core::{Paginator, operation};
use tracing::info;

/// A page: its number, and the number of all pages.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) number: u32,
    pub(crate) pages: u32,
}

impl Page {
    /// Returns two items.
    pub(crate) fn items(&self) -> Vec<u32> {
        vec![10 * self.number, 10 * self.number + 1]
    }

    pub(crate) fn next(&self) -> Option<u32> {
        (self.number < self.pages).then_some(self.number + 1)
    }
}

/// Is pending at the first poll, and wakes its task.
pub(crate) async fn pending_once() {
    let mut polled = false;
    poll_fn(|cx| {
        if polled {
            return Poll::Ready(());
        }
        polled = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Reports an event when it is dropped.
struct OnDrop;

impl Drop for OnDrop {
    fn drop(&mut self) {
        info!("drop");
    }
}

/// Requests a page. The response is ready at the second poll.
pub(crate) fn request(number: u32, pages: u32) -> impl Future<Output = Result<Page, Infallible>> {
    info!("send");
    let on_drop = OnDrop;
    async move {
        let _on_drop = on_drop;
        info!("first poll");
        pending_once().await;
        info!("second poll");
        Ok(Page { number, pages })
    }
}

/// Pages that are chained with tokens. All closures report an event.
pub(crate) fn chained(pages: u32) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    operation(1)
        .name("chained")
        .send(move |number| request(number, pages))
        .output_token(|page| {
            info!("output token");
            page.next()
        })
        .input_token(|_, next| {
            info!("input token");
            next
        })
        .items(|page| {
            info!("items");
            page.items()
        })
}

/// Numbered pages with a total. Up to as many requests are in flight as the prefetch depth allows.
pub(crate) fn numbered(pages: u32) -> impl Paginator<Item = u32, Token = u32, Error = Infallible> {
    operation(1)
        .name("numbered")
        .send(move |number| request(number, pages))
        .page_number(1, |_, number| number)
        .total_pages(|page| Some(u64::from(page.pages)))
        .items(|page| page.items())
}

/// Returns a response that is ready at the second poll.
pub(crate) async fn ready_at_second_poll<P>(page: P) -> Result<P, ()> {
    pending_once().await;
    Ok(page)
}

/// Fixes the types of the items and the errors of a listing that a test makes by hand.
pub(crate) fn typed(
    listing: impl Paginator<Item = u32, Token = u32, Error = ()>,
) -> impl Paginator<Item = u32, Token = u32, Error = ()> {
    listing
}

/// Eleven items on pages of three items, by offset. The second page has only two, so the offsets after it cannot be guessed.
pub(crate) fn short_second_page() -> impl Paginator<Item = u32, Token = u32, Error = ()> {
    operation(0)
        .name("words")
        .send(|offset: u32| {
            let end = if offset == 3 { 5 } else { offset + 3 };
            ready_at_second_poll((offset..end.min(11)).collect::<Vec<u32>>())
        })
        .offset(Vec::len, |_, offset| offset)
        .total_items(|_| Some(11))
        .items(|page| page)
}
