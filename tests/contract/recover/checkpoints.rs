//! Checkpoints before each item of a listing whose pages shrink.

use std::rc::Rc;

use paginate_core::{Checkpoint, Paginator};
use paginate_tests::script::{drain, poll_once};

use crate::{DEPTHS, Refused, Service, all};

/// Pages that are the heavier the later they begin.
fn service() -> Rc<Service> {
    Service::new(|first| match first {
        0..30 => 100,
        30..60 => 10,
        _ => 3,
    })
}

fn checkpoints<P>(listing: P) -> Vec<Checkpoint<u32>>
where
    P: Paginator<Item = u32, Token = u32, Error = Refused>,
{
    let mut items = listing.items();
    let mut checkpoints = vec![items.checkpoint()];
    while !items.is_complete() {
        while poll_once(&mut items).is_pending() {}
        checkpoints.push(items.checkpoint());
    }
    checkpoints
}

#[test]
fn checkpoint_before_each_item_resumes_exactly() {
    for depth in DEPTHS {
        for size in [16, 25] {
            let by_token = checkpoints(service().by_token(size).prefetch(depth));
            let by_offset = checkpoints(service().by_offset(size).prefetch(depth));
            for (index, checkpoint) in by_token.into_iter().enumerate() {
                let rest = service()
                    .by_token(100)
                    .resume_from(checkpoint)
                    .prefetch(depth);
                assert_eq!(drain(rest.items()), all()[index.min(100)..], "{index}");
            }
            for (index, checkpoint) in by_offset.into_iter().enumerate() {
                let rest = service()
                    .by_offset(100)
                    .resume_from(checkpoint)
                    .prefetch(depth);
                assert_eq!(drain(rest.items()), all()[index.min(100)..], "{index}");
            }
        }
    }
}

#[test]
fn checkpoint_within_a_page_of_a_hundred_resumes_with_pages_of_twenty_five() {
    for depth in DEPTHS {
        let large = Service::new(|_| 100);
        let small = Service::new(|_| 25);
        let mut items = large.by_token(100).items();
        for _ in 0..67 {
            while poll_once(&mut items).is_pending() {}
        }
        let rest = small.by_token(100).resume_from(items.checkpoint());
        let rest = drain(rest.prefetch(depth).items());
        assert_eq!(rest, all()[67..]);
        assert_eq!(small.sizes(), [100, 50, 25, 25, 25, 25]);
    }
}
