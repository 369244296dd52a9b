//! Listings whose requests share a semaphore or a mutex, under tokio: a listing that fails, ends or is resumed holds nothing that
//! the others wait for.
//!
//! The clock is paused. If all requests wait for each other, the clock advances to the time limit, and the test fails at once.

mod items;
mod parallel;
mod split;

use std::sync::Arc;
use std::time::Duration;

use paginate_core::{Paginator, operation};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::{sleep, timeout};

/// The error of a request.
#[derive(Debug, PartialEq)]
struct Throttled;

/// Numbered pages of two items. Each request waits for a permit of the semaphore.
#[derive(Clone)]
struct Service {
    permits: Arc<Semaphore>,
    /// A connection that one request uses at a time.
    connection: Arc<Mutex<()>>,
    pages: u32,
    /// The page that fails until [`mend`](Self::mend).
    broken: Arc<Mutex<Option<u32>>>,
}

impl Service {
    fn new(permits: &Arc<Semaphore>, pages: u32) -> Self {
        Service {
            permits: Arc::clone(permits),
            connection: Arc::default(),
            pages,
            broken: Arc::default(),
        }
    }

    /// Lets the requests for a page fail.
    fn broken_at(self, page: u32) -> Self {
        let broken = Arc::new(Mutex::new(Some(page)));
        Service { broken, ..self }
    }

    async fn mend(&self) {
        *self.broken.lock().await = None;
    }

    async fn page(&self, number: u32) -> Result<Vec<u32>, Throttled> {
        // A page that fails does so before the pages after it arrive.
        let latency = if *self.broken.lock().await == Some(number) {
            1
        } else {
            10
        };
        sleep(Duration::from_millis(latency)).await;
        if latency == 1 {
            return Err(Throttled);
        }
        Ok(vec![2 * number, 2 * number + 1])
    }

    /// Lists the pages. Each request holds a permit of the semaphore.
    fn with_permits(&self) -> impl Paginator<Item = u32, Token = u32, Error = Throttled> + use<> {
        let (service, pages) = (self.clone(), self.pages);
        operation(0)
            .send(move |number| {
                let service = service.clone();
                async move {
                    let _permit = service.permits.acquire().await.expect("it is never closed");
                    service.page(number).await
                }
            })
            .page_number(0, |_, number| number)
            .total_pages(move |_| Some(pages.into()))
            .items(|items| items)
    }

    /// Lists the pages. Each request holds the connection.
    fn with_mutex(&self) -> impl Paginator<Item = u32, Token = u32, Error = Throttled> + use<> {
        let (service, pages) = (self.clone(), self.pages);
        operation(0)
            .send(move |number| {
                let service = service.clone();
                async move {
                    let _connection = service.connection.lock().await;
                    service.page(number).await
                }
            })
            .page_number(0, |_, number| number)
            .total_pages(move |_| Some(pages.into()))
            .items(|items| items)
    }
}

/// Returns what a future resolves to.
///
/// # Panics
///
/// Panics if the future waits for nothing but the clock.
async fn in_time<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_hours(1), future)
        .await
        .expect("the requests wait for each other")
}
