//! `more_results` and `repeated_token`: how the listing ends.

use std::convert::Infallible;

use paginate_core::{Error, Paginator, paginate};
use paginate_tests::all;

use crate::{Entry, Inner, Output, Request, entry, request};

#[tokio::test]
async fn more_results_decides_whether_the_listing_ends() {
    #[paginate(
        input_token = "number",
        output_token = "next_number",
        more_results = "is_truncated",
        items = "numbers"
    )]
    fn optional(
        response: fn(&Request) -> Output,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        request(response)
    }

    #[paginate(
        input_token = "number",
        output_token = "next_number",
        more_results = "more",
        items = "numbers"
    )]
    fn plain(response: fn(&Request) -> Output) -> impl Paginator<Item = u32, Error = Infallible> {
        request(response)
    }

    #[paginate(
        input_token = "number",
        output_token = "next_number",
        more_results = "inner.has_more",
        items = "numbers"
    )]
    fn inside(response: fn(&Request) -> Output) -> impl Paginator<Item = u32, Error = Infallible> {
        request(response)
    }

    fn page(request: &Request, flag: Option<bool>) -> Output {
        Output {
            numbers: Some(vec![request.page()]),
            next_number: Some(request.page() + 1),
            is_truncated: flag,
            more: flag == Some(true),
            inner: flag.map(|has_more| Inner {
                has_more,
                ..Inner::default()
            }),
            ..Output::default()
        }
    }

    let up_to_2 = |request: &Request| page(request, Some(request.page() < 2));
    let then_absent = |request: &Request| page(request, (request.page() < 1).then_some(true));
    assert_eq!(all(optional(up_to_2)).await, [0, 1, 2]);
    assert_eq!(all(plain(up_to_2)).await, [0, 1, 2]);
    assert_eq!(all(inside(up_to_2)).await, [0, 1, 2]);
    assert_eq!(all(optional(then_absent)).await, [0, 1]);
    assert_eq!(all(inside(then_absent)).await, [0, 1]);

    let mut items = optional(|request| Output {
        next_number: None,
        ..page(request, Some(true))
    })
    .items();
    assert_eq!(items.try_next().await, Ok(Some(0)));
    assert_eq!(items.try_next().await, Err(Error::MissingToken { page: 1 }));
    assert_eq!(items.try_next().await, Ok(None));
}

#[tokio::test]
async fn repeated_token_is_an_error_an_end_or_ignored() {
    fn three_pages(request: &Request) -> Output {
        let next = (request.page() + 1).min(2);
        Output {
            numbers: Some(vec![request.page()]),
            next_number: Some(next),
            ..Output::default()
        }
    }

    #[paginate(
        input_token = "number",
        output_token = "next_number",
        items = "numbers",
        repeated_token = "error"
    )]
    fn fails() -> impl Paginator<Item = u32, Error = Infallible> {
        request(three_pages)
    }

    #[paginate(
        input_token = "number",
        output_token = "next_number",
        items = "numbers",
        repeated_token = "end"
    )]
    fn ends() -> impl Paginator<Item = u32, Error = Infallible> {
        request(three_pages)
    }

    #[paginate(
        input_token = "number",
        output_token = "next_number",
        items = "numbers",
        repeated_token = "continue"
    )]
    fn continues() -> impl Paginator<Item = u32, Error = Infallible> {
        request(three_pages)
    }

    let mut items = fails().items();
    for number in 0..3 {
        assert_eq!(items.try_next().await, Ok(Some(number)));
    }
    assert_eq!(
        items.try_next().await,
        Err(Error::RepeatedToken { page: 3 })
    );
    assert_eq!(all(ends()).await, [0, 1, 2]);
    let mut items = continues().items();
    for page in 0..100 {
        assert_eq!(items.try_next().await, Ok(Some(page.min(2))));
    }
}

#[tokio::test]
async fn more_results_reads_whether_a_member_is_present() {
    #[paginate(
        input_token = "number",
        output_token = "next_number",
        more_results = "next_marker",
        items = "numbers"
    )]
    fn option(response: fn(&Request) -> Output) -> impl Paginator<Item = u32, Error = Infallible> {
        request(response)
    }

    #[paginate(
        input_token = "number",
        output_token = "next_number",
        more_results = "inner.entries",
        items = "numbers"
    )]
    fn list(response: fn(&Request) -> Output) -> impl Paginator<Item = u32, Error = Infallible> {
        request(response)
    }

    #[paginate(
        input_token = "number",
        output_token = "next_number",
        more_results = "inner.entries[-1].name",
        items = "numbers"
    )]
    fn element(response: fn(&Request) -> Output) -> impl Paginator<Item = u32, Error = Infallible> {
        request(response)
    }

    fn page(request: &Request, marker: Option<&str>, entries: &[Entry]) -> Output {
        Output {
            numbers: Some(vec![request.page()]),
            next_number: Some(request.page() + 1),
            next_marker: marker.map(Into::into),
            inner: Some(Inner {
                entries: entries.into(),
                ..Inner::default()
            }),
            ..Output::default()
        }
    }

    let absent = |request: &Request| page(request, (request.page() < 2).then_some("m"), &[]);
    let empty =
        |request: &Request| page(request, Some(["m", "m", ""][request.page() as usize]), &[]);
    assert_eq!(all(option(absent)).await, [0, 1, 2]);
    assert_eq!(all(option(empty)).await, [0, 1, 2]);
    let up_to_2 = |request: &Request| {
        let entries = [entry("a")];
        page(request, None, &entries[..usize::from(request.page() < 2)])
    };
    assert_eq!(all(list(up_to_2)).await, [0, 1, 2]);
    assert_eq!(all(element(up_to_2)).await, [0, 1, 2]);
}
