//! Scripted paginators, for tests of code that takes a paginator.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::future::{Ready, ready};

use crate::{Paginator, operation};

/// A page of a scripted paginator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<Item> {
    /// The items of the page.
    pub items: Vec<Item>,
    /// The token that the page carries: the index of the next page, from 0.
    pub next: Option<usize>,
}

/// Makes a paginator that yields the given pages and errors, in order.
///
/// An `Ok` is a page. An `Err` fails one request for the page after it in the script: after a
/// [`retry`](crate::Items::retry), the listing continues with the next element of the script. A script that is empty or
/// ends with an `Err` ends with an empty page.
///
/// The paginator resumes, retries and prefetches like any other.
///
/// # Examples
///
/// ```
/// use paginate_core::{Error, Paginator, testing};
///
/// /// The code under test.
/// async fn total_length<E>(
///     texts: impl Paginator<Item = &'static str, Error = E>,
/// ) -> Result<usize, Error<E>> {
///     let mut texts = texts.items();
///     let mut total = 0;
///     while let Some(text) = texts.try_next().await? {
///         total += text.len();
///     }
///     Ok(total)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let texts = testing::script::<_, &str>([Ok(vec!["one"]), Ok(vec![]), Ok(vec!["three"])]);
/// assert_eq!(total_length(texts).await, Ok(8));
///
/// let texts = testing::script([Ok(vec!["one"]), Err("throttled")]);
/// let error = Error::Operation { page: 2, source: "throttled" };
/// assert_eq!(total_length(texts).await, Err(error));
/// # }
/// ```
pub fn script<Item, E>(
    script: impl IntoIterator<Item = Result<Vec<Item>, E>>,
) -> impl Paginator<Page = Page<Item>, Item = Item, Token = usize, Error = E>
where
    Item: Clone,
{
    let mut pages: Vec<ScriptedPage<Item, E>> = Vec::new();
    let mut failures = VecDeque::new();
    for step in script {
        match step {
            Ok(items) => pages.push(ScriptedPage {
                failures: core::mem::take(&mut failures),
                items,
            }),
            Err(error) => failures.push_back(error),
        }
    }
    if pages.is_empty() || !failures.is_empty() {
        pages.push(ScriptedPage {
            failures,
            items: Vec::new(),
        });
    }
    operation(0)
        .send(move |index: usize| answer(&mut pages, index))
        .output_token(|page| page.next)
        .input_token(|_, next| next)
        .items(|page| page.items)
}

struct ScriptedPage<Item, E> {
    failures: VecDeque<E>,
    items: Vec<Item>,
}

fn answer<Item: Clone, E>(
    pages: &mut [ScriptedPage<Item, E>],
    index: usize,
) -> Ready<Result<Page<Item>, E>> {
    let next = index.checked_add(1).filter(|next| *next < pages.len());
    ready(match pages.get_mut(index) {
        None => Ok(Page {
            items: Vec::new(),
            next: None,
        }),
        Some(page) => match page.failures.pop_front() {
            Some(error) => Err(error),
            None => Ok(Page {
                items: page.items.clone(),
                next,
            }),
        },
    })
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use super::{Page, script};
    use crate::{Checkpoint, Error, Paginator};

    #[tokio::test]
    async fn script_yields_its_pages_and_no_others() {
        let steps = [Ok(vec![1, 2]), Ok(vec![]), Ok(vec![3])];
        let pages: Result<Vec<Page<u8>>, Error<()>> = script(steps).pages().try_collect().await;
        let page = |items, next| Page { items, next };
        assert_eq!(
            pages,
            Ok(vec![
                page(vec![1, 2], Some(1)),
                page(vec![], Some(2)),
                page(vec![3], None)
            ])
        );
        let pages: Result<Vec<Page<u8>>, Error<()>> = script([]).pages().try_collect().await;
        assert_eq!(pages, Ok(vec![page(vec![], None)]));
    }

    #[tokio::test]
    async fn script_ends_after_a_token_that_is_no_index() {
        let listing = script::<_, ()>([Ok(vec![1])]);
        let mut items = listing.resume_from(Checkpoint::at(usize::MAX)).items();
        assert_eq!(items.next().await, None);
        assert!(items.is_complete());
    }

    #[tokio::test]
    async fn script_yields_an_error_after_its_last_page() {
        let mut items = script([Ok(vec![1]), Err("throttled")]).items();
        let mut collected = vec![];
        let error = items.try_extend(&mut collected).await;
        let (page, source) = (2, "throttled");
        assert_eq!(error, Err(Error::Operation { page, source }));
        assert_eq!(collected, [1]);
        items.retry();
        assert_eq!(items.try_next().await, Ok(None));
        assert!(items.is_complete());
    }
}
