//! Measures the wall time of numbered pages over HTTP, from a service that takes 20 ms per page, with 1 to 32 requests at
//! the same time.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin concurrent docs/charts/prefetch.svg`

use std::future::IntoFuture;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::routing::get;
use futures::{Stream, StreamExt, stream};
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use page_turner::prelude::*;
use paginate_benches::concurrency;
use paginate_core::{Paginator, operation};
use tokio::net::TcpListener;
use tokio::time::sleep;

const PAGES: u32 = 40;
const ITEMS: u32 = 20;
const PER_PAGE: Duration = Duration::from_millis(20);
const ROUNDS: usize = 6;

/// Returns the items of a page after 20 ms, separated by commas.
async fn serve(Path(number): Path<u32>) -> String {
    sleep(PER_PAGE).await;
    let first = (number - 1) * ITEMS;
    let items = (first..first + ITEMS).filter(|_| number <= PAGES);
    let items: Vec<String> = items.map(|item| item.to_string()).collect();
    items.join(",")
}

type Failure = hyper_util::client::legacy::Error;

#[derive(Clone)]
struct Client {
    http: hyper_util::client::legacy::Client<HttpConnector, Empty<Bytes>>,
    service: SocketAddr,
}

impl Client {
    async fn page(&self, number: u32) -> Result<Vec<u32>, Failure> {
        let uri = format!("http://{}/{number}", self.service);
        let uri = uri.parse().expect("an address is a URI");
        let response = self.http.get(uri).await?;
        let body = response.into_body().collect().await;
        let body = body.expect("the service sends the whole body").to_bytes();
        let body = str::from_utf8(&body).expect("the body is text");
        let items = body.split(',').filter(|item| !item.is_empty());
        Ok(items
            .map(|item| item.parse().expect("an item is a number"))
            .collect())
    }
}

fn ours(client: &Client) -> impl Paginator<Item = u32, Error = Failure> {
    operation(1)
        .send(|number| client.page(number))
        .page_number(1, |_, number| number)
        .total_pages(|_| Some(PAGES.into()))
        .items(|page| page)
}

#[derive(Clone)]
struct Number(u32);

impl RequestAhead for Number {
    fn next_request(&self) -> Self {
        Number(self.0 + 1)
    }
}

impl PageTurner<Number> for Client {
    type PageItems = Vec<u32>;
    type PageError = Failure;

    async fn turn_page(&self, Number(number): Number) -> TurnedPageResult<Self, Number> {
        let items = self.page(number).await?;
        Ok(if number < PAGES {
            TurnedPage::next(items, Number(number + 1))
        } else {
            TurnedPage::last(items)
        })
    }
}

fn by_hand(client: &Client, at_once: usize) -> impl Stream<Item = Result<Vec<u32>, Failure>> {
    stream::iter(1..=PAGES)
        .map(|number| client.page(number))
        .buffered(at_once)
}

async fn count<T>(stream: impl Stream<Item = Result<T, Failure>>, items: impl Fn(T) -> u32) -> u32 {
    let mut stream = pin!(stream);
    let mut count = 0;
    while let Some(read) = stream.next().await {
        count += items(read.expect("every request succeeds"));
    }
    count
}

async fn count_ours(client: &Client, prefetch: usize) -> u32 {
    let mut items = ours(client).prefetch(prefetch).items();
    let mut count = 0;
    while let Some(_item) = items.try_next().await.expect("every request succeeds") {
        count += 1;
    }
    count
}

const CONTESTANTS: [&str; 3] = [
    "paginate-core, prefetch(n)",
    "page-turner, pages_ahead(n)",
    "futures, map and buffered(n)",
];

async fn read(contestant: usize, at_once: usize, client: &Client) -> u32 {
    match contestant {
        0 => count_ours(client, at_once).await,
        1 => {
            let pages = client.pages_ahead(at_once, Limit::None, Number(1));
            count(pages.items(), |_| 1).await
        }
        _ => {
            let items = |page: Vec<u32>| page.len() as u32;
            count(by_hand(client, at_once), items).await
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let listener = listener.expect("a free port");
    let service = listener.local_addr().expect("an address");
    let router = Router::new().route("/{number}", get(serve));
    tokio::spawn(axum::serve(listener, router).into_future());
    let client = Client {
        http: hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build_http(),
        service,
    };
    let title = format!(
        "Wall time of {PAGES} numbered pages, {} ms per page",
        PER_PAGE.as_millis()
    );
    let read = async |contestant, at_once| read(contestant, at_once, &client).await;
    concurrency::run(&title, &CONTESTANTS, ROUNDS, PAGES * ITEMS, read).await;
}
