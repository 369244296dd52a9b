//! `send` closures: rate limits, timeouts and retries.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use paginate_core::{Paginator, paginate};
use paginate_tests::all;
use paginate_tests::sdk::{self, FIVE_THINGS, SdkError};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, error::Elapsed, timeout};

/// A rate limiter that allows one request per permit.
#[derive(Clone)]
struct Limiter(Arc<Semaphore>);

impl Limiter {
    async fn until_ready(&self) {
        self.0
            .acquire()
            .await
            .map(SemaphorePermit::forget)
            .expect("the semaphore is never closed");
    }
}

#[tokio::test(start_paused = true)]
async fn send_can_wait_for_a_rate_limiter() {
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
    // The second request waits for a permit.
    assert!(next().await.is_err());
    limiter.0.add_permits(9);
    let rest: Vec<String> = items.try_collect().await.unwrap();
    assert_eq!(rest, FIVE_THINGS[2..]);
    // Two of the nine new permits were used.
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
async fn send_can_apply_a_timeout_to_each_page() {
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

    // The timeout of three seconds applies to each page separately.
    let delays = Delays(Mutex::new(vec![2, 2, 2]));
    let all: Vec<String> = things(&sdk::Client::new(5), &delays)
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all, FIVE_THINGS);

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
async fn send_can_retry_with_a_policy() {
    #[paginate(
        token = "next_token",
        items = "things",
        send = |request| {
            let send = move || {
                let attempt = attempts.fetch_add(1, Ordering::Relaxed);
                let request = request.clone();
                async move { if attempt % 3 == 2 { request.send().await } else { Err(SdkError) } }
            };
            send.retry(ExponentialBuilder::default().with_max_times(retries))
        },
    )]
    fn things(
        client: &sdk::Client,
        attempts: &AtomicU32,
        retries: usize,
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
    assert_eq!(all, FIVE_THINGS);
    // Three pages with three attempts each.
    assert_eq!(attempts.load(Ordering::Relaxed), 9);

    // With one retry, the third attempt, which would succeed, is not made.
    let error = things(&client, &attempts, 1)
        .items()
        .try_next()
        .await
        .unwrap_err();
    assert_eq!(error.into_inner(), Some(sdk::Error));
}

#[tokio::test]
async fn send_needs_no_error_type() {
    #[paginate(
        token = "next_token",
        items = "things",
        send = async |request| {
            let page = request.send().await?;
            log.lock().unwrap().push(page.list.len());
            Ok(page)
        },
    )]
    fn asynchronous(
        client: &sdk::Client,
        log: &Mutex<Vec<usize>>,
    ) -> impl Paginator<Item = String, Error = Failed> {
        client.list_things()
    }

    #[paginate(
        token = "next_token",
        items = "things",
        send = |request| async move {
            if !is_allowed {
                return Err(Failed::Refused);
            }
            Ok(request.send().await?)
        },
    )]
    fn synchronous(
        client: &sdk::Client,
        is_allowed: bool,
    ) -> impl Paginator<Item = String, Error = Failed> {
        client.list_things()
    }

    let client = sdk::Client::new(5);
    let log = Mutex::default();
    assert_eq!(all(asynchronous(&client, &log)).await, FIVE_THINGS);
    assert_eq!(*log.lock().unwrap(), [2, 2, 1]);

    assert_eq!(all(synchronous(&client, true)).await, FIVE_THINGS);
    let error = synchronous(&client, false).items().try_next().await;
    assert!(matches!(
        error.unwrap_err().into_inner(),
        Some(Failed::Refused)
    ));
}
