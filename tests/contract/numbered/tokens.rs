//! `output_token_after`: the closure gets the token that the page was requested with.

use std::cell::RefCell;
use std::rc::Rc;

use paginate_core::{Checkpoint, Error, Paginator, operation};
use paginate_tests::numbered::Throttled;
use paginate_tests::script::drain;

/// Lists three pages. Records the tokens that the closure gets.
fn listing(
    tokens: &Rc<RefCell<Vec<Option<u32>>>>,
) -> impl Paginator<Page = u32, Item = u32, Token = u32, Error = Throttled> + use<> {
    let tokens = Rc::clone(tokens);
    operation(0)
        .send(async |number: u32| Ok::<_, Throttled>(number))
        .output_token_after(move |page, token: Option<&u32>| {
            tokens.borrow_mut().push(token.copied());
            (*page < 2).then_some(page + 1)
        })
        .input_token(|_, token| token)
        .items(|page| [page])
}

#[test]
fn output_token_after_gets_the_token_of_the_request() {
    for depth in [0, 1, 3] {
        let tokens = Rc::default();
        assert_eq!(
            drain(listing(&tokens).prefetch(depth).items()),
            [0, 1, 2].map(Ok)
        );
        assert_eq!(tokens.take(), [None, Some(1), Some(2)]);
        let resumed = listing(&tokens).resume_from(Checkpoint::at(1));
        assert_eq!(drain(resumed.prefetch(depth).items()), [1, 2].map(Ok));
        assert_eq!(tokens.take(), [Some(1), Some(2)]);
    }
}

#[test]
fn output_token_after_can_be_combined_with_the_optional_steps() {
    let listing = operation(0)
        .send(async |number: u32| Ok::<_, Throttled>(number))
        .output_token_after(|page, token| Some(token.copied().unwrap_or(*page) + 1))
        .input_token(|_, token: u32| token)
        .more_results(|page| *page < 2)
        .has_listing(|page| *page < 9)
        .error(|page| (*page > 5).then_some(Throttled))
        .items(|page| [page]);
    let items: Vec<Result<u32, Error<Throttled>>> = drain(listing.items());
    assert_eq!(items, [0, 1, 2].map(Ok));
}
