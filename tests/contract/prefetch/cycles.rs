//! Prefetching does not change how a repeated token is found.

use std::cell::Cell;
use std::convert::Infallible;

use paginate_core::{Error, Paginator, RepeatedTokenPolicy, operation};
use paginate_tests::script::drain;

/// Returns a listing of one item per page: `tail` pages, and then a cycle of `period` pages.
fn cycle(
    tail: u64,
    period: u64,
    policy: RepeatedTokenPolicy,
) -> impl Paginator<Page = u64, Item = u64, Token = u64, Error = Infallible> {
    operation(0)
        .send(async |page: u64| Ok::<_, Infallible>(page))
        .output_token(move |page| {
            Some(if *page == tail + period {
                tail + 1
            } else {
                page + 1
            })
        })
        .input_token(|_, next| next)
        .repeated_token(policy)
        .items(|page| [page])
}

#[test]
fn cycle_is_detected_on_the_same_page_at_every_depth() {
    for tail in [0, 1, 5, 20] {
        for period in 1..20 {
            for policy in [RepeatedTokenPolicy::Error, RepeatedTokenPolicy::End] {
                let at_depth = |depth| drain(cycle(tail, period, policy).prefetch(depth).items());
                let expected = at_depth(0);
                for depth in [1, 2, 3, 4, 6, 9, 30] {
                    assert_eq!(at_depth(depth), expected, "{tail} {period} {depth}");
                }
            }
        }
    }
}

#[test]
fn retry_after_a_repeated_token_detects_the_cycle_again() {
    for tail in [3, 7, 10] {
        for period in 1..20 {
            for depth in [0, 1, 4, 9] {
                let mut items = cycle(tail, period, RepeatedTokenPolicy::Error)
                    .prefetch(depth)
                    .items();
                let error = drain(&mut items).pop();
                for _ in 0..3 {
                    items.retry();
                    assert_eq!(drain(&mut items).pop(), error, "{tail} {period} {depth}");
                }
            }
        }
    }
}

#[test]
fn cycle_detection_costs_the_same_at_every_depth() {
    thread_local! {
        static COMPARISONS: Cell<u64> = const { Cell::new(0) };
    }

    #[derive(Clone)]
    struct Token(u64);

    impl PartialEq for Token {
        fn eq(&self, other: &Self) -> bool {
            COMPARISONS.set(COMPARISONS.get() + 1);
            self.0 == other.0
        }
    }

    let comparisons = |depth| {
        let listing = operation(0_u64)
            .send(async |page| Ok::<_, Infallible>(page))
            .output_token(|page| (*page < 2_000).then_some(Token(page + 1)))
            .input_token(|_, Token(next)| next)
            .items(|page| [page]);
        COMPARISONS.set(0);
        let items: Vec<Result<u64, Error<Infallible>>> = drain(listing.prefetch(depth).items());
        assert_eq!(items.len(), 2_001);
        COMPARISONS.get()
    };
    assert!(comparisons(0) <= 7 * 2_000);
    assert_eq!(comparisons(10), comparisons(0));
    assert_eq!(comparisons(1_000), comparisons(0));
}
