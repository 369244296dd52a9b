//! What a listing promises, poll by poll and without a runtime.

mod end;
mod executor;
mod pages;
mod requests;
mod types;

use std::convert::Infallible;

use paginate_core::{Paginator, operation};

/// Pages that are there as soon as they are asked for, and never end.
fn always_ready(items: &[u32]) -> impl Paginator<Page = u64, Item = u32, Error = Infallible> {
    operation(0)
        .send(async |page: u64| Ok::<_, Infallible>(page))
        .output_token(|page| Some(page + 1))
        .input_token(|_, next| next)
        .items(|_| items.iter().copied())
}
