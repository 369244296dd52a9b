//! A service in memory, whose pages are vectors of numbers. Creating a page allocates a vector and a token.

use std::convert::Infallible;

/// Pages with the same number of items each. The numbers count up over all pages.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    first_page: u64,
    pub pages: u64,
    /// The number of items per page.
    pub items: u64,
}

#[derive(Debug)]
pub struct Page {
    pub items: Vec<u64>,
    pub next: Option<String>,
}

impl Listing {
    pub fn new(pages: u64, items: u64) -> Self {
        Listing {
            first_page: 0,
            pages,
            items,
        }
    }

    /// Splits the listing into parts with the same number of pages.
    ///
    /// # Panics
    ///
    /// Panics if the number of pages is not a multiple of `N`.
    pub fn parts<const N: usize>(self) -> [Self; N] {
        let pages = self.pages / N as u64;
        assert_eq!(pages * N as u64, self.pages);
        let mut first_page = self.first_page;
        [(); N].map(|()| {
            let part = Listing {
                first_page,
                pages,
                ..self
            };
            first_page += pages;
            part
        })
    }

    /// Returns a page. The future is ready at the first poll.
    #[inline(never)]
    pub async fn fetch(self, token: Option<String>) -> Result<Page, Infallible> {
        let page = token.map_or(0, |token| token.parse().unwrap_or(u64::MAX));
        let first = (self.first_page + page) * self.items;
        let next = (page + 1 < self.pages).then(|| (page + 1).to_string());
        Ok(Page {
            items: (first..first + self.items).collect(),
            next,
        })
    }
}
