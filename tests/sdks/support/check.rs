//! What each listing must do, at every prefetch depth that is tested.

use std::fmt::Debug;
use std::thread::sleep;
use std::time::Duration;

use paginate_core::{Error, Paginator};

use crate::{Fixture, Listing, Server, source, table};

const DEPTHS: [usize; 2] = [0, 4];

/// Checks that a listing sends no request before the first poll, and one for the first item.
///
/// # Panics
///
/// Panics if the listing does not.
pub async fn laziness<S: Server, C, T, P>(fixture: &Fixture<S, C, T>, list: impl Fn() -> P)
where
    P: Paginator<Item = T, Error: Debug> + Send,
{
    for depth in DEPTHS {
        let before = fixture.server.requests();
        let items = list().prefetch(depth).items();
        // A request that a task sends arrives in the meantime.
        sleep(Duration::from_millis(20));
        assert_eq!(fixture.server.requests(), before);
        drop(items);
    }
    let before = fixture.server.requests();
    let mut items = list().items();
    items.try_next().await.expect("the request succeeds");
    assert_eq!(fixture.server.requests(), before + 1);
}

/// Checks that a listing yields all items in order and sends one request per page. A listing of numbered pages that
/// prefetches may request pages after the last one.
///
/// # Panics
///
/// Panics if the listing does not.
pub async fn items<S: Server, C, T, P>(
    listing: &Listing,
    fixture: &Fixture<S, C, T>,
    list: impl Fn() -> P,
) where
    T: Debug + PartialEq,
    P: Paginator<Item = T, Error: Debug> + Send,
{
    for depth in DEPTHS {
        let before = fixture.server.requests();
        let mut items = list().prefetch(depth).items();
        let mut yielded = Vec::new();
        while let Some(item) = items.try_next().await.expect("every request succeeds") {
            yielded.push(item);
            if depth == 0 {
                let requests = (fixture.server.requests() - before) as u64;
                assert_eq!(requests, items.page_count());
            }
        }
        assert_eq!(yielded, fixture.items, "prefetch({depth})");
        assert_eq!(items.page_count(), fixture.pages as u64);
        let requests = fixture.server.requests() - before;
        let wasted = source::wasted_requests(listing, depth);
        let expected = fixture.pages..=fixture.pages + wasted;
        assert!(expected.contains(&requests), "{requests} requests");
        assert!(items.is_complete());
    }
}

/// Checks that a listing resumes before each item and at the end.
///
/// # Panics
///
/// Panics if the listing does not.
pub async fn resume<S, C, T, P>(fixture: &Fixture<S, C, T>, list: impl Fn() -> P)
where
    T: Debug + PartialEq,
    P: Paginator<Item = T, Error: Debug> + Send,
{
    for depth in DEPTHS {
        let mut items = list().prefetch(depth).items();
        for read in 0..=fixture.items.len() {
            let rest = list().resume_from(items.checkpoint()).prefetch(depth);
            let rest: Vec<T> = rest.items().try_collect().await.expect("it resumes");
            assert_eq!(rest, fixture.items[read..], "prefetch({depth})");
            let next = items.try_next().await.expect("every request succeeds");
            assert_eq!(next.as_ref(), fixture.items.get(read));
        }
        assert!(items.checkpoint().is_end());
    }
}

