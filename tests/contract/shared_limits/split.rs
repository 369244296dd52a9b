//! A listing that is split.

use std::sync::Arc;

use paginate_core::{Error, Paginator, operation, split};
use tokio::sync::Semaphore;

use crate::{Service, Throttled, in_time};

/// Lists the numbers of a service after a number. Each request holds a permit of the semaphore.
fn numbers(
    service: &Service,
) -> impl Paginator<Item = u32, Token = u32, Error = Throttled> + use<> {
    let (service, last) = (service.clone(), 2 * service.pages - 1);
    operation(None)
        .send(move |after: Option<u32>| {
            let service = service.clone();
            async move {
                let _permit = service.permits.acquire().await.expect("it is never closed");
                let first = after.map_or(0, |after| after + 1);
                let mut items = service.page(first / 2).await?;
                items.retain(|item| *item >= first);
                Ok(items)
            }
        })
        .output_token(move |items: &Vec<u32>| items.last().copied().filter(|item| *item < last))
        .input_token(|_, after| Some(after))
        .items(|items| items)
}

#[tokio::test(start_paused = true)]
async fn failed_range_holds_no_permit() {
    for ordered in [false, true] {
        let permits = Arc::new(Semaphore::new(2));
        let service = Service::new(&permits, 100).broken_at(40);
        let mut items = split(|| numbers(&service), |item| *item, 8);
        if ordered {
            items = items.ordered();
        }
        let (mut read, mut errors) = (Vec::new(), 0);
        in_time(async {
            while let Err(error) = items.try_extend(&mut read).await {
                let source = Throttled;
                assert!(matches!(error.into_error(), Error::Operation { source: found, .. } if found == source));
                errors += 1;
            }
        })
        .await;
        assert_eq!(errors, 1);
        assert_eq!(permits.available_permits(), 2);
        assert!(!items.is_complete());

        service.mend().await;
        items.retry();
        in_time(items.try_extend(&mut read)).await.unwrap();
        assert!(items.is_complete());
        read.sort_unstable();
        assert_eq!(read, (0..200).collect::<Vec<_>>());
    }
}

#[tokio::test(start_paused = true)]
async fn ranges_that_end_beyond_the_listing_hold_no_permit() {
    // The ranges above the last number wait for the permit, and are dropped.
    let permits = Arc::new(Semaphore::new(1));
    let service = Service::new(&permits, 5);
    let items = split(|| numbers(&service), |item| *item, 8);
    let items: Vec<u32> = in_time(items.try_collect()).await.unwrap();
    assert_eq!(items.len(), 10);
    assert_eq!(permits.available_permits(), 1);
}
