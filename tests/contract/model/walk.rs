//! The model: follows the tokens and computes the expected items and the expected end.

use std::iter;
use std::rc::Rc;

use paginate_core::{Error, RepeatedTokenPolicy};
use paginate_tests::server::{PageSpec, Server, Throttled};

/// The number of recent tokens with which a new token is compared.
const WINDOW: usize = 6;

/// The pages in the order of their tokens. With a cycle the sequence is endless.
pub(crate) struct Walk<'a> {
    pages: &'a [PageSpec],
    policy: RepeatedTokenPolicy,
}

/// Numbers the items, and gives each page without a token that of the next page.
///
/// A page before the next one in sequence never says that it is the last one, so that most listings are long.
pub(crate) fn link(pages: &mut [PageSpec]) {
    let last = pages.len() - 1;
    let mut item = 0..;
    // A cycle with a page that expires in each round would not be detected, because the detection begins anew.
    let is_cyclic = |(index, page): (usize, &PageSpec)| page.next.is_some_and(|next| next <= index);
    if pages.iter().enumerate().any(is_cyclic) {
        for page in &mut *pages {
            page.expires = false;
        }
    }
    for (index, page) in pages.iter_mut().enumerate() {
        page.items.fill_with(|| item.next().unwrap_or_default());
        if page.next.is_none() && index < last {
            page.next = Some(index + 1);
        }
        if index < last && page.next == Some(index + 1) {
            page.more = page.more.filter(|more| *more);
        }
    }
}

/// How a listing stops, and after which page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stop {
    End(usize),
    MissingToken(usize),
    RepeatedToken(usize),
}

/// The successor of a page.
enum Next {
    Page(usize),
    End,
    MissingToken,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(pages: &'a [PageSpec], policy: RepeatedTokenPolicy) -> Self {
        Walk { pages, policy }
    }

    pub(crate) fn server(&self) -> Rc<Server> {
        Server::new(self.pages.to_vec())
    }

    fn next(page: &PageSpec) -> Next {
        match (page.more, page.next) {
            (Some(false), _) | (None, None) => Next::End,
            (Some(true), None) => Next::MissingToken,
            (_, Some(token)) => Next::Page(token),
        }
    }

    /// Returns the indices of the pages in order.
    fn indices(&self) -> impl Iterator<Item = usize> {
        iter::successors(Some(0), |index| match Self::next(&self.pages[*index]) {
            Next::Page(next) => Some(next),
            Next::End | Next::MissingToken => None,
        })
    }

    /// Returns the index of the page with this number, counted from 1.
    pub(crate) fn index(&self, number: usize) -> usize {
        self.indices().nth(number - 1).expect("the page exists")
    }

    /// Returns the items of the first pages.
    pub(crate) fn items(&self, pages: usize) -> Vec<u32> {
        let pages = self.indices().take(pages);
        pages
            .flat_map(|index| self.pages[index].items.clone())
            .collect()
    }

    /// Returns where a listing stops that resumes after `pages` pages and does not know their tokens.
    pub(crate) fn stop_after(&self, pages: usize) -> Stop {
        let mut number = pages + 1;
        let mut index = self.index(number);
        // The tokens of the requested pages. The first page of a listing has none.
        let mut used = if pages == 0 { vec![] } else { vec![index] };
        loop {
            let token = match Self::next(&self.pages[index]) {
                Next::End => return Stop::End(number),
                Next::MissingToken => return Stop::MissingToken(number),
                Next::Page(token) => token,
            };
            // Brent's algorithm keeps one earlier token: the first, then the third, the seventh, and so on.
            let kept = (1..usize::BITS)
                .map(|power| (1_usize << power) - 1)
                .take_while(|index| *index < used.len())
                .last()
                .map(|index| used[index - 1]);
            let window = &used[used.len().saturating_sub(WINDOW)..];
            if window.contains(&token) || kept == Some(token) {
                match self.policy {
                    RepeatedTokenPolicy::Error => return Stop::RepeatedToken(number),
                    RepeatedTokenPolicy::End => return Stop::End(number),
                    RepeatedTokenPolicy::Continue => {}
                    policy => unreachable!("{policy:?}"),
                }
            }
            used.push(token);
            index = token;
            number += 1;
        }
    }
}

impl Stop {
    pub(crate) fn page(self) -> usize {
        match self {
            Stop::End(page) | Stop::MissingToken(page) | Stop::RepeatedToken(page) => page,
        }
    }

    /// Returns the error that the listing yields there.
    pub(crate) fn error(self) -> Option<Error<Throttled>> {
        let page = self.page() as u64;
        match self {
            Stop::End(_) => None,
            Stop::MissingToken(_) => Some(Error::MissingToken { page }),
            Stop::RepeatedToken(_) => Some(Error::RepeatedToken { page }),
        }
    }
}
