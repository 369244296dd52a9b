//! The services, the SDK and the helpers that the tests share.
//!
//! - [`script`]: responses in a fixed order, one for each request. Use it to check the requests, the order of items and
//!   errors, and single polls.
//! - [`server`]: pages that can be requested any number of times. Use it for checkpoints, retries, prefetching, wakeups
//!   and panics in user code.
//! - [`numbered`]: numbered pages and pages at offsets, with any number of requests in flight.
//! - [`permits`]: permits that the requests of several services share.
//! - [`auto_traits`]: which auto traits a type has, and a listing that is not `Unpin`.
//! - [`sdk`]: builders and responses in the style of the AWS SDK for Rust. Use it to test the attribute.

pub mod auto_traits;
pub mod numbered;
pub mod permits;
pub mod script;
pub mod sdk;
pub mod server;

use std::fmt::Debug;

use paginate_core::Paginator;

/// Returns all items of a listing.
///
/// # Panics
///
/// Panics if the listing yields an error.
pub async fn all<P: Paginator<Error: Debug>>(paginator: P) -> Vec<P::Item> {
    paginator
        .items()
        .try_collect()
        .await
        .expect("the listing yields no error")
}
