//! Measures the wall time of ordered listings over HTTP, from a service that takes 20 ms per page, with 1 to 32 requests at the same
//! time: split, and with the first characters as parts that are given. Then measures many kinds of keys, and counts the requests.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin split docs/charts/split.svg`

use std::collections::HashMap;
use std::future::IntoFuture;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use paginate_benches::concurrency;
use paginate_core::{Paginator, operation, parallel, split};
use tokio::net::TcpListener;
use tokio::time::sleep;

use crate::shapes::{ASIDE, COMPARED, Keys, TUNED};

/// The keys of the contract tests.
#[path = "../../../tests/contract/split"]
mod keys {
    pub(crate) mod random;
    #[expect(dead_code, reason = "the integers are keys of the contract tests only")]
    pub(crate) mod shapes;
}

// The modules refer to each other by paths that begin with `crate`.
pub(crate) use keys::*;

const PAGES: usize = 400;
const PAGE_SIZE: usize = 100;
const PER_PAGE: Duration = Duration::from_millis(20);
const ROUNDS: usize = 2;

/// The keys of each kind, and the number of requests.
#[derive(Default)]
struct Service {
    keys: HashMap<String, Vec<String>>,
    requests: AtomicUsize,
}

/// Returns the first keys after one after 20 ms, one on each line, and an empty line if there are more.
async fn serve(
    State(service): State<Arc<Service>>,
    Path(kind): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> String {
    sleep(PER_PAGE).await;
    service.requests.fetch_add(1, Ordering::Relaxed);
    let keys = &service.keys[&kind];
    let after = query.get("after").map(|after| unescape(after));
    let start = after.map_or(0, |after| keys.partition_point(|key| *key <= after));
    let end = keys.len().min(start + PAGE_SIZE);
    let more = if end < keys.len() { "\n" } else { "" };
    keys[start..end].join("\n") + more
}

fn escape(key: &str) -> String {
    key.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn unescape(text: &str) -> String {
    let byte = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits");
    String::from_utf8((0..text.len()).step_by(2).map(byte).collect()).expect("a key")
}

struct Page {
    keys: Vec<String>,
    more: bool,
}

type Failure = hyper_util::client::legacy::Error;

#[derive(Clone)]
struct Client {
    http: hyper_util::client::legacy::Client<HttpConnector, Empty<Bytes>>,
    service: SocketAddr,
}

impl Client {
    async fn page(&self, kind: &str, after: Option<String>) -> Result<Page, Failure> {
        let query = after.map_or_else(String::new, |after| format!("?after={}", escape(&after)));
        let uri = format!("http://{}/{kind}{query}", self.service);
        let uri = uri.parse().expect("an address is a URI");
        let body = self.http.get(uri).await?.into_body().collect().await;
        let body = body.expect("the service sends the whole body").to_bytes();
        let body = str::from_utf8(&body).expect("the body is text");
        let more = body.ends_with('\n');
        let keys = body.lines().map(str::to_owned).collect();
        Ok(Page { keys, more })
    }

    /// Lists the keys after a key. Keys from `end` on are left out, and end the listing.
    fn keys(
        &self,
        kind: &str,
        after: Option<String>,
        end: Option<String>,
    ) -> impl Paginator<Item = String, Token = String, Error = Failure> + use<> {
        let (client, kind) = (self.clone(), kind.to_owned());
        operation(after)
            .send(move |after| {
                let (client, kind, end) = (client.clone(), kind.clone(), end.clone());
                async move {
                    let mut page = client.page(&kind, after).await?;
                    if let Some(end) = end {
                        let kept = page.keys.partition_point(|key| *key < end);
                        page.more &= kept == page.keys.len();
                        page.keys.truncate(kept);
                    }
                    Ok(page)
                }
            })
            .output_token(|page: &Page| page.keys.last().cloned())
            .input_token(|_, after| Some(after))
            .more_results(|page| page.more)
            .items(|page| page.keys)
    }

    async fn split(&self, kind: &str, at_once: usize) -> usize {
        let keys = split(|| self.keys(kind, None, None), String::clone, at_once);
        let keys: Vec<String> = keys.try_collect().await.expect("every request succeeds");
        keys.len()
    }

    /// Lists the keys that begin with each digit or lower-case letter as a part.
    async fn by_first_character(&self, kind: &str, at_once: usize) -> usize {
        let cuts: Vec<Option<String>> = ('1'..='9')
            .chain('a'..='z')
            .map(|c| Some(c.into()))
            .collect();
        let starts = [None].into_iter().chain(cuts.clone());
        let ends = cuts.into_iter().chain([None]);
        let parts = starts.zip(ends).map(|(start, end)| {
            // The keys that are at least `start`.
            let after = start.map(|start: String| before(&start));
            self.keys(kind, after, end)
        });
        let keys = parallel(parts.collect::<Vec<_>>(), at_once);
        let keys: Vec<String> = keys.try_collect().await.expect("every request succeeds");
        keys.len()
    }
}

/// Returns a text that is below a character and above all texts of the benchmark that begin with another one.
fn before(start: &str) -> String {
    let first = start.chars().next().expect("a character");
    let previous = char::from_u32(u32::from(first) - 1).expect("a character");
    format!("{previous}\u{10ffff}")
}

const CONTESTANTS: [&str; 4] = [
    "paginate-core, split(_, _, n), UUIDs",
    "paginate-core, split(_, _, n), logs by date",
    "parts by first character, UUIDs",
    "parts by first character, logs by date",
];

async fn read(client: &Client, contestant: usize, at_once: usize) -> u32 {
    let kind = ["uuid4", "logs"][contestant % 2];
    let count = if contestant < 2 {
        client.split(kind, at_once).await
    } else {
        client.by_first_character(kind, at_once).await
    };
    count.try_into().expect("a small number")
}

/// Returns the keys of all kinds that are texts, with a name that can be in a path.
fn kinds(pages: usize) -> HashMap<String, Vec<String>> {
    let mut kinds = HashMap::new();
    for (number, shape) in [TUNED, COMPARED, ASIDE].into_iter().flatten().enumerate() {
        let Keys::Text(keys) = shape.keys(pages * PAGE_SIZE, 7) else {
            continue;
        };
        let name = match shape.name() {
            "uuid4" => "uuid4".into(),
            "logs by date" => "logs".into(),
            _ => number.to_string(),
        };
        kinds.insert(name, keys);
    }
    kinds
}

async fn start(pages: usize) -> (Arc<Service>, Client) {
    let service = Arc::new(Service {
        keys: kinds(pages),
        ..Service::default()
    });
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let listener = listener.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let router = Router::new()
        .route("/{kind}", get(serve))
        .with_state(Arc::clone(&service));
    tokio::spawn(axum::serve(listener, router).into_future());
    let client = Client {
        http: hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build_http(),
        service: address,
    };
    (service, client)
}

/// Prints the wall time of each kind of keys, and the number of requests.
async fn table(pages: usize) {
    let (service, client) = start(pages).await;
    println!("\n{pages} pages: ms and requests with 16 and 64 at the same time");
    for (number, shape) in [TUNED, COMPARED, ASIDE].into_iter().flatten().enumerate() {
        let name = match shape.name() {
            "uuid4" => "uuid4".into(),
            "logs by date" => "logs".into(),
            _ => number.to_string(),
        };
        let Some(keys) = service.keys.get(&name) else {
            continue;
        };
        print!("  {:<24}", shape.name());
        for at_once in [16, 64] {
            let before = service.requests.load(Ordering::Relaxed);
            let start = Instant::now();
            assert_eq!(client.split(&name, at_once).await, keys.len());
            let time = start.elapsed().as_secs_f64() * 1e3;
            let requests = service.requests.load(Ordering::Relaxed) - before;
            print!(" {time:>8.0} ms {requests:>5}");
        }
        println!();
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (_service, client) = start(PAGES).await;
    let title = format!(
        "Wall time of {PAGES} pages in the order of their keys, {} ms per page",
        PER_PAGE.as_millis()
    );
    let items = (PAGES * PAGE_SIZE).try_into().expect("a small number");
    let read = async |contestant, at_once| read(&client, contestant, at_once).await;
    concurrency::run(&title, &CONTESTANTS, ROUNDS, items, read).await;
    for pages in [400, 2_000] {
        table(pages).await;
    }
}
