//! The arguments of the attribute as names and paths. The request is a builder that records the tokens of each request.
#![expect(clippy::unused_async, reason = "SDK methods are async")]

mod end;
mod items;
mod last_element;
mod members;
mod tokens;
mod unquoted;

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

/// A token type of an SDK: an enum.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    A,
    Mx,
}

type Key = HashMap<String, u32>;

#[derive(Clone)]
struct Request {
    response: fn(&Request) -> Output,
    sent: Arc<Mutex<Vec<(Option<String>, Option<Kind>, Option<u32>)>>>,
    marker: Option<String>,
    kind: Option<Kind>,
    number: Option<u32>,
    key: Option<Key>,
}

#[derive(Default)]
struct Output {
    next_marker: Option<String>,
    plain_marker: String,
    next_kind: Option<Kind>,
    next_number: Option<u32>,
    last_key: Option<Key>,
    plain_key: Key,
    is_truncated: Option<bool>,
    more: bool,
    names: Vec<&'static str>,
    numbers: Option<Vec<u32>>,
    by_name: BTreeMap<&'static str, u32>,
    inner: Option<Inner>,
}

#[derive(Default)]
struct Inner {
    has_more: bool,
    entries: Vec<Entry>,
    numbers: Option<Vec<u32>>,
}

#[derive(Clone)]
struct Entry {
    name: Option<String>,
}

fn request(response: fn(&Request) -> Output) -> Request {
    Request {
        response,
        sent: Arc::default(),
        marker: None,
        kind: None,
        number: None,
        key: None,
    }
}

impl Request {
    async fn send(self) -> Result<Output, Infallible> {
        self.execute().await
    }

    async fn execute(self) -> Result<Output, Infallible> {
        let sent = {
            let mut sent = self.sent.lock().unwrap();
            sent.push((self.marker.clone(), self.kind, self.number));
            sent.len()
        };
        assert!(sent < 10_000, "the listing does not end");
        tokio::task::yield_now().await;
        Ok((self.response)(&self))
    }

    fn set_marker(self, marker: Option<String>) -> Self {
        Request { marker, ..self }
    }

    fn set_kind(self, kind: Option<Kind>) -> Self {
        Request { kind, ..self }
    }

    fn set_number(self, number: Option<u32>) -> Self {
        Request { number, ..self }
    }

    fn set_key(self, key: Option<Key>) -> Self {
        Request { key, ..self }
    }

    /// Returns the index of the page, for responses that depend on it.
    fn page(&self) -> u32 {
        self.number.unwrap_or_default()
    }
}

fn entry(name: &str) -> Entry {
    Entry {
        name: Some(name.into()),
    }
}

#[tokio::test]
async fn send_names_the_method() {
    #[paginate(
        input_token = "number",
        output_token = "next_number",
        items = "names",
        send = "execute"
    )]
    fn names() -> impl Paginator<Item = String, Error = Infallible> {
        request(|_| Output {
            names: vec!["a"],
            ..Output::default()
        })
    }

    assert_eq!(all(names()).await, ["a"]);
}
