//! Single listings.

use std::sync::Arc;

use paginate_core::{Error, Items, Paginator};
use tokio::sync::Semaphore;

use crate::{Service, Throttled, in_time};

/// Reads the items up to the error of page 2.
async fn read_to_the_error<P>(items: &mut Items<P>)
where
    P: Paginator<Item = u32, Error = Throttled>,
{
    let error = items.try_extend(&mut Vec::new()).await;
    let source = Throttled;
    assert_eq!(error, Err(Error::Operation { page: 2, source }));
}

#[tokio::test(start_paused = true)]
async fn failed_listing_that_is_kept_holds_no_permit() {
    let permits = Arc::new(Semaphore::new(4));
    let broken = Service::new(&permits, 20).broken_at(1);
    let mut failed = broken.with_permits().prefetch(8).items();
    in_time(read_to_the_error(&mut failed)).await;
    assert_eq!(permits.available_permits(), 4);

    let sibling = Service::new(&permits, 5);
    let items = sibling.with_permits().prefetch(8).items();
    let items: Vec<u32> = in_time(items.try_collect()).await.unwrap();
    assert_eq!(items, (0..10).collect::<Vec<_>>());

    broken.mend().await;
    failed.retry();
    let mut rest = Vec::new();
    in_time(failed.try_extend(&mut rest)).await.unwrap();
    assert_eq!(rest, (2..40).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn failed_page_is_requested_again_behind_a_mutex() {
    let service = Service::new(&Arc::new(Semaphore::new(0)), 5).broken_at(1);
    let mut items = service.with_mutex().prefetch(2).items();
    in_time(read_to_the_error(&mut items)).await;
    assert!(service.connection.try_lock().is_ok());
    service.mend().await;
    items.retry();
    let mut rest = Vec::new();
    in_time(items.try_extend(&mut rest)).await.unwrap();
    assert_eq!(rest, (2..10).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn listing_beyond_its_page_limit_holds_no_permit() {
    let permits = Arc::new(Semaphore::new(2));
    let mut listing = Service::new(&permits, 20).with_permits().prefetch(8);
    let first = in_time((&mut listing).items().try_next()).await;
    assert_eq!(first, Ok(Some(0)));
    // Requests beyond the new limit are in flight.
    assert_eq!(permits.available_permits(), 0);
    let mut listing = listing.max_pages(1);
    let mut items = (&mut listing).items();
    let error = in_time(items.try_extend(&mut Vec::new())).await;
    assert_eq!(error, Err(Error::PageLimit { page: 1 }));
    assert_eq!(permits.available_permits(), 2);
}

#[tokio::test(start_paused = true)]
async fn listing_with_a_lowered_depth_polls_its_requests() {
    let permits = Arc::new(Semaphore::new(1));
    let mut listing = Service::new(&permits, 6).with_permits().prefetch(4);
    let first = in_time((&mut listing).items().try_next()).await;
    assert_eq!(first, Ok(Some(0)));
    let mut listing = listing.prefetch(0);
    // A request has the permit, and three more wait for it. Each item that is read polls them.
    let mut items = (&mut listing).items();
    in_time(async {
        tokio::task::yield_now().await;
        assert_eq!(items.try_next().await, Ok(Some(1)));
        let mut rest = Vec::new();
        items.try_extend(&mut rest).await.unwrap();
        assert_eq!(rest, (2..12).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn resumed_listing_holds_no_permit() {
    let permits = Arc::new(Semaphore::new(2));
    let mut listing = Service::new(&permits, 20).with_permits().prefetch(8);
    let mut items = (&mut listing).items();
    assert_eq!(in_time(items.try_next()).await, Ok(Some(0)));
    let checkpoint = items.checkpoint();
    assert_eq!(permits.available_permits(), 0);
    let listing = listing.resume_from(checkpoint);
    assert_eq!(permits.available_permits(), 2);
    let rest: Vec<u32> = in_time(listing.items().try_collect()).await.unwrap();
    assert_eq!(rest, (1..40).collect::<Vec<_>>());
}
