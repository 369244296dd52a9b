//! The page form: an `async fn` that fetches one page, with a `#[token]` parameter.

mod arguments;
mod captures;
mod composite_tokens;
mod contract;
mod endings;
mod errors;
mod getters;
mod methods;
mod optional_elements;
mod paths;
mod service;

type Listed<E> = Result<Vec<String>, paginate_core::Error<E>>;

const TAGS: [&str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];
