//! A service in memory, whose pages are vectors of numbers. Creating a page allocates a vector and a token.

use std::convert::Infallible;

/// The number of pages, and the number of items per page.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    pub pages: u64,
    pub items: u64,
}

#[derive(Debug)]
pub struct Page {
    pub items: Vec<u64>,
    pub next: Option<String>,
}

impl Listing {
    /// Returns a page. The future is ready at the first poll.
    #[inline(never)]
    pub async fn fetch(self, token: Option<String>) -> Result<Page, Infallible> {
        let page = token.map_or(0, |token| token.parse().unwrap_or(u64::MAX));
        let first = page * self.items;
        let next = (page + 1 < self.pages).then(|| (page + 1).to_string());
        Ok(Page {
            items: (first..first + self.items).collect(),
            next,
        })
    }
}
