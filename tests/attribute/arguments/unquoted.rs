//! Names and paths without quotes.

use std::convert::Infallible;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

use crate::{Inner, Kind, Output, entry, request};

#[tokio::test]
async fn names_and_paths_need_no_quotes() {
    #[paginate(
        input_token = [marker, set_kind, number],
        output_token = [plain_marker || inner.entries[-1].name, next_kind, "next_number"],
        more_results = inner.has_more,
        items = [names, inner.entries[].name],
        repeated_token = continue,
        send = execute
    )]
    fn names() -> impl Paginator<Item = String, Error = Infallible> {
        request(|request| {
            assert_eq!(request.kind.is_some(), request.number.is_some());
            Output {
                names: vec!["a"],
                next_number: Some(request.page() + 1),
                next_kind: Some(Kind::Mx),
                inner: Some(Inner {
                    entries: vec![entry("x")],
                    has_more: request.page() < 1,
                    ..Inner::default()
                }),
                ..Output::default()
            }
        })
    }

    assert_eq!(all(names()).await, ["a", "x", "a", "x"]);
}

#[tokio::test]
async fn token_needs_no_quotes() {
    #[derive(Clone)]
    struct Request(Option<u32>);

    struct Response {
        r#type: Option<u32>,
        items: Vec<u32>,
    }

    impl Request {
        fn set_type(mut self, token: Option<u32>) -> Self {
            self.0 = token;
            self
        }

        async fn send(self) -> Result<Response, Infallible> {
            let number = self.0.unwrap_or(0);
            Ok(Response {
                r#type: (number < 2).then_some(number + 1),
                items: vec![number],
            })
        }
    }

    #[paginate(token = r#type, items = items)]
    fn token() -> impl Paginator<Item = u32, Error = Infallible> {
        Request(None)
    }

    #[paginate(input_token = set_type, output_token = r#type, items = items)]
    fn setter() -> impl Paginator<Item = u32, Error = Infallible> {
        Request(None)
    }

    assert_eq!(all(token()).await, [0, 1, 2]);
    assert_eq!(all(setter()).await, [0, 1, 2]);
}

#[tokio::test]
async fn page_that_is_a_list_or_a_tuple_needs_no_quotes() {
    #[paginate(output_token = [-1], items = [])]
    async fn list(#[token] last: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        let first = last.map_or(0, |last| last + 1);
        Ok((first..3).take(2).collect::<Vec<_>>())
    }

    #[paginate(output_token = 0.1, items = 1.0)]
    async fn tuple(#[token] token: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        let number = token.unwrap_or(0);
        Ok(((7, (number < 2).then_some(number + 1)), (vec![number],)))
    }

    #[paginate(output_token = 0, items = 1, error = 2)]
    async fn triple(#[token] token: Option<u32>) -> impl Paginator<Item = u32, Error = String> {
        let number = token.unwrap_or(0);
        let failure = (number == 1).then(|| "refused".to_string());
        Ok((Some(number + 1), vec![number], failure))
    }

    assert_eq!(all(list()).await, [0, 1, 2]);
    assert_eq!(all(tuple()).await, [0, 1, 2]);
    let mut items = triple().items();
    assert_eq!(items.try_next().await.unwrap(), Some(0));
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.into_inner().as_deref(), Some("refused"));
}

#[tokio::test]
async fn numbers_need_no_quotes() {
    #[derive(Clone)]
    struct Numbered(u32);

    struct Meta {
        pages: u32,
        count: u64,
    }

    struct Response {
        meta: Option<Meta>,
        data: Vec<u32>,
    }

    impl Numbered {
        fn set_page(mut self, page: Option<u32>) -> Self {
            self.0 = page.unwrap();
            self
        }

        async fn send(self) -> Result<Response, Infallible> {
            let data = (self.0 < 5).then_some(self.0);
            Ok(Response {
                meta: Some(Meta { pages: 3, count: 3 }),
                data: data.into_iter().collect(),
            })
        }
    }

    #[paginate(page_number = page, items = data, total_pages = meta.pages, first_page = 0)]
    fn pages() -> impl Paginator<Item = u32, Error = Infallible> {
        Numbered(0)
    }

    #[paginate(offset = set_page, items = data, total_items = meta.count)]
    fn offsets() -> impl Paginator<Item = u32, Error = Infallible> {
        Numbered(0)
    }

    assert_eq!(all(pages()).await, [0, 1, 2]);
    assert_eq!(all(offsets()).await, [0, 1, 2]);
}

#[tokio::test]
async fn path_of_the_crate_and_getters_need_no_quotes() {
    struct Page(Vec<u32>);

    impl Page {
        fn next(&self) -> Option<u32> {
            self.0.last().filter(|last| **last < 2).map(|last| last + 1)
        }

        fn take_numbers(&mut self) -> Vec<u32> {
            std::mem::take(&mut self.0)
        }
    }

    #[paginate(output_token = next(), items = take_numbers(), crate = paginate_core)]
    async fn numbers(#[token] next: Option<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(Page(vec![next.unwrap_or(0)]))
    }

    assert_eq!(all(numbers()).await, [0, 1, 2]);
}
