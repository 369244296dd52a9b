//! Listings that run in parallel.

use std::sync::Arc;

use paginate_core::{Paginator, parallel};
use tokio::sync::Semaphore;

use crate::{Service, in_time};

/// Returns three services that share four permits. The one at an index has a broken page.
fn services(broken: usize) -> (Arc<Semaphore>, Vec<Service>) {
    let permits = Arc::new(Semaphore::new(4));
    let service = |index| {
        let service = Service::new(&permits, 20);
        if index == broken {
            service.broken_at(0)
        } else {
            service
        }
    };
    let services = (0..3).map(service).collect();
    (permits, services)
}

#[tokio::test(start_paused = true)]
async fn failed_listing_does_not_stop_the_others() {
    for broken in 0..3 {
        for ordered in [false, true] {
            let (permits, services) = services(broken);
            let listings = services
                .iter()
                .map(|service| service.with_permits().prefetch(8));
            let mut rows = parallel(listings, 3);
            if ordered {
                rows = rows.ordered();
            }
            let (mut items, mut errors) = (Vec::new(), Vec::new());
            in_time(async {
                while let Err(error) = rows.try_extend(&mut items).await {
                    errors.push(error.listing());
                }
            })
            .await;
            assert_eq!((items.len(), errors), (2 * 40, vec![broken]));
            assert!(!rows.is_complete());
            assert_eq!(permits.available_permits(), 4);

            services[broken].mend().await;
            rows.retry();
            in_time(rows.try_extend(&mut items)).await.unwrap();
            assert_eq!(items.len(), 3 * 40);
            assert!(rows.is_complete());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn listings_behind_one_mutex_do_not_stop_each_other() {
    for ordered in [false, true] {
        let service = Service::new(&Arc::new(Semaphore::new(0)), 6).broken_at(2);
        let listings = (0..4).map(|_| service.with_mutex().prefetch(2));
        let mut rows = parallel(listings, 4);
        if ordered {
            rows = rows.ordered();
        }
        let (mut items, mut errors) = (Vec::new(), 0);
        in_time(async {
            while rows.try_extend(&mut items).await.is_err() {
                errors += 1;
                if errors == 4 {
                    service.mend().await;
                    rows.retry();
                }
            }
        })
        .await;
        assert_eq!((items.len(), errors), (4 * 12, 4));
        assert!(rows.is_complete());
    }
}
