//! The types: trait objects, references, conversions and auto traits.

use std::convert::Infallible;
use std::task::Poll;

use paginate_core::{Paginator, operation};
use paginate_tests::auto_traits::pinned;
use paginate_tests::has_auto_trait;
use paginate_tests::script::{Page, Refused, Script, drain, last, page, poll_once};

use crate::always_ready;

#[test]
fn item_is_converted_into_the_declared_type() {
    #[derive(Debug, PartialEq)]
    struct Name(String);

    impl From<&str> for Name {
        fn from(name: &str) -> Self {
            Name(name.into())
        }
    }

    fn names() -> impl Paginator<Item = Name, Error = Box<dyn std::error::Error>> {
        operation(())
            .send(async |()| Ok::<_, std::fmt::Error>(["ada", "grace"]))
            .output_token(|_| None::<u8>)
            .input_token(|(), _| ())
            .items(|page| page)
    }

    let names: Vec<Name> = drain(names().items())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(names, [Name("ada".into()), Name("grace".into())]);
}

#[test]
fn boxed_and_borrowed_paginators_are_paginators() {
    let script = Script::new([page([1], "b"), last([2])]);
    let boxed: Box<dyn Paginator<Page = Page, Item = u32, Token = String, Error = Refused>> =
        Box::new(script.paginator());
    assert_eq!(drain(boxed.items()), [Ok(1), Ok(2)]);

    let script = Script::new([page([1], "b"), last([2])]);
    let mut paginator = script.paginator();
    assert_eq!(
        poll_once(&mut (&mut paginator).items()),
        Poll::Ready(Some(Ok(1)))
    );
    assert_eq!(drain(paginator.items()), [Ok(2)]);
}

#[test]
fn streams_are_send_and_sync_if_their_parts_are() {
    assert!(has_auto_trait!(Send, always_ready(&[]).items()));
    assert!(has_auto_trait!(Sync, always_ready(&[]).items()));
    assert!(has_auto_trait!(Send, always_ready(&[]).pages()));
    assert!(has_auto_trait!(Sync, always_ready(&[]).pages()));

    let script = Script::new([]);
    assert!(!has_auto_trait!(Send, script.paginator().items()));
    assert!(!has_auto_trait!(Sync, script.paginator().items()));
    assert!(!has_auto_trait!(Send, script.paginator().pages()));
    assert!(!has_auto_trait!(Sync, script.paginator().pages()));
}

#[test]
fn streams_are_unpin_even_if_their_parts_are_not() {
    assert!(!has_auto_trait!(Unpin, pinned()));
    assert!(has_auto_trait!(Unpin, pinned().items()));
    assert!(has_auto_trait!(Unpin, pinned().pages()));
}

#[test]
fn reference_to_a_trait_object_is_a_paginator() {
    fn first<P: Paginator<Item = u32>>(paginator: P) -> bool {
        matches!(poll_once(&mut paginator.items()), Poll::Ready(Some(Ok(7))))
    }

    type Numbers<'a> = dyn Paginator<Page = u64, Item = u32, Token = u64, Error = Infallible> + 'a;
    type SendNumbers<'a> =
        dyn Paginator<Page = u64, Item = u32, Token = u64, Error = Infallible> + Send + 'a;

    fn numbers() -> impl Paginator<Page = u64, Item = u32, Token = u64, Error = Infallible> {
        operation(0)
            .send(async |page: u64| Ok::<_, Infallible>(page))
            .output_token(|page| Some(page + 1))
            .input_token(|_, next| next)
            .items(|_| [7_u32])
    }

    let mut paginator = numbers();
    let object: &mut Numbers<'_> = &mut paginator;
    assert!(first(object));
    let object: &mut SendNumbers<'_> = &mut paginator;
    assert!(first(object));
    let mut boxed: Box<SendNumbers<'_>> = Box::new(numbers());
    assert!(first(&mut *boxed));
    assert!(first(&mut boxed));
    assert!(first(boxed));
}

#[test]
fn operation_is_cloned_without_cloning_pages_or_errors() {
    struct NotClone;

    fn send(number: u32) -> std::future::Ready<Result<NotClone, NotClone>> {
        std::future::ready(if number < 3 {
            Ok(NotClone)
        } else {
            Err(NotClone)
        })
    }

    let numbers = operation(1)
        .send(send)
        .page_number(1, |_, number| number)
        .more_results(|_: &NotClone| true);
    let other = numbers.clone();
    for operation in [numbers, other] {
        let numbers = operation.items::<_, _, _, _, u32, NotClone>(|_| [7_u32]);
        assert_eq!(drain(numbers.items()).len(), 3);
    }
}

#[test]
fn debug_shows_the_position_and_no_item() {
    let script = Script::new([page([1], "secret"), last([2])]);
    let mut items = script.paginator().items();
    assert_eq!(
        format!("{items:?}"),
        "Items { page_count: 0, is_complete: false, .. }"
    );
    assert_eq!(poll_once(&mut items), Poll::Ready(Some(Ok(1))));
    assert_eq!(
        format!("{items:?}"),
        "Items { page_count: 1, is_complete: false, .. }"
    );
    assert_eq!(drain(&mut items), [Ok(2)]);
    assert_eq!(
        format!("{items:?}"),
        "Items { page_count: 2, is_complete: true, .. }"
    );
    let pages = script.paginator().pages();
    assert_eq!(
        format!("{pages:?}"),
        "Pages { page_count: 0, is_complete: false, .. }"
    );
    assert_eq!(format!("{:?}", operation(1)), "Operation { .. }");
}
