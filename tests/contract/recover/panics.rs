//! Closures that panic.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use futures::stream::FusedStream;
use paginate_core::{Error, Paginator, operation};
use paginate_tests::script::poll_once;

/// Lists a page of 2 items, and fails for the second page.
fn listing<'a>(
    too_large: &'a dyn Fn() -> bool,
    set: &'a dyn Fn(u32) -> u32,
    fresh: &'a dyn Fn() -> Option<u32>,
) -> impl Paginator<Item = u32, Token = u32, Error = u32> + 'a {
    operation((8, 0))
        .send(async |(_, page)| if page == 0 { Ok([0, 1]) } else { Err(page) })
        .output_token(|page: &[u32; 2]| Some(page[1]))
        .input_token(|(size, _), page| (size, page))
        .page_size(8, |(_, page), size| (set(size), page), |_| too_large())
        .fresh_token(|_| fresh())
        .items(|page| page)
}

#[test]
fn panic_terminates_the_listing_before_the_page_that_failed() {
    let planned = || -> Infallible { panic!("planned") };
    let cases: [(
        &dyn Fn() -> bool,
        &dyn Fn(u32) -> u32,
        &dyn Fn() -> Option<u32>,
    ); 3] = [
        (&|| match planned() {}, &|size| size, &|| None),
        (&|| true, &|_| match planned() {}, &|| None),
        (&|| true, &|size| size, &|| match planned() {}),
    ];
    for (too_large, set, fresh) in cases {
        for depth in [0, 1] {
            let mut items = listing(too_large, set, fresh).prefetch(depth).items();
            let mut yielded = vec![];
            let panicked = catch_unwind(AssertUnwindSafe(|| {
                while let Poll::Ready(Some(Ok(item))) = poll_once(&mut items) {
                    yielded.push(item);
                }
            }));
            assert!(panicked.is_err());
            assert!(items.is_terminated());
            assert!(!items.is_complete());
            items.retry();
            assert_eq!(poll_once(&mut items), Poll::Ready(None));
            // With prefetching, the item before which the page is fetched is not yielded.
            let rest = listing(&|| false, set, &|| None).resume_from(items.checkpoint());
            let mut rest = rest.items();
            for item in u32::try_from(yielded.len()).unwrap()..2 {
                assert_eq!(poll_once(&mut rest), Poll::Ready(Some(Ok(item))));
            }
            let error = Error::Operation { page: 2, source: 1 };
            assert_eq!(poll_once(&mut rest), Poll::Ready(Some(Err(error))));
        }
    }
}
