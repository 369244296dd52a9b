//! Closures for what words do not reach: other builders, and what is done around a request.
#![expect(
    clippy::unused_async,
    clippy::unused_self,
    reason = "the SDKs in here only look like real ones"
)]

use std::convert::Infallible;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{self, SdkError};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, error::Elapsed, timeout};

const ALL: [&str; 5] = ["a-0", "b-1", "a-2", "b-3", "a-4"];

/// Lets one request through for every permit.
#[derive(Clone)]
struct Limiter(Arc<Semaphore>);

impl Limiter {
    async fn until_ready(&self) {
        self.0
            .acquire()
            .await
            .map(SemaphorePermit::forget)
            .expect("it is never closed");
    }
}

#[tokio::test(start_paused = true)]
async fn a_rate_limiter() {
    #[paginate(
        token = "next_token",
        items = "things",
        send = |request| async move {
            limiter.until_ready().await;
            request.send().await
        },
    )]
    fn things(
        client: &sdk::Client,
        limiter: &Limiter,
    ) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    let client = sdk::Client::new(5);
    let limiter = Limiter(Arc::new(Semaphore::new(1)));
    let mut items = things(&client, &limiter).items();
    let mut next = async || timeout(Duration::from_millis(20), items.try_next()).await;
    assert_eq!(next().await, Ok(Ok(Some("a-0".into()))));
    assert_eq!(next().await, Ok(Ok(Some("b-1".into()))));
    assert!(next().await.is_err());
    limiter.0.add_permits(9);
    let rest: Vec<String> = items.try_collect().await.unwrap();
    assert_eq!(rest, ALL[2..]);
    // The last page took the second of the nine.
    assert_eq!(limiter.0.available_permits(), 7);
}

#[derive(Debug)]
enum Failed {
    Refused,
    TimedOut,
}

impl From<SdkError> for Failed {
    fn from(_: SdkError) -> Self {
        Failed::Refused
    }
}

impl From<Elapsed> for Failed {
    fn from(_: Elapsed) -> Self {
        Failed::TimedOut
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_for_each_page() {
    #[paginate(
        token = "next_token",
        items = "things",
        send = |request| async move {
            timeout(Duration::from_secs(3), async {
                tokio::time::sleep(delays.next()).await;
                Ok::<_, Failed>(request.send().await?)
            })
            .await?
        },
    )]
    fn things(
        client: &sdk::Client,
        delays: &Delays,
    ) -> impl Paginator<Item = String, Error = Failed> {
        client.list_things()
    }

    struct Delays(Mutex<Vec<u64>>);

    impl Delays {
        fn next(&self) -> Duration {
            Duration::from_secs(self.0.lock().unwrap().remove(0))
        }
    }

    // Each page has its own three seconds.
    let delays = Delays(Mutex::new(vec![2, 2, 2]));
    let all: Vec<String> = things(&sdk::Client::new(5), &delays)
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all, ALL);

    let delays = Delays(Mutex::new(vec![2, 4]));
    let client = sdk::Client::new(5);
    let mut items = things(&client, &delays).items();
    let start = Instant::now();
    let mut first_page = Vec::new();
    let error = items.try_extend(&mut first_page).await.unwrap_err();
    assert_eq!(first_page.len(), 2);
    assert_eq!(error.page(), 2);
    assert!(matches!(error.into_inner(), Some(Failed::TimedOut)));
    assert_eq!(start.elapsed(), Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn a_retry_policy() {
    #[paginate(
        token = "next_token",
        items = "things",
        send = |request| {
            let send = move || {
                let attempt = attempts.fetch_add(1, Ordering::Relaxed);
                let request = request.clone();
                async move { if attempt % 3 == 2 { request.send().await } else { Err(SdkError) } }
            };
            send.retry(ExponentialBuilder::default().with_max_times(tries))
        },
    )]
    fn things(
        client: &sdk::Client,
        attempts: &AtomicU32,
        tries: usize,
    ) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    let client = sdk::Client::new(5);
    let attempts = AtomicU32::new(0);
    let all: Vec<String> = things(&client, &attempts, 2)
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all, ALL);
    // Three pages, each at the third attempt.
    assert_eq!(attempts.load(Ordering::Relaxed), 9);

    let error = things(&client, &attempts, 1)
        .items()
        .try_next()
        .await
        .unwrap_err();
    assert_eq!(error.into_inner(), Some(sdk::Error));
}

