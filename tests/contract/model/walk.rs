//! What a listing must yield, found by following the tokens.

use std::iter;
use std::rc::Rc;

use paginate_core::{Error, RepeatedTokenPolicy};
use paginate_tests::server::{PageSpec, Server, Throttled};

/// How many of the latest tokens a new one is compared with.
const WINDOW: usize = 6;

/// The pages along the tokens, in a circle if these lead into one.
pub(crate) struct Walk<'a> {
    pages: &'a [PageSpec],
    policy: RepeatedTokenPolicy,
}

/// Where a listing stops, after the page of this number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stop {
    End(usize),
    MissingToken(usize),
    RepeatedToken(usize),
}

/// What follows a page.
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

    /// The indices of the pages, in order.
    fn indices(&self) -> impl Iterator<Item = usize> {
        iter::successors(Some(0), |index| match Self::next(&self.pages[*index]) {
            Next::Page(next) => Some(next),
            Next::End | Next::MissingToken => None,
        })
    }

    /// The index of the page of a number, from 1.
    pub(crate) fn index(&self, number: usize) -> usize {
        self.indices()
            .nth(number - 1)
            .expect("there is such a page")
    }

    /// What the first so many pages list.
    pub(crate) fn items(&self, pages: usize) -> Vec<u32> {
        let pages = self.indices().take(pages);
        pages
            .flat_map(|index| self.pages[index].items.clone())
            .collect()
    }

    /// Where a listing stops that begins after so many pages, and so does not know the tokens before.
    pub(crate) fn stop_after(&self, pages: usize) -> Stop {
        let mut number = pages + 1;
        let mut index = self.index(number);
        // The tokens of the pages from there on. The first page of all has none.
        let mut used = if pages == 0 { vec![] } else { vec![index] };
        loop {
            let token = match Self::next(&self.pages[index]) {
                Next::End => return Stop::End(number),
                Next::MissingToken => return Stop::MissingToken(number),
                Next::Page(token) => token,
            };
            // Brent's landmark is the first token, then the third, the seventh, …, before the last one used.
            let landmark = (1..usize::BITS)
                .map(|power| (1_usize << power) - 1)
                .take_while(|index| *index < used.len())
                .last()
                .map(|index| used[index - 1]);
            let window = &used[used.len().saturating_sub(WINDOW)..];
            if window.contains(&token) || landmark == Some(token) {
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

    /// The error that is yielded there.
    pub(crate) fn error(self) -> Option<Error<Throttled>> {
        let page = self.page() as u64;
        match self {
            Stop::End(_) => None,
            Stop::MissingToken(_) => Some(Error::MissingToken { page }),
            Stop::RepeatedToken(_) => Some(Error::RepeatedToken { page }),
        }
    }
}
