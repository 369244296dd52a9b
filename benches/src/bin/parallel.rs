//! Measures the wall time of 32 listings whose pages take 20 ms, one after the other and 8 at the same time.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin parallel`

use std::convert::Infallible;
use std::ops::Range;
use std::pin::pin;
use std::time::{Duration, Instant};

use futures::{Stream, StreamExt, stream};
use paginate_core::{Paginator, operation, parallel};
use tokio::time::sleep;

const LISTINGS: u32 = 32;
const PAGES: u32 = 5;
const ITEMS: u32 = 20;
const PER_PAGE: Duration = Duration::from_millis(20);
const AT_ONCE: usize = 8;
/// The number of turns, each of which begins with another contestant. The fastest turn of a contestant counts.
const TURNS: usize = 3;

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

async fn count<T, E>(stream: impl Stream<Item = Result<T, E>>, items: impl Fn(T) -> u64) -> u64 {
    let mut stream = pin!(stream);
    let mut count = 0;
    while let Some(Ok(item)) = stream.next().await {
        count += items(item);
    }
    count
}

const CONTESTANTS: [&str; 4] = [
    "one after the other",
    "parallel(_, 8)",
    "parallel(_, 8).ordered(), prefetch(4)",
    "futures, map and buffer_unordered(8)",
];

async fn read(contestant: usize) -> u64 {
    let listings = (0..LISTINGS).map(|_| listing());
    match contestant {
        0 => {
            let mut total = 0;
            for listing in listings {
                total += count(listing.items(), |_| 1).await;
            }
            total
        }
        1 => count(parallel(listings, AT_ONCE), |_| 1).await,
        2 => {
            let listings = listings.map(|listing| listing.prefetch(4));
            count(parallel(listings, AT_ONCE).ordered(), |_| 1).await
        }
        _ => {
            let listings = stream::iter(0..LISTINGS).map(|_| by_hand());
            let listings = listings.buffer_unordered(AT_ONCE);
            count(listings, |items| items.len() as u64).await
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut best = [f64::INFINITY; CONTESTANTS.len()];
    for turn in 0..TURNS {
        for position in 0..CONTESTANTS.len() {
            let contestant = (turn + position) % CONTESTANTS.len();
            let start = Instant::now();
            let items = read(contestant).await;
            assert_eq!(
                items,
                u64::from(LISTINGS * PAGES * ITEMS),
                "{}",
                CONTESTANTS[contestant]
            );
            best[contestant] = best[contestant].min(start.elapsed().as_secs_f64());
        }
    }
    println!(
        "{LISTINGS} listings of {PAGES} pages of {PER_PAGE:?}, and how many times as fast as one after the other:"
    );
    for (name, time) in CONTESTANTS.iter().zip(best) {
        println!(
            "{name:<40} {:>7.1} ms   {:>5.2}",
            time * 1e3,
            best[0] / time
        );
    }
}
