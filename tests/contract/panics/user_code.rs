//! A listing in which every piece of user code may panic.

use std::cell::Cell;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll};

use paginate_core::{Paginator, operation};
use paginate_tests::server::PLANNED_PANIC;

thread_local! {
    /// The number of calls of user code before the planned panic.
    pub(crate) static CALLS_UNTIL_PANIC: Cell<u32> = const { Cell::new(u32::MAX) };
}

/// Panics once, when the planned number of calls is reached.
fn may_panic() {
    let remaining = CALLS_UNTIL_PANIC.get();
    CALLS_UNTIL_PANIC.set(remaining.checked_sub(1).unwrap_or(u32::MAX));
    assert!(remaining > 0, "{PLANNED_PANIC}");
}

/// A token whose `Clone` and `PartialEq` may panic.
#[derive(Debug)]
pub(crate) struct Token(pub(crate) usize);

impl Clone for Token {
    fn clone(&self) -> Self {
        may_panic();
        Token(self.0)
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        may_panic();
        self.0 == other.0
    }
}

struct Request(usize);

impl Clone for Request {
    fn clone(&self) -> Self {
        may_panic();
        Request(self.0)
    }
}

/// A response that is ready at the second poll.
struct Response {
    result: Option<Result<usize, Throttled>>,
    polled: bool,
}

impl Future for Response {
    type Output = Result<usize, Throttled>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        may_panic();
        if !self.polled {
            self.polled = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.result.take().unwrap())
    }
}

impl Drop for Response {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            may_panic();
        }
    }
}

struct Throttled;

#[derive(Debug)]
pub(crate) struct DeclaredError;

impl From<Throttled> for DeclaredError {
    fn from(_: Throttled) -> Self {
        may_panic();
        DeclaredError
    }
}

struct Numbers {
    numbers: Range<u32>,
    knows_length: bool,
}

impl IntoIterator for Numbers {
    type Item = u32;
    type IntoIter = NumbersIter;

    fn into_iter(self) -> NumbersIter {
        may_panic();
        NumbersIter(self)
    }
}

struct NumbersIter(Numbers);

impl Iterator for NumbersIter {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        may_panic();
        self.0.numbers.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        may_panic();
        if self.0.knows_length {
            self.0.numbers.size_hint()
        } else {
            (0, None)
        }
    }
}

#[derive(Debug, PartialEq)]
pub(crate) struct Item(pub(crate) u32);

impl From<u32> for Item {
    fn from(number: u32) -> Self {
        may_panic();
        Item(number)
    }
}

/// The items of each page. The third page fails once.
pub(crate) const PAGES: [Range<u32>; 5] = [0..2, 2..2, 2..5, 5..6, 6..8];

/// Sends a request for the page that it names, which fails once if it is the third page.
fn sending() -> impl FnMut(Request) -> Response {
    let mut failed = false;
    move |request| {
        may_panic();
        let fails = request.0 == 2 && !failed;
        failed |= fails;
        Response {
            result: Some(if fails { Err(Throttled) } else { Ok(request.0) }),
            polled: false,
        }
    }
}

fn items_of(page: usize, knows_length: bool) -> Numbers {
    may_panic();
    Numbers {
        numbers: PAGES[page].clone(),
        knows_length,
    }
}

/// Numbered pages, with every step that may end the listing.
pub(crate) fn numbered(
    knows_length: bool,
) -> impl Paginator<Page = usize, Item = Item, Token = usize, Error = DeclaredError> {
    operation(Request(0))
        .send(sending())
        .page_number(0, |_, number| {
            may_panic();
            Request(number)
        })
        .total_pages(|page| {
            may_panic();
            (*page != 2).then_some(PAGES.len() as u64)
        })
        .total_items(|_| {
            may_panic();
            None
        })
        .item_count(|page| {
            may_panic();
            PAGES[*page].len()
        })
        .has_data(|_| {
            may_panic();
            true
        })
        .error(|_| {
            may_panic();
            None::<Throttled>
        })
        .items(move |page| items_of(page, knows_length))
}

/// Pages at offsets, without the empty page. The pages differ in size, so some offsets are guessed wrongly.
pub(crate) fn at_offsets(
    knows_length: bool,
) -> impl Paginator<Page = usize, Item = Item, Token = u32, Error = DeclaredError> {
    operation(Request(0))
        .send(sending())
        .offset(
            |page| {
                may_panic();
                PAGES[*page].len()
            },
            |_, offset| {
                may_panic();
                let at = |page: &Range<u32>| page.start == offset && !page.is_empty();
                Request(PAGES.iter().position(at).unwrap_or(PAGES.len()))
            },
        )
        .total_items(|_| {
            may_panic();
            PAGES.last().map(|page| page.end.into())
        })
        .items(move |page| items_of(page, knows_length))
}

/// Pages with tokens.
pub(crate) fn with_tokens(
    knows_length: bool,
) -> impl Paginator<Page = usize, Item = Item, Token = Token, Error = DeclaredError> {
    operation(Request(0))
        .send(sending())
        .output_token(|page| {
            may_panic();
            (page + 1 < PAGES.len()).then_some(Token(page + 1))
        })
        .input_token(|_, token| {
            may_panic();
            Request(token.0)
        })
        .more_results(|page| {
            may_panic();
            page + 1 < PAGES.len()
        })
        .has_data(|_| {
            may_panic();
            true
        })
        .error(|_| {
            may_panic();
            None::<Throttled>
        })
        .items(move |page| items_of(page, knows_length))
}