/// A page of numbers, as several services of several manners send it.
struct Numbers {
    page: u32,
    pages: u32,
    headers: Vec<(&'static str, String)>,
    listed: Vec<u32>,
}

fn numbers(page: u32, pages: u32) -> Numbers {
    let next = (page < pages).then(|| {
        (
            "link",
            format!("<https://numbers/?page={}>; rel=\"next\"", page + 1),
        )
    });
    Numbers {
        page,
        pages,
        headers: next.into_iter().collect(),
        listed: vec![2 * page, 2 * page + 1],
    }
}

const SIX: [u32; 6] = [2, 3, 4, 5, 6, 7];

#[tokio::test]
async fn a_builder_whose_setter_is_the_number_of_the_page() {
    #[derive(Clone)]
    struct ListNumbers {
        page: u32,
    }

    impl ListNumbers {
        fn page(self, page: u32) -> Self {
            ListNumbers { page }
        }

        async fn send(self) -> Result<Numbers, Infallible> {
            Ok(numbers(self.page, 3))
        }
    }

    #[paginate(
        output_token = |page| (page.page < page.pages).then_some(page.page),
        input_token = |request, last| request.page(last + 1),
        items = "listed",
    )]
    fn all() -> impl Paginator<Item = u32, Error = Infallible> {
        ListNumbers { page: 1 }
    }

    assert_eq!(all().items().try_collect::<Vec<_>>().await, Ok(SIX.into()));
}

struct Client;

#[derive(Clone, Default)]
struct ListNumbers {
    page: Option<String>,
}

impl Client {
    async fn list(&self, request: &ListNumbers) -> Result<Numbers, Infallible> {
        let page = request
            .page
            .as_deref()
            .map_or(1, |page| page.parse().unwrap());
        Ok(numbers(page, 3))
    }
}

/// The next page of a `Link` header.
fn next_page(headers: &[(&str, String)]) -> Option<String> {
    let (_, link) = headers.iter().find(|(name, _)| *name == "link")?;
    let (_, rest) = link.split_once("page=")?;
    Some(rest.split_once('>')?.0.into())
}

#[tokio::test]
async fn a_request_that_is_a_plain_struct() {
    #[paginate(
        send = async |request| client.list(&request).await,
        output_token = |page| next_page(&page.headers),
        input_token = |_, page| ListNumbers { page: Some(page) },
        items = "listed",
    )]
    fn all(client: &Client) -> impl Paginator<Item = u32, Error = Infallible> {
        ListNumbers::default()
    }

    #[paginate(
        send = |request| {
            let client = Arc::clone(&client);
            async move { client.list(&request).await }
        },
        output_token = |page| next_page(&page.headers),
        input_token = |mut request, page| {
            request.page = Some(page);
            request
        },
        items = |page| page.listed.into_iter().filter(move |number| *number >= from),
    )]
    fn owned(
        client: Arc<Client>,
        from: u32,
    ) -> impl Paginator<Item = u32, Error = Infallible> + Send + 'static {
        ListNumbers::default()
    }

    assert_eq!(
        all(&Client).items().try_collect::<Vec<_>>().await,
        Ok(SIX.into())
    );
    let all = tokio::spawn(owned(Arc::new(Client), 4).items().try_collect::<Vec<_>>());
    assert_eq!(all.await.unwrap(), Ok(SIX[2..].into()));
}

struct Once {
    marker: Option<String>,
}

impl Once {
    fn marker(&mut self, marker: &str) {
        self.marker = Some(marker.into());
    }

