//! Auto traits, trait objects and the methods of the stream.

use futures_core::stream::FusedStream;
use paginate_core::{Paginator, ParallelError, parallel, testing};
use paginate_tests::auto_traits::pinned;
use paginate_tests::has_auto_trait;
use paginate_tests::server::Server;

#[test]
fn parallel_is_send_and_sync_if_its_listings_are() {
    let listing = testing::script::<u32, ()>([]);
    let rows = parallel([listing], 1);
    assert!(has_auto_trait!(Send, rows));
    let rows = parallel([testing::script::<u32, ()>([])], 1);
    assert!(has_auto_trait!(Sync, rows));

    let rows = parallel([Server::of_sizes([1]).paginator()], 1);
    assert!(!has_auto_trait!(Send, rows));
    let rows = parallel([Server::of_sizes([1]).paginator()], 1);
    assert!(!has_auto_trait!(Sync, rows));
}

#[test]
fn parallel_is_unpin_even_if_its_listings_are_not() {
    assert!(!has_auto_trait!(Unpin, pinned()));
    assert!(has_auto_trait!(Unpin, parallel([pinned()], 1)));
}

#[test]
fn debug_of_parallel_does_not_require_debug_of_its_listings() {
    let rows = parallel([testing::script::<u32, ()>([])], 1);
    assert_eq!(format!("{rows:?}"), "Parallel { .. }");
}

#[tokio::test]
async fn listings_of_different_types_can_be_boxed() -> Result<(), ParallelError<()>> {
    type Listing =
        Box<dyn Paginator<Page = testing::Page<u32>, Item = u32, Token = usize, Error = ()>>;
    let one: Listing = Box::new(testing::script([Ok(vec![1])]));
    let two: Listing = Box::new(testing::script([Ok(vec![2]), Ok(vec![3])]).prefetch(1));
    let rows: Vec<u32> = parallel([one, two], 2).ordered().try_collect().await?;
    assert_eq!(rows, [1, 2, 3]);
    Ok(())
}

#[tokio::test]
async fn borrowed_listings_can_be_read_in_parallel() {
    let mut listings = [[1, 2], [3, 4]].map(|page| testing::script::<_, ()>([Ok(page.to_vec())]));
    let mut rows = parallel(&mut listings, 2);
    assert_eq!(rows.try_next().await, Ok(Some(1)));
    drop(rows);
    let rest: Vec<u32> = parallel(&mut listings, 1).try_collect().await.unwrap();
    assert_eq!(rest, [2, 3, 4]);
    assert!(listings.iter().all(Paginator::is_complete));
    assert!(parallel(&mut listings, 1).is_terminated());
}
