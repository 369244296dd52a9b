//! The events of pages that are requested again after a failure.

use paginate_core::{Paginator, operation};
use paginate_tests::script::drain;

use crate::record::{events, record, starting_with};
use crate::service::{pending_once, typed};

#[test]
fn smaller_page_size_is_reported() {
    // At depth 4, the guess is offset 8, and then the offsets 6 and 8.
    for (depth, wrong_guesses) in [(0, &[][..]), (1, &[]), (4, &[1, 2])] {
        let listing = operation((4, 0_u32))
            .name("words")
            .send(async |(size, offset)| {
                pending_once().await;
                match (offset, size) {
                    (4, 2..) => Err(()),
                    _ => Ok((offset..9.min(offset + size)).collect::<Vec<u32>>()),
                }
            })
            .offset(Vec::len, |(size, _), offset| (size, offset))
            .total_items(|_| Some(9))
            .page_size(4, |(_, offset), size| (size, offset), |()| true)
            .items(|page| page);
        let lines = record(|| {
            assert_eq!(drain(typed(listing).prefetch(depth).items()).len(), 9);
        });
        let sizes = starting_with(&lines, &["DEBUG paginate: page too large"]);
        assert_eq!(
            sizes,
            [
                "DEBUG paginate: page too large page=2 listing=words page_size=2",
                "DEBUG paginate: page too large page=2 listing=words page_size=1",
            ]
        );
        let dropped = |requests| {
            format!(
                "TRACE paginate: wrong guesses dropped page=3 listing=words requests={requests}"
            )
        };
        let dropped: Vec<String> = wrong_guesses.iter().map(dropped).collect();
        assert_eq!(starting_with(&lines, &["TRACE paginate"]), dropped);
    }
}

#[test]
fn fresh_token_is_reported_without_the_token() {
    for depth in [0, 1, 4] {
        let listing = operation(1)
            .name("words")
            .send(async |token| {
                if token == 2 {
                    Err(())
                } else {
                    Ok::<u32, ()>(token)
                }
            })
            .output_token(|token| (*token == 1).then_some(2))
            .input_token(|_, token| token)
            .fresh_token(|()| Some(42))
            .items(|token| [token]);
        let lines = record(|| {
            assert_eq!(
                drain(typed(listing).prefetch(depth).items()),
                [Ok(1), Ok(42)]
            );
        });
        let mut events = events(&lines);
        events.sort_unstable();
        assert_eq!(
            events,
            [
                "listing ended pages=2 listing=words",
                "page received page=1 listing=words items=1",
                "page received page=2 listing=words items=1",
                "token refreshed page=2 listing=words",
            ]
        );
    }
}
