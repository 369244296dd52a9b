//! Closures for what words do not reach: other builders, and what is done around a request.
#![expect(
    clippy::unused_async,
    clippy::unused_self,
    reason = "the SDKs in here only look like real ones"
)]

mod requests;
mod sending;
mod syntax;

const ALL: [&str; 5] = ["a-0", "b-1", "a-2", "b-3", "a-4"];