/// Checks that a listing yields an error for a page that fails, and requests that page again after a retry.
///
/// # Panics
///
/// Panics if the listing does not, or if it is too short to fail after its second page.
pub async fn retry<S: Server, C, T, P>(
    listing: &Listing,
    fixture: &Fixture<S, C, T>,
    list: impl Fn() -> P,
) where
    T: Debug + PartialEq,
    P: Paginator<Item = T, Error: Debug> + Send,
{
    for depth in DEPTHS {
        let before = fixture.server.requests();
        let mut items = list().prefetch(depth).items();
        let mut yielded = Vec::new();
        while items.page_count() < 2 {
            let item = items.try_next().await.expect("the request succeeds");
            yielded.push(item.expect("a second page"));
        }
        fixture.server.set_failing(true).await;
        let error = items.try_extend(&mut yielded).await;
        let error = error.expect_err("a request fails");
        assert!(matches!(error, Error::Operation { .. }), "{error:?}");
        assert_eq!(error.page(), items.page_count() + 1);
        assert_eq!(yielded, fixture.items[..yielded.len()]);
        assert!(items.next().await.is_none());
        assert!(!items.is_complete());
        let checkpoint = items.checkpoint();

        fixture.server.set_failing(false).await;
        let read = yielded.len();
        // Requests that were in flight at the same time have failed, too. Each yields an error of its own.
        let wasted = source::wasted_requests(listing, depth);
        for retries in 0.. {
            items.retry();
            match items.try_extend(&mut yielded).await {
                Ok(()) => break,
                Err(error) => assert!(retries < wasted, "{error:?}"),
            }
        }
        assert_eq!(yielded, fixture.items, "prefetch({depth})");
        assert_eq!(items.page_count(), fixture.pages as u64);
        assert!(items.is_complete());
        let requests = fixture.server.requests() - before;
        let expected = fixture.pages + 1..=fixture.pages + 1 + 2 * wasted;
        assert!(expected.contains(&requests), "{requests} requests");

        let rest = list().resume_from(checkpoint).items();
        let rest: Vec<T> = rest.try_collect().await.expect("it resumes");
        assert_eq!(rest, fixture.items[read..]);
    }
}

/// Checks a listing that begins with pages of 16 items, of a service that delivers at most 4: the listing yields the items of a
/// listing whose pages do not shrink, and resumes before each item.
///
/// # Panics
///
/// Panics if the listing does not.
pub async fn smaller_pages<S: Server, T, P>(
    server: &S,
    (expected, pages): (&[T], usize),
    list: impl Fn() -> P,
) where
    T: Debug + PartialEq,
    P: Paginator<Item = T, Error: Debug> + Send,
{
    for depth in DEPTHS {
        let before = server.requests();
        let mut items = list().prefetch(depth).items();
        let mut checkpoints = vec![items.checkpoint()];
        let mut yielded = Vec::new();
        while let Some(item) = items.try_next().await.expect("the page shrinks") {
            yielded.push(item);
            checkpoints.push(items.checkpoint());
        }
        assert_eq!(yielded, expected, "prefetch({depth})");
        assert_eq!(items.page_count(), pages as u64);
        // Pages of 16 and of 8 items are too large.
        assert_eq!(server.requests() - before, pages + 2);
        for (read, checkpoint) in checkpoints.into_iter().enumerate() {
            let rest = list().resume_from(checkpoint).prefetch(depth);
            let rest: Vec<T> = rest.items().try_collect().await.expect("the page shrinks");
            assert_eq!(rest, expected[read..], "prefetch({depth})");
        }
    }
}

/// Checks that a listing is complete, and that its row in `docs/sdks.md` shows what it yields.
///
/// # Panics
///
/// Panics if the listing is not complete or if its row is missing or different.
pub async fn table<S: Server, C, T, P>(
    listing: &Listing,
    fixture: &Fixture<S, C, T>,
    list: impl Fn() -> P,
) where
    T: Debug + PartialEq,
    P: Paginator<Item = T, Error: Debug> + Send,
{
    let before = fixture.server.requests();
    let mut items = list().items();
    let mut yielded = Vec::new();
    let result = items.try_extend(&mut yielded).await;
    result.expect("every request succeeds");
    let pages = items.page_count();
    let is_complete = items.is_complete()
        && yielded == fixture.items
        && fixture.server.requests() - before == fixture.pages
        && pages == fixture.pages as u64
        && pages > 1;
    assert!(is_complete, "{} items on {pages} pages", yielded.len());
    let (form, arguments) = source::attribute(listing);
    let pages = if S::NUMBER_OF_PAGES_VARIES {
        "varies".into()
    } else {
        pages.to_string()
    };
    table::check(&[
        source::crate_version(listing),
        listing.family.into(),
        format!("`{}`", listing.module),
        form,
        pages,
        yielded.len().to_string(),
        "complete".into(),
        arguments,
    ]);
}
