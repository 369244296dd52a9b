//! The steps of the builder: `output_token_after`, and the order of the optional steps.

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
        .has_data(|page| *page < 9)
        .error(|page| (*page > 5).then_some(Throttled))
        .items(|page| [page]);
    let items: Vec<Result<u32, Error<Throttled>>> = drain(listing.items());
    assert_eq!(items, [0, 1, 2].map(Ok));
}

#[test]
fn optional_steps_can_be_set_in_any_order() {
    let read = |first| -> Vec<Result<u32, Error<Throttled>>> {
        let listing = operation(first)
            .send(async |number: u32| Ok::<_, Throttled>(number))
            .page_number(first, |_, number| number)
            .error(|page| (*page == 5).then_some(Throttled))
            .has_data(|page| *page != 1)
            .more_results(|_| true)
            .items(|page| [page]);
        drain(listing.items())
    };
    assert_eq!(read(0), [Ok(0), Err(Error::MissingData { page: 2 })]);
    let (page, source) = (2, Throttled);
    assert_eq!(read(4), [Ok(4), Err(Error::Operation { page, source })]);
}
