//! Scripted paginators, for tests of code that takes a paginator.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::future::ready;

use crate::{Paginator, operation};

/// A page of a scripted paginator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<Item, Token = usize> {
    /// The items of the page.
    pub items: Vec<Item>,
    /// The token that the page carries. For [`script`], the index of the next page, from 0.
    pub next: Option<Token>,
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
    let mut pages = scripted_pages(script);
    operation(0)
        .send(move |index: usize| {
            let page = answer(&mut pages, (index, 0), usize::MAX);
            ready(page.map(|Page { items, next }| Page {
                items,
                next: next.map(|(index, _)| index),
            }))
        })
        .output_token(|page| page.next)
        .input_token(|_, next| next)
        .items(|page| page.items)
}

/// Like [`script`], but with a page size, which is halved if `too_large` returns `true` for an error of the script.
///
/// Use it to test a closure for [`too_large`](macro@crate::paginate#arguments), or code that needs a certain number of pages. A page
/// of the script that has more items than the page size is delivered in parts. A token is the index of a page of the script, and the
/// number of items before the part.
///
/// # Examples
///
/// ```
/// use paginate_core::{Error, Paginator, testing};
///
/// /// The closure under test.
/// fn is_too_large(error: &&str) -> bool {
///     matches!(*error, "timed out" | "bad gateway")
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let script = [Ok(vec!["ada"]), Err("timed out"), Ok(vec!["grace", "edsger"]), Err("denied")];
/// let mut users = testing::script_with_page_size(2, script, is_too_large).items();
/// let mut collected = Vec::new();
/// let error = users.try_extend(&mut collected).await;
/// assert_eq!(collected, ["ada", "grace", "edsger"]);
/// // Three pages have arrived, the last two of size 1, and the fourth has failed.
/// assert_eq!(error, Err(Error::Operation { page: 4, source: "denied" }));
/// # }
/// ```
pub fn script_with_page_size<Item, E>(
    page_size: usize,
    script: impl IntoIterator<Item = Result<Vec<Item>, E>>,
    too_large: impl FnMut(&E) -> bool,
) -> impl Paginator<Page = Page<Item, (usize, usize)>, Item = Item, Token = (usize, usize), Error = E>
where
    Item: Clone,
{
    let mut pages = scripted_pages(script);
    operation((page_size, (0, 0)))
        .send(move |(size, at)| ready(answer(&mut pages, at, size)))
        .output_token(|page| page.next)
        .input_token(|(size, _), next| (size, next))
        .page_size(page_size, |(_, at), size| (size, at), too_large)
        .items(|page| page.items)
}

fn scripted_pages<Item, E>(
    script: impl IntoIterator<Item = Result<Vec<Item>, E>>,
) -> Vec<ScriptedPage<Item, E>> {
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
    pages
}

struct ScriptedPage<Item, E> {
    failures: VecDeque<E>,
    items: Vec<Item>,
}

/// Returns the items of a page after the first `read` ones, at most `size` of them.
fn answer<Item: Clone, E>(
    pages: &mut [ScriptedPage<Item, E>],
    (index, read): (usize, usize),
    size: usize,
) -> Result<Page<Item, (usize, usize)>, E> {
    let is_page = |next: &usize| *next < pages.len();
    let next_page = index.checked_add(1).filter(is_page);
    let Some(page) = pages.get_mut(index) else {
        return Ok(Page {
            items: Vec::new(),
            next: None,
        });
    };
    if let Some(error) = page.failures.pop_front() {
        return Err(error);
    }
    let rest = page.items.get(read..).unwrap_or_default();
    let items = &rest[..rest.len().min(size.max(1))];
    let next = if items.len() < rest.len() {
        Some((index, read + items.len()))
    } else {
        next_page.map(|next| (next, 0))
    };
    Ok(Page {
        items: items.to_vec(),
        next,
    })
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use super::{Page, script, script_with_page_size};
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
    async fn script_with_a_page_size_delivers_pages_in_parts() {
        let steps = || [Ok(vec![1, 2, 3, 4, 5]), Err("heavy"), Ok(vec![6, 7])];
        let page = |items, next| Page { items, next };
        let pages = script_with_page_size(4, steps(), |error| *error == "heavy").pages();
        assert_eq!(
            pages.try_collect::<Vec<_>>().await,
            Ok(vec![
                page(vec![1, 2, 3, 4], Some((0, 4))),
                page(vec![5], Some((1, 0))),
                page(vec![6, 7], None),
            ])
        );
        let mut items = script_with_page_size(4, steps(), |_| false).items();
        let mut collected = vec![];
        let (page, source) = (3, "heavy");
        let error = items.try_extend(&mut collected).await;
        assert_eq!(error, Err(Error::Operation { page, source }));
        assert_eq!(collected, [1, 2, 3, 4, 5]);
    }

    #[tokio::test]
    async fn script_halves_the_page_size_after_an_error_that_is_too_large() {
        let steps = [Err("heavy"), Err("heavy"), Err("heavy"), Ok(vec![1, 2])];
        let mut items = script_with_page_size(4, steps, |error| *error == "heavy").items();
        let (page, source) = (1, "heavy");
        assert_eq!(
            items.try_next().await,
            Err(Error::Operation { page, source })
        );
        items.retry();
        let mut collected = vec![];
        assert_eq!(items.try_extend(&mut collected).await, Ok(()));
        assert_eq!((collected, items.page_count()), (vec![1, 2], 2));
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
