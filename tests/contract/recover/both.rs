//! A listing with both steps, in either order.

use std::cell::Cell;

use paginate_core::{Error, Items, Paginator, operation};
use paginate_tests::script::drain;

use crate::{DEPTHS, ITEMS, all};

#[derive(Debug, PartialEq)]
enum Refused {
    TooLarge,
    Expired(Token),
}

/// Where a page begins. A token has expired if it is not fresh.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Token {
    first: u32,
    is_fresh: bool,
}

type Request = (u32, Option<Token>);

async fn fetch((size, token): Request) -> Result<Vec<u32>, Refused> {
    let token = token.unwrap_or(Token {
        first: 0,
        is_fresh: true,
    });
    if !token.is_fresh {
        return Err(Refused::Expired(Token {
            is_fresh: true,
            ..token
        }));
    }
    // A fresh token is needed first, then a smaller page.
    if size > 100 - token.first.min(90) {
        return Err(Refused::TooLarge);
    }
    Ok((token.first..ITEMS.min(token.first + size)).collect())
}

fn next(page: &[u32]) -> Option<Token> {
    let first = page.last()? + 1;
    (first < ITEMS).then_some(Token {
        first,
        is_fresh: false,
    })
}

fn is_too_large(error: &Refused) -> bool {
    matches!(error, Refused::TooLarge)
}

fn fresh(error: &Refused) -> Option<Token> {
    match error {
        Refused::Expired(token) => Some(*token),
        Refused::TooLarge => None,
    }
}

#[test]
fn steps_can_be_set_in_either_order() {
    for depth in DEPTHS {
        for size in [1, 7, 60, 100] {
            let operation = || {
                operation((size, None))
                    .send(fetch)
                    .output_token(|page: &Vec<u32>| next(page))
                    .input_token(|(size, _), token| (size, Some(token)))
            };
            let set = |(_, token): Request, size| (size, token);
            let listing = operation()
                .page_size(size, set, is_too_large)
                .fresh_token(fresh)
                .items(|page| page);
            let expected = all::<Error<Refused>>();
            assert_eq!(drain(listing.prefetch(depth).items()), expected);
            let listing = operation()
                .fresh_token(fresh)
                .page_size(size, set, is_too_large)
                .items(|page| page);
            assert_eq!(drain(listing.prefetch(depth).items()), expected);
        }
    }
}

/// Reads a listing of which each token expires.
fn check_retry<P>(mut items: Items<P>, requests: &Cell<u32>)
where
    P: Paginator<Item = u32, Error = Refused>,
{
    for _ in 0..3 {
        requests.set(0);
        assert!(matches!(drain(&mut items)[..], [Err(_)]));
        assert_eq!(
            requests.get(),
            2,
            "the page, and the page with the fresh token"
        );
        items.retry();
    }
}

#[test]
fn retry_allows_one_more_fresh_token_in_either_order() {
    let requests = Cell::new(0);
    let operation = || {
        operation((8, None))
            .send(async |(_, token): Request| {
                requests.set(requests.get() + 1);
                let is_fresh = token.is_some();
                Err(Refused::Expired(Token { first: 0, is_fresh }))
            })
            .output_token(|page: &Vec<u32>| next(page))
            .input_token(|(size, _), token| (size, Some(token)))
    };
    let set = |(_, token): Request, size| (size, token);
    let listing = operation()
        .page_size(8, set, is_too_large)
        .fresh_token(fresh);
    check_retry(listing.items(|page| page).items(), &requests);
    let listing = operation()
        .fresh_token(fresh)
        .page_size(8, set, is_too_large);
    check_retry(listing.items(|page| page).items(), &requests);
}
