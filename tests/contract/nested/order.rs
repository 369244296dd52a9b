//! In which order items are yielded.

use std::task::Poll;

use crate::{Services, Task, rows, sorted};

#[test]
fn items_are_yielded_as_their_pages_arrive() {
    let services = Services::new(&[2], 1, 1);
    let mut list = services.list(2);
    let task = Task::default();
    assert!(task.poll(&mut list).is_pending());
    services.outer.tick();
    assert!(task.poll(&mut list).is_pending());
    services.inner[1].tick();
    assert_eq!(task.poll(&mut list), Poll::Ready(Some(Ok((1, 100)))));
    services.inner[0].tick();
    assert_eq!(task.poll(&mut list), Poll::Ready(Some(Ok((0, 0)))));
}

#[test]
fn ordered_yields_the_items_in_the_order_of_the_outer_listing() {
    for concurrency in 1..5 {
        for depths in [[0, 0], [1, 0], [0, 2], [2, 2]] {
            let services = Services::new(&[2, 0, 3], 3, 1);
            let mut list = services.list_from(concurrency, depths, None).ordered();
            let found: Vec<_> = services
                .read(&mut list)
                .into_iter()
                .map(Result::unwrap)
                .collect();
            assert_eq!(found, rows(0..5, 3), "{concurrency} at once, {depths:?}");
        }
    }
}

#[tokio::test]
async fn try_extend_and_try_collect_add_the_key_to_each_item() {
    let services = Services::new(&[2, 1], 2, 0);
    let found: Vec<(u32, u32)> = services.list(2).try_collect().await.unwrap();
    assert_eq!(sorted(found), rows(0..3, 2));
    let mut found = vec![];
    services.list(1).try_extend(&mut found).await.unwrap();
    assert_eq!(found, rows(0..3, 2));
}