    async fn call(self) -> Result<Numbers, Infallible> {
        Ok(numbers(
            self.marker.map_or(1, |marker| marker.parse().unwrap()),
            3,
        ))
    }
}

impl Client {
    fn numbers(&self) -> Once {
        Once { marker: None }
    }
}

#[tokio::test]
async fn a_builder_that_is_not_clone() {
    // What is cloned is what the builder is made of.
    #[paginate(
        output_token = |page| next_page(&page.headers),
        input_token = |(client, _), marker| (client, Some(marker)),
        send = |(client, marker): (&Client, Option<String>)| {
            let mut builder = client.numbers();
            if let Some(marker) = marker {
                builder.marker(&marker);
            }
            builder.call()
        },
        items = "listed",
    )]
    fn all(client: &Client) -> impl Paginator<Item = u32, Error = Infallible> {
        (client, None)
    }

    assert_eq!(
        all(&Client).items().try_collect::<Vec<_>>().await,
        Ok(SIX.into())
    );
}

#[tokio::test]
async fn a_flag_that_is_counted() {
    #[paginate(
        token = "next_token",
        more_results = |page| {
            pages -= 1;
            pages > 0 && page.next_token.is_some()
        },
        items = "things",
    )]
    fn first_pages(
        client: &sdk::Client,
        mut pages: u32,
    ) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    let things: Vec<String> = first_pages(&sdk::Client::new(5), 2)
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(things, ALL[..4]);
    let things: Vec<String> = first_pages(&sdk::Client::new(5), 9)
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(things, ALL);
}

/// An iterator with a type argument before the associated type, so that `Item =` follows a comma.
trait Rows<T>: Iterator {}

impl<T, I: Iterator> Rows<T> for I {}

fn boxed<R: Rows<u8, Item = String> + ?Sized>(rows: Box<R>) -> Vec<String>
where
    Box<R>: Iterator<Item = String>,
{
    rows.collect()
}

#[tokio::test]
async fn type_arguments_do_not_end_a_closure() {
    #[paginate(
        token = "next_token",
        items = |page| -> Box<dyn Rows<u8, Item = String>> { Box::new(page.list.into_iter()) },
        send = |request| async { request.send().await },
    )]
    fn return_type(client: &sdk::Client) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    #[paginate(
        send = |request| async move { request.send().await.map(into_rows) },
        items = |page: Response<dyn Rows<u8, Item = String>, String>| page.rows,
        output_token = |page: &Response<dyn Rows<u8, Item = String>, String>| page.token.clone(),
        input_token = |request, token| request.set_next_token(Some(token)),
    )]
    fn parameter(client: &sdk::Client) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    #[paginate(
        token = "next_token",
        items = |page| boxed::<dyn Rows<u8, Item = String>>(Box::new(page.list.into_iter())),
        send = |request| async { request.send().await },
    )]
    fn turbofish(client: &sdk::Client) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    #[paginate(
        token = "next_token",
        more_results = |_| limit < 4,
        items = |page| -> Vec<String> { page.list },
    )]
    fn comparison(
        client: &sdk::Client,
        limit: u8,
    ) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    struct Response<R: ?Sized, T> {
        rows: Box<R>,
        token: Option<T>,
    }

    fn into_rows(page: sdk::ListThingsOutput) -> Response<dyn Rows<u8, Item = String>, String> {
        Response {
            rows: Box::new(page.list.into_iter()),
            token: page.next_token,
        }
    }

    async fn all(paginator: impl Paginator<Item = String, Error = sdk::Error>) -> Vec<String> {
        paginator.items().try_collect().await.unwrap()
    }

    let client = sdk::Client::new(5);
    assert_eq!(all(return_type(&client)).await, ALL);
    assert_eq!(all(parameter(&client)).await, ALL);
    assert_eq!(all(turbofish(&client)).await, ALL);
    assert_eq!(all(comparison(&client, 4)).await, ALL[..2]);
}
