//! Everybody reads the same listing to the end, item by item, and adds the items up; or collects them.

use std::convert::Infallible;
use std::hint::black_box;
use std::pin::pin;

use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};
use azure_core::http::pager::{
    ItemIterator, Page as AzurePage, PagerContinuation, PagerResult, PagerState,
};
use futures::executor::block_on;
use futures::{Stream, StreamExt, TryStreamExt, stream};
use google_cloud_gax::paginator::internal::{PageableResponse, new_paginator};
use google_cloud_gax::paginator::{ItemPaginator, Paginator as _};
use page_turner::prelude::*;
use paginate_core::{Paginator, operation};

use crate::service::{Listing, Page};

pub type Contestant = (&'static str, fn(Listing) -> u64);

/// Item by item. The first is what the others are compared with.
pub const BY_ITEM: [Contestant; 9] = [
    ("a loop by hand", by_hand),
    ("paginate-core, next", ours),
    ("paginate-core, next, prefetch(1)", ours_with_prefetch),
    ("futures, try_unfold and try_flatten", futures_unfold),
    ("async-stream, try_stream!", async_stream),
    ("page-turner, items", page_turner),
    ("google-cloud-gax, items", google),
    ("azure_core, ItemIterator", azure),
    ("aws-smithy-async, items", aws),
];

/// All in one vector. The first is what the others are compared with.
pub const COLLECTED: [Contestant; 4] = [
    ("a loop by hand, extend", by_hand_collected),
    ("paginate-core, try_collect", ours_collected),
    ("futures, try_collect", futures_collected),
    ("aws-smithy-async, try_collect", aws_collected),
];

fn by_hand(listing: Listing) -> u64 {
    block_on(async {
        let (mut sum, mut token) = (0, None);
        loop {
            let Ok(page) = listing.fetch(token).await;
            for item in page.items {
                sum += black_box(item);
            }
            token = page.next;
            if token.is_none() {
                return sum;
            }
        }
    })
}

fn by_hand_collected(listing: Listing) -> u64 {
    block_on(async {
        let (mut all, mut token) = (Vec::new(), None);
        loop {
            let Ok(page) = listing.fetch(token).await;
            all.extend(page.items);
            token = page.next;
            if token.is_none() {
                return all.iter().sum();
            }
        }
    })
}

fn paginator(listing: Listing) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(None)
        .send(move |token: Option<String>| listing.fetch(token))
        .output_token(|page| page.next.clone())
        .input_token(|_, token| Some(token))
        .items(|page| page.items)
}

/// What a listing takes besides its one allocation, with a text for its token.
pub fn bytes_of_state() -> usize {
    size_of_val(&paginator(Listing { pages: 1, items: 1 }))
}

fn ours(listing: Listing) -> u64 {
    read(paginator(listing))
}

fn ours_with_prefetch(listing: Listing) -> u64 {
    read(paginator(listing).prefetch(1))
}

fn read(paginator: impl Paginator<Item = u64, Error = Infallible>) -> u64 {
    block_on(async {
        let mut items = paginator.items();
        let mut sum = 0;
        while let Some(item) = items.next().await {
            sum += black_box(item.unwrap_or_default());
        }
        sum
    })
}

fn ours_collected(listing: Listing) -> u64 {
    let all: Result<Vec<u64>, _> = block_on(paginator(listing).items().try_collect());
    all.map_or(0, |all| all.iter().sum())
}

fn unfolded(listing: Listing) -> impl Stream<Item = Result<u64, Infallible>> {
    stream::try_unfold(
        Some(None),
        move |state: Option<Option<String>>| async move {
            let Some(token) = state else { return Ok(None) };
            let page: Page = listing.fetch(token).await?;
            Ok::<_, Infallible>(Some((
                stream::iter(page.items.into_iter().map(Ok)),
                page.next.map(Some),
            )))
        },
    )
    .try_flatten()
}

fn futures_unfold(listing: Listing) -> u64 {
    drain(unfolded(listing))
}

