//! The promises of a paginator hold for the page form.

use std::pin::pin;
use std::task::{Context, Waker};

use futures_core::Stream;
use paginate_core::{Error, Paginator, paginate};

use super::service::{Registry, Unavailable};
use super::{Listed, TAGS};

#[paginate(output_token = "tags[-1]", items = "tags")]
async fn tags(
    registry: &Registry,
    image: &str,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Token = String, Error = Unavailable> {
    registry.list_tags(image, last.as_deref()).await
}

const REQUESTS: [&str; 4] = [
    "app after none",
    "app after 3",
    "app after 6",
    "app after 8",
];

#[tokio::test]
async fn every_page_is_requested_once_and_in_order() {
    for depth in [0, 1, 4] {
        let registry = Registry::default();
        let listing = tags(&registry, "app").prefetch(depth);
        let listed: Listed<Unavailable> = listing.items().try_collect().await;
        assert_eq!(listed.unwrap(), TAGS);
        assert_eq!(registry.requests(), REQUESTS);
    }
}

#[tokio::test]
async fn nothing_is_requested_before_the_first_poll() {
    let registry = Registry::default();
    let mut items = tags(&registry, "app").prefetch(3).items();
    tokio::task::yield_now().await;
    assert!(registry.requests().is_empty());
    assert_eq!(items.try_next().await, Ok(Some("1".into())));
}

#[tokio::test]
async fn retry_requests_the_failed_page_again() {
    for depth in [0, 1, 4] {
        let registry = Registry::failing(2);
        let mut items = tags(&registry, "app").prefetch(depth).items();
        let mut listed = Vec::new();
        let error = items.try_extend(&mut listed).await.unwrap_err();
        let source = Unavailable;
        assert_eq!(error, Error::Operation { page: 2, source });
        assert_eq!(listed, TAGS[..3]);
        assert!(!items.is_complete());
        items.retry();
        items.try_extend(&mut listed).await.unwrap();
        assert_eq!(listed, TAGS);
        assert!(items.is_complete());
        let requests = registry.requests();
        assert_eq!(requests[1..3], ["app after 3", "app after 3"]);
        assert_eq!(requests.len(), 5);
    }
}

#[tokio::test]
async fn resumed_listing_yields_the_rest() {
    for read in 0..=TAGS.len() {
        let registry = Registry::default();
        let mut items = tags(&registry, "app").items();
        for expected in &TAGS[..read] {
            assert_eq!(items.try_next().await, Ok(Some((*expected).into())));
        }
        let checkpoint = items.checkpoint();
        let rest = tags(&registry, "app").resume_from(checkpoint);
        let listed: Listed<Unavailable> = rest.items().try_collect().await;
        assert_eq!(listed.unwrap(), TAGS[read..]);
    }
}

#[tokio::test]
async fn max_pages_limits_the_requests() {
    let registry = Registry::default();
    let listing = tags(&registry, "app").max_pages(2);
    let listed: Listed<Unavailable> = listing.items().try_collect().await;
    assert_eq!(listed.unwrap_err(), Error::PageLimit { page: 2 });
    assert_eq!(registry.requests().len(), 2);
}

#[test]
fn dropped_next_keeps_the_request_in_flight() {
    let registry = Registry::default();
    let mut items = pin!(tags(&registry, "app").items());
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..3 {
        let mut next = pin!(items.next());
        assert!(next.as_mut().poll(&mut context).is_pending() || registry.requests().len() == 1);
    }
    assert_eq!(registry.requests(), ["app after none"]);
    assert!(items.as_mut().poll_next(&mut context).is_ready());
}

#[paginate(output_token = "tags[-1]", items = "tags")]
async fn owned(
    registry: std::sync::Arc<Registry>,
    image: String,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = Unavailable> {
    registry.list_tags(&image, last.as_deref()).await
}

#[tokio::test]
async fn owned_listing_can_be_spawned() {
    let listing = owned(std::sync::Arc::default(), "app".into());
    let task = tokio::spawn(listing.items().try_collect());
    let listed: Listed<Unavailable> = task.await.unwrap();
    assert_eq!(listed.unwrap(), TAGS);
}
