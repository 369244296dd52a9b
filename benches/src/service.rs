//! Pages of numbers, made when they are asked for. A page costs a vector and a token; an item is copied.

use std::convert::Infallible;

/// How many pages of how many items.
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
    /// One response. It is there at once.
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
