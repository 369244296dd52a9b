//! Requests, order, end and types of a listing, checked poll by poll without a runtime.

mod end;
mod executor;
mod pages;
mod requests;
mod types;

use std::convert::Infallible;

use paginate_core::{Paginator, operation};

/// An endless listing whose responses are ready at the first poll.
fn always_ready(items: &[u32]) -> impl Paginator<Page = u64, Item = u32, Error = Infallible> {
    operation(0)
        .send(async |page: u64| Ok::<_, Infallible>(page))
        .output_token(|page| Some(page + 1))
        .input_token(|_, next| next)
        .items(|_| items.iter().copied())
}
