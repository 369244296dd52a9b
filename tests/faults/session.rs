//! The caller: what it does with a listing, what it has seen, and what it has written down.

use std::cell::{Cell, RefCell};
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::sleep;

use crate::fault::{Caller, PAGE_SIZE};
use crate::service::Service;

/// How long a slow caller holds the last item of the first page.
const SLOWNESS: Duration = Duration::from_millis(200);

#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) service: Arc<Service>,
    url: String,
    seen: RefCell<Vec<u32>>,
    place: RefCell<Option<String>>,
    was_stopped: Cell<bool>,
    requests_ahead: Cell<usize>,
    /// Notified when the caller stops reading. The reader is then dropped.
    pub(crate) stops: Notify,
}

impl Session {
    pub(crate) fn new(service: Arc<Service>, url: String) -> Self {
        Session {
            service,
            url,
            seen: RefCell::default(),
            place: RefCell::default(),
            was_stopped: Cell::new(false),
            requests_ahead: Cell::new(0),
            stops: Notify::new(),
        }
    }

    /// Returns the URL of the service, without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Returns what the caller has written down last, or `None` at the beginning.
    pub(crate) fn place(&self) -> Option<String> {
        self.place.borrow().clone()
    }

    /// Writes down where the listing stands. Only what the documented API of a client returns may be written down.
    pub(crate) fn write_down(&self, place: impl Into<Option<String>>) {
        self.place.replace(place.into());
    }

    /// Returns the items that the caller has seen.
    pub(crate) fn seen(&self) -> Vec<u32> {
        self.seen.borrow().clone()
    }

    /// Returns how many more pages had been requested when a slow caller was done with the first page.
    pub(crate) fn requests_ahead(&self) -> usize {
        self.requests_ahead.get()
    }

    /// Sees an item.
    pub(crate) async fn item(&self, item: u32) {
        let seen = {
            let mut seen = self.seen.borrow_mut();
            seen.push(item);
            seen.len()
        };
        match self.service.caller() {
            Caller::Restarts(after) if seen == after && !self.was_stopped.replace(true) => {
                self.stop().await;
            }
            Caller::WantsOneItem => {
                // A request that was sent ahead arrives in the meantime.
                sleep(SLOWNESS).await;
                self.stop().await;
            }
            Caller::Waits if seen == PAGE_SIZE as usize => {
                sleep(SLOWNESS).await;
                self.requests_ahead.set(self.service.requests() - 1);
            }
            _ => {}
        }
    }

    async fn stop(&self) {
        self.stops.notify_one();
        pending::<()>().await;
    }

    /// Waits for a future. A caller that cancels drops the future while its request is delayed, and waits for another one.
    pub(crate) async fn wait<T>(&self, mut future: impl AsyncFnMut() -> T) -> T {
        if self.service.caller() == Caller::Cancels {
            tokio::select! {
                output = future() => return output,
                () = self.service.is_delaying.notified() => {}
            }
        }
        future().await
    }
}
