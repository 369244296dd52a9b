//! Measures the wall time of 32 listings whose pages take 20 ms, with 1 to 32 listings at the same time. The listings are given, or
//! they are found by another listing of four pages.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin parallel docs/charts/parallel.svg`

use std::convert::Infallible;
use std::ops::Range;
use std::pin::pin;
use std::time::Duration;

use futures::{Stream, StreamExt, stream};
use paginate_benches::concurrency;
use paginate_core::{Paginator, nested, operation, parallel};
use tokio::time::sleep;

const LISTINGS: u32 = 32;
const PAGES: u32 = 5;
const ITEMS: u32 = 20;
const PER_PAGE: Duration = Duration::from_millis(20);
const ROUNDS: usize = 3;

/// Returns the items of a page after 20 ms, and the number of the next page.
async fn page(number: u32) -> Result<(Range<u32>, Option<u32>), Infallible> {
    sleep(PER_PAGE).await;
    Ok((0..ITEMS, (number + 1 < PAGES).then_some(number + 1)))
}

fn listing() -> impl Paginator<Item = u32, Error = Infallible> {
    operation(0)
        .send(page)
        .output_token(|page| page.1)
        .input_token(|_, next| next)
        .items(|page| page.0)
}

/// Lists the numbers of the listings, on four pages.
fn outer() -> impl Paginator<Item = u32, Error = Infallible> {
    const PER_OUTER_PAGE: u32 = LISTINGS / 4;
    operation(0)
        .send(async |first| {
            sleep(PER_PAGE).await;
            Ok::<_, Infallible>(first..first + PER_OUTER_PAGE)
        })
        .output_token(|page| (page.end < LISTINGS).then_some(page.end))
        .input_token(|_, next| next)
        .items(|page| page)
}

/// Reads the listings of all pages of the outer listing, one after the other.
async fn nested_loops() -> u32 {
    let (mut count, mut first) = (0, 0);
    while first < LISTINGS {
        sleep(PER_PAGE).await;
        for _ in 0..LISTINGS / 4 {
            let Ok(items) = by_hand().await;
            count += items.len() as u32;
        }
        first += LISTINGS / 4;
    }
    count
}

async fn by_hand() -> Result<Vec<u32>, Infallible> {
    let mut items = Vec::new();
    let mut next = Some(0);
    while let Some(number) = next {
        let page = page(number).await?;
        items.extend(page.0);
        next = page.1;
    }
    Ok(items)
}

async fn count<T, E>(stream: impl Stream<Item = Result<T, E>>, items: impl Fn(T) -> u32) -> u32 {
    let mut stream = pin!(stream);
    let mut count = 0;
    while let Some(Ok(read)) = stream.next().await {
        count += items(read);
    }
    count
}

const CONTESTANTS: [&str; 5] = [
    "paginate-core, parallel(_, n)",
    "paginate-core, parallel(_, n).ordered(), prefetch(4)",
    "futures, map and buffer_unordered(n)",
    "nested loops, by hand",
    "paginate-core, nested(prefetch(1), _, n)",
];

async fn read(contestant: usize, at_once: usize) -> u32 {
    let listings = (0..LISTINGS).map(|_| listing());
    match contestant {
        0 => count(parallel(listings, at_once), |_| 1).await,
        1 => {
            let listings = listings.map(|listing| listing.prefetch(4));
            count(parallel(listings, at_once).ordered(), |_| 1).await
        }
        2 => {
            let listings = stream::iter(0..LISTINGS).map(|_| by_hand());
            let listings = listings.buffer_unordered(at_once);
            count(listings, |items| items.len() as u32).await
        }
        3 => nested_loops().await,
        _ => {
            let part = |number| (number, listing());
            count(nested(outer().prefetch(1), part, at_once), |_| 1).await
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let title = format!(
        "Wall time of {LISTINGS} listings of {PAGES} pages, {} ms per page",
        PER_PAGE.as_millis()
    );
    let items = LISTINGS * PAGES * ITEMS;
    concurrency::run(&title, &CONTESTANTS, ROUNDS, items, read).await;
}
