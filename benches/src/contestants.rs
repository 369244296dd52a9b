//! The contestants: each reads the same listing to the end, item by item or collected in a vector.

use std::convert::Infallible;
use std::fmt::Debug;
use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;

use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};
use azure_core::http::pager::{
    ItemIterator, Page as AzurePage, PagerContinuation, PagerResult, PagerState,
};

use futures::{Stream, StreamExt, TryStreamExt, stream};
use google_cloud_gax::paginator::internal::{PageableResponse, new_paginator};
use google_cloud_gax::paginator::{ItemPaginator, Paginator as _};
use page_turner::prelude::*;
use paginate_core::{Paginator, Parallel, Parts, keyed, nested, operation, parallel};

use crate::consumer::Consumer;
use crate::executor::block_on;
use crate::service::{Listing, Page};

/// The number of parts that are read at the same time.
pub const PARTS: usize = 8;

pub type Contestant<T> = (&'static str, fn(Listing) -> T);

/// Returns the contestants that read item by item. The first is the baseline.
pub fn by_item<C: Consumer>() -> Vec<Contestant<C>> {
    vec![
        ("hand-written loop", by_hand),
        ("paginate-core, next", ours),
        ("paginate-core, next, prefetch(1)", ours_with_prefetch),
        ("futures, try_unfold and try_flatten", futures_unfold),
        ("async-stream, try_stream!", async_stream),
        ("page-turner, items", page_turner),
        ("google-cloud-gax, items", google),
        ("azure_core, ItemIterator", azure),
        ("aws-smithy-async, items", aws),
    ]
}

/// Returns the contestants that collect all items in a vector. The first is the baseline.
pub fn collected() -> Vec<Contestant<Vec<u64>>> {
    vec![
        ("hand-written loop, extend", by_hand_collected),
        ("hand-written loop, extend, converted", by_hand_converted),
        ("paginate-core, try_collect", ours_collected),
        ("futures, try_collect", futures_collected),
        ("aws-smithy-async, try_collect", aws_collected),
    ]
}

/// Returns the contestants that read the listing as [`PARTS`] parts. The first reads one part after the other.
pub fn by_item_of_parts<C: Consumer>() -> Vec<Contestant<C>> {
    vec![
        ("paginate-core, one after the other", one_after_the_other),
        ("paginate-core, parallel", ours_parallel),
        ("paginate-core, parallel, ordered", ours_ordered),
        ("paginate-core, keyed", ours_keyed),
        ("paginate-core, nested", ours_nested),
        (
            "paginate-core, nested, keys of Arc<str>",
            ours_nested_by_name,
        ),
        ("futures, select_all", futures_select_all),
        ("futures, flatten_unordered", futures_flatten_unordered),
    ]
}

fn by_hand<C: Consumer>(listing: Listing) -> C {
    block_on(async {
        let (mut consumer, mut token) = (C::default(), None);
        loop {
            let Ok(page) = listing.fetch(token).await;
            for item in page.items {
                consumer.take(item);
            }
            token = page.next;
            if token.is_none() {
                return consumer;
            }
        }
    })
}

fn by_hand_collected(listing: Listing) -> Vec<u64> {
    block_on(async {
        let (mut all, mut token) = (Vec::new(), None);
        loop {
            let Ok(page) = listing.fetch(token).await;
            all.extend(page.items);
            token = page.next;
            if token.is_none() {
                return all;
            }
        }
    })
}

fn by_hand_converted(listing: Listing) -> Vec<u64> {
    block_on(async {
        let (mut all, mut token) = (Vec::new(), None);
        loop {
            let Ok(page) = listing.fetch(token).await;
            all.extend(converted::<u64, u64>(page.items));
            token = page.next;
            if token.is_none() {
                return all;
            }
        }
    })
}

/// Converts each item, as paginate-core does: generic code does not know that both types are the same.
fn converted<T: Into<U>, U>(items: Vec<T>) -> impl Iterator<Item = U> {
    items.into_iter().map(Into::into)
}

fn paginator(listing: Listing) -> impl Paginator<Item = u64, Error = Infallible> {
    operation(None)
        .send(move |token: Option<String>| listing.fetch(token))
        .output_token(|page| page.next.clone())
        .input_token(|_, token| Some(token))
        .items(|page| page.items)
}

/// Returns the size of a listing with `String` tokens, without its one allocation.
pub fn bytes_of_state() -> usize {
    size_of_val(&paginator(Listing::new(1, 1)))
}

fn ours<C: Consumer>(listing: Listing) -> C {
    read(paginator(listing))
}

fn ours_with_prefetch<C: Consumer>(listing: Listing) -> C {
    read(paginator(listing).prefetch(1))
}

fn read<C: Consumer>(paginator: impl Paginator<Item = u64, Error = Infallible>) -> C {
    block_on(async {
        let mut items = paginator.items();
        let mut consumer = C::default();
        while let Some(item) = items.next().await {
            consumer.take(item.unwrap_or_default());
        }
        consumer
    })
}

fn parts(listing: Listing) -> [impl Paginator<Item = u64, Error = Infallible>; PARTS] {
    listing.parts().map(paginator)
}

fn one_after_the_other<C: Consumer>(listing: Listing) -> C {
    let parts = parts(listing);
    block_on(async {
        let mut consumer = C::default();
        for part in parts {
            let mut items = part.items();
            while let Some(item) = items.next().await {
                consumer.take(item.unwrap_or_default());
            }
        }
        consumer
    })
}

fn ours_parallel<C: Consumer>(listing: Listing) -> C {
    drain(parallel(parts(listing), PARTS))
}

fn ours_ordered<C: Consumer>(listing: Listing) -> C {
    drain(parallel(parts(listing), PARTS).ordered())
}

fn ours_keyed<C: Consumer>(listing: Listing) -> C {
    let parts = keyed((0_u64..).zip(parts(listing)), PARTS).expect("the keys differ");
    read_with_keys(parts)
}

fn ours_nested<C: Consumer>(listing: Listing) -> C {
    nested_with_keys(listing, |number| number)
}

fn ours_nested_by_name<C: Consumer>(listing: Listing) -> C {
    nested_with_keys(listing, |number| Arc::<str>::from(number.to_string()))
}

fn nested_with_keys<C, K>(listing: Listing, key: impl Fn(u64) -> K) -> C
where
    C: Consumer,
    K: Clone + Debug + Default + Ord,
{
    let parts: [Listing; PARTS] = listing.parts();
    let numbers = paginator(Listing::new(1, PARTS as u64));
    let part = |number: u64| (key(number), paginator(parts[number as usize]));
    read_with_keys(nested(numbers, part, PARTS))
}

/// Reads the items, and uses their keys, so that these are not optimized away.
fn read_with_keys<C, K>(mut parts: Parallel<impl Parts<Item = (K, u64)>>) -> C
where
    C: Consumer,
    K: Default,
{
    block_on(async {
        let mut consumer = C::default();
        while let Some(row) = parts.next().await {
            let (key, item) = row.unwrap_or_default();
            black_box(key);
            consumer.take(item);
        }
        consumer
    })
}

fn futures_select_all<C: Consumer>(listing: Listing) -> C {
    drain(stream::select_all(parts(listing).map(Paginator::items)))
}

fn futures_flatten_unordered<C: Consumer>(listing: Listing) -> C {
    let parts = parts(listing).map(Paginator::items);
    drain(stream::iter(parts).flatten_unordered(PARTS))
}

fn ours_collected(listing: Listing) -> Vec<u64> {
    block_on(paginator(listing).items().try_collect()).unwrap_or_default()
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

fn futures_unfold<C: Consumer>(listing: Listing) -> C {
    drain(unfolded(listing))
}

fn futures_collected(listing: Listing) -> Vec<u64> {
    let Ok(all) = block_on(unfolded(listing).try_collect());
    all
}

fn drain<C: Consumer, E>(stream: impl Stream<Item = Result<u64, E>>) -> C {
    block_on(async {
        let mut stream = pin!(stream);
        let mut consumer = C::default();
        while let Some(item) = stream.next().await {
            consumer.take(item.unwrap_or_default());
        }
        consumer
    })
}

fn async_stream<C: Consumer>(listing: Listing) -> C {
    drain::<C, Infallible>(async_stream::try_stream! {
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

fn page_turner<C: Consumer>(listing: Listing) -> C {
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

fn google<C: Consumer>(listing: Listing) -> C {
    block_on(async {
        let fetch = move |token: String| listing.fetch((!token.is_empty()).then_some(token));
        let mut items = new_paginator::<Page, Infallible, _>(String::new(), fetch).items();
        let mut consumer = C::default();
        while let Some(item) = items.next().await {
            consumer.take(item.unwrap_or_default());
        }
        consumer
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

fn azure<C: Consumer>(listing: Listing) -> C {
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
        let mut consumer = C::default();
        while let Some(item) = items.next().await {
            consumer.take(item.unwrap_or_default());
        }
        consumer
    })
}

/// Returns the stream that `items()` of an AWS SDK paginator returns.
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

fn aws<C: Consumer>(listing: Listing) -> C {
    block_on(async {
        let mut items = aws_items(listing);
        let mut consumer = C::default();
        while let Some(item) = items.next().await {
            consumer.take(item.unwrap_or_default());
        }
        consumer
    })
}

fn aws_collected(listing: Listing) -> Vec<u64> {
    let Ok(all) = block_on(aws_items(listing).try_collect());
    all
}
