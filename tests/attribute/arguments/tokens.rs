//! `token`, `input_token` and `output_token`: names, lists of names, and types of tokens.

use std::convert::Infallible;
use std::sync::Arc;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

use crate::{Key, Kind, Output, Request, request};

#[tokio::test]
async fn input_and_output_token_may_have_different_names() {
    #[paginate(input_token = "marker", output_token = "next_marker", items = "names")]
    fn names() -> impl Paginator<Item = String, Error = Infallible> {
        request(|request| match request.marker.as_deref() {
            None => Output {
                names: vec!["a"],
                next_marker: Some("m".into()),
                ..Output::default()
            },
            Some("m") => Output {
                names: vec!["b"],
                ..Output::default()
            },
            Some(_) => unreachable!(),
        })
    }

    assert_eq!(all(names()).await, ["a", "b"]);
}

#[tokio::test]
async fn several_tokens_are_all_set_and_absent_ones_are_cleared() {
    #[paginate(
        input_token = ["marker", "kind", "number"],
        output_token = ["next_marker", "next_kind", "next_number"],
        items = "names",
    )]
    fn names(request: Request) -> impl Paginator<Item = &'static str, Error = Infallible> {
        request
    }

    let request =
        request(
            |request| match (request.marker.as_deref(), request.kind, request.number) {
                (None, Some(Kind::A), None) => Output {
                    next_marker: Some("m".into()),
                    ..Output::default()
                },
                (Some("m"), None, None) => Output {
                    next_kind: Some(Kind::Mx),
                    next_number: Some(7),
                    ..Output::default()
                },
                (None, Some(Kind::Mx), Some(7)) => Output {
                    names: vec!["end"],
                    ..Output::default()
                },
                other => panic!("{other:?}"),
            },
        );
    let sent = Arc::clone(&request.sent);
    // The `kind` of the first request is cleared in the second one.
    assert_eq!(all(names(request.set_kind(Some(Kind::A)))).await, ["end"]);
    let expected = [
        (None, Some(Kind::A), None),
        (Some("m".into()), None, None),
        (None, Some(Kind::Mx), Some(7)),
    ];
    assert_eq!(*sent.lock().unwrap(), expected);
}

#[tokio::test]
async fn token_list_names_the_members_of_request_and_response() {
    #[derive(Clone)]
    struct Countdown(u32, u32);
    struct Pair {
        tens: Option<u32>,
        ones: Option<u32>,
        numbers: [u32; 1],
    }
    impl Countdown {
        async fn send(self) -> Result<Pair, Infallible> {
            let Countdown(tens, ones) = self;
            let next = (10 * tens + ones).checked_sub(4);
            Ok(Pair {
                tens: next.map(|next| next / 10),
                ones: next.map(|next| next % 10),
                numbers: [10 * tens + ones],
            })
        }
        fn set_tens(self, tens: Option<u32>) -> Self {
            Countdown(tens.unwrap(), self.1)
        }
        fn set_ones(self, ones: Option<u32>) -> Self {
            Countdown(self.0, ones.unwrap())
        }
    }

    #[paginate(token = ["tens", "ones"], items = "numbers")]
    fn numbers() -> impl Paginator<Item = u32, Error = Infallible> {
        Countdown(1, 3)
    }

    assert_eq!(all(numbers()).await, [13, 9, 5, 1]);
}

#[tokio::test]
async fn map_is_a_token_unless_it_is_empty() {
    #[paginate(input_token = "key", output_token = "last_key", items = "numbers")]
    fn optional() -> impl Paginator<Item = u32, Error = Infallible> {
        request(|request| match &request.key {
            None => Output {
                numbers: Some(vec![1]),
                last_key: Some(Key::from([("id".into(), 1)])),
                ..Output::default()
            },
            Some(key) => Output {
                numbers: Some(vec![key["id"] + 1]),
                last_key: Some(Key::new()),
                ..Output::default()
            },
        })
    }

    #[paginate(input_token = "key", output_token = "plain_key", items = "numbers")]
    fn plain() -> impl Paginator<Item = u32, Error = Infallible> {
        request(|request| match &request.key {
            None => Output {
                numbers: Some(vec![1]),
                plain_key: Key::from([("id".into(), 1)]),
                ..Output::default()
            },
            Some(key) => Output {
                numbers: Some(vec![key["id"] + 1]),
                ..Output::default()
            },
        })
    }

    assert_eq!(all(optional()).await, [1, 2]);
    assert_eq!(all(plain()).await, [1, 2]);
}

#[tokio::test]
async fn numbers_and_enums_are_tokens_and_zero_is_present() {
    #[paginate(
        input_token = "number",
        output_token = "next_number",
        items = "numbers"
    )]
    fn numbers() -> impl Paginator<Item = u32, Error = Infallible> {
        request(|request| match request.number {
            None => Output {
                numbers: Some(vec![10]),
                next_number: Some(0),
                ..Output::default()
            },
            Some(0) => Output {
                numbers: Some(vec![11]),
                next_number: Some(5),
                ..Output::default()
            },
            Some(_) => Output {
                numbers: Some(vec![12]),
                ..Output::default()
            },
        })
    }

    #[paginate(input_token = "kind", output_token = "next_kind", items = "numbers")]
    fn kinds() -> impl Paginator<Item = u32, Error = Infallible> {
        request(|request| match request.kind {
            None => Output {
                numbers: Some(vec![1]),
                next_kind: Some(Kind::A),
                ..Output::default()
            },
            Some(_) => Output {
                numbers: Some(vec![2]),
                ..Output::default()
            },
        })
    }

    assert_eq!(all(numbers()).await, [10, 11, 12]);
    assert_eq!(all(kinds()).await, [1, 2]);
}
