//! Counts the allocations of a future, without those of the executor.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;

use crate::service::Service;

/// What a future and its requests took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measured {
    pub(crate) requests: u64,
    /// How often requests were polled.
    pub(crate) polls: u64,
    pub(crate) allocations: u64,
}

/// Runs a future that sends requests to a service, and returns what both took.
pub(crate) async fn measured(service: Arc<Service>, future: impl Future<Output = ()>) -> Measured {
    let mut future = pin!(future);
    let mut allocations = 0;
    poll_fn(|cx| {
        let mut polled = None;
        let info = allocation_counter::measure(|| polled = Some(future.as_mut().poll(cx)));
        allocations += info.count_total;
        polled.expect("it was polled")
    })
    .await;
    Measured {
        requests: service.requests(),
        polls: service.polls(),
        allocations,
    }
}
