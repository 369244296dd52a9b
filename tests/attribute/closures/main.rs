//! Closures as arguments: requests that are not AWS builders, and code around `send`.
#![expect(
    clippy::unused_async,
    clippy::unused_self,
    reason = "the methods have the signatures of SDK methods"
)]

mod requests;
mod sending;
mod syntax;