fn futures_collected(listing: Listing) -> u64 {
    let all: Result<Vec<u64>, _> = block_on(unfolded(listing).try_collect());
    all.map_or(0, |all| all.iter().sum())
}

fn drain(stream: impl Stream<Item = Result<u64, Infallible>>) -> u64 {
    block_on(async {
        let mut stream = pin!(stream);
        let mut sum = 0;
        while let Some(item) = stream.next().await {
            sum += black_box(item.unwrap_or_default());
        }
        sum
    })
}

fn async_stream(listing: Listing) -> u64 {
    drain(async_stream::try_stream! {
        let mut token = None;
        loop {
            let page = listing.fetch(token).await?;
            for item in page.items {
                yield item;
            }
            token = page.next;
            if token.is_none() {
                break;
            }
        }
    })
}

impl PageTurner<Option<String>> for Listing {
    type PageItems = Vec<u64>;
    type PageError = Infallible;

    async fn turn_page(&self, token: Option<String>) -> TurnedPageResult<Self, Option<String>> {
        let page = self.fetch(token).await?;
        Ok(TurnedPage {
            items: page.items,
            next_request: page.next.map(Some),
        })
    }
}

fn page_turner(listing: Listing) -> u64 {
    drain(listing.pages(None).items())
}

impl PageableResponse for Page {
    type PageItem = u64;

    fn items(self) -> Vec<u64> {
        self.items
    }

    fn next_page_token(&self) -> String {
        self.next.clone().unwrap_or_default()
    }
}

fn google(listing: Listing) -> u64 {
    block_on(async {
        let fetch = move |token: String| listing.fetch((!token.is_empty()).then_some(token));
        let mut items = new_paginator::<Page, Infallible, _>(String::new(), fetch).items();
        let mut sum = 0;
        while let Some(item) = items.next().await {
            sum += black_box(item.unwrap_or_default());
        }
        sum
    })
}

#[async_trait::async_trait]
impl AzurePage for Page {
    type Item = u64;
    type IntoIter = std::vec::IntoIter<u64>;

    async fn into_items(self) -> azure_core::Result<Self::IntoIter> {
        Ok(self.items.into_iter())
    }
}

fn azure(listing: Listing) -> u64 {
    let mut items = ItemIterator::new(
        move |state, _| {
            Box::pin(async move {
                let token = match state {
                    PagerState::Initial => None,
                    PagerState::More(token) => Some(token.into()),
                };
                let Ok(mut response) = listing.fetch(token).await;
                Ok(match response.next.take() {
                    Some(token) => PagerResult::More {
                        response,
                        continuation: PagerContinuation::Token(token),
                    },
                    None => PagerResult::Done { response },
                })
            })
        },
        None,
    );
    block_on(async {
        let mut sum = 0;
        while let Some(item) = items.next().await {
            sum += black_box(item.unwrap_or_default());
        }
        sum
    })
}

/// What the AWS SDK generates for an operation with items.
fn aws_items(listing: Listing) -> PaginationStream<Result<u64, Infallible>> {
    let pages = PaginationStream::new(FnStream::new(move |pages| {
        Box::pin(async move {
            let mut token = None;
            loop {
                let page = listing.fetch(token).await;
                token = page.as_ref().map_or(None, |page| page.next.clone());
                if pages.send(page).await.is_err() || token.is_none() {
                    return;
                }
            }
        })
    }));
    TryFlatMap::new(pages).flat_map(|page: Page| page.items.into_iter())
}

fn aws(listing: Listing) -> u64 {
    block_on(async {
        let mut items = aws_items(listing);
        let mut sum = 0;
        while let Some(item) = items.next().await {
            sum += black_box(item.unwrap_or_default());
        }
        sum
    })
}

fn aws_collected(listing: Listing) -> u64 {
    let all: Result<Vec<u64>, Infallible> = block_on(aws_items(listing).try_collect());
    all.map_or(0, |all| all.iter().sum())
}
