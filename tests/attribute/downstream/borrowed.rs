//! Functions in the page form that borrow several arguments. In edition 2021 `impl Paginator` captures no lifetime by default,
//! but the future of an `async fn` captures all, and so do these functions.

use std::convert::Infallible;

use paging::{paginate, Paginator};

/// A client that borrows names.
#[derive(Debug)]
pub struct Client<'a>(pub &'a [&'a str]);

/// A page of names.
#[derive(Debug)]
pub struct Page {
    names: Vec<String>,
    next: Option<usize>,
}

impl Client<'_> {
    fn page(&self, prefix: &str, at: Option<usize>) -> Page {
        let at = at.unwrap_or(0);
        let names = self.0[at..].iter().take(1);
        Page {
            names: names.map(|name| format!("{prefix}{name}")).collect(),
            next: (at + 1 < self.0.len()).then_some(at + 1),
        }
    }

    /// A method with two references.
    #[paginate(crate = paging, output_token = "next", items = "names")]
    pub async fn names(
        &self,
        prefix: &str,
        #[token] at: Option<usize>,
    ) -> impl Paginator<Item = String, Error = Infallible> {
        std::future::ready(Ok(self.page(prefix, at))).await
    }
}

/// Elided lifetimes.
#[paginate(crate = paging, output_token = "next", items = "names")]
pub async fn elided(
    client: &Client<'_>,
    prefix: &str,
    #[token] at: Option<usize>,
) -> impl Paginator<Item = String, Error = Infallible> {
    std::future::ready(Ok(client.page(prefix, at))).await
}

/// A lifetime that the return type names.
#[paginate(crate = paging, output_token = "next", items = "names")]
pub async fn named<'a, P>(
    client: &'a Client<'a>,
    prefix: &'a P,
    #[token] at: Option<usize>,
) -> impl Paginator<Item = String, Error = Infallible> + 'a
where
    P: AsRef<str>,
{
    std::future::ready(Ok(client.page(prefix.as_ref(), at))).await
}

/// A bound that captures nothing, because all arguments are owned.
#[paginate(crate = paging, output_token = "next", items = "names")]
pub async fn owned(
    prefix: String,
    #[token] at: Option<usize>,
) -> impl Paginator<Item = String, Error = Infallible> + Send + 'static {
    std::future::ready(Ok(Client(&["ada", "grace"]).page(&prefix, at))).await
}
