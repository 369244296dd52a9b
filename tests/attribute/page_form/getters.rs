//! Paths whose steps are getters, by reference and by value.
#![expect(
    clippy::unnecessary_wraps,
    reason = "getters return an `Option` as those of an SDK do"
)]

use std::convert::Infallible;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

/// A response whose members are private, as those of etcd-client.
struct Range {
    header: Header,
    kvs: Vec<KeyValue>,
    is_last: bool,
}

struct Header {
    revision: i64,
    next: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
struct KeyValue {
    key: Vec<u8>,
}

impl Range {
    fn header(&self) -> Option<&Header> {
        Some(&self.header)
    }

    /// A copy of the header.
    fn to_header(&self) -> Header {
        Header {
            revision: self.header.revision,
            next: self.header.next.clone(),
        }
    }

    fn kvs(&self) -> &[KeyValue] {
        &self.kvs
    }

    fn take_kvs(&mut self) -> Vec<KeyValue> {
        std::mem::take(&mut self.kvs)
    }

    fn into_kvs(self) -> Option<Vec<KeyValue>> {
        Some(self.kvs)
    }

    fn more(&self) -> bool {
        !self.is_last
    }

    fn more_flag(&self) -> Option<bool> {
        Some(!self.is_last)
    }

    fn next(&self) -> Option<&str> {
        self.header.next.as_deref()
    }

    fn number_of_pages(&self) -> Option<u32> {
        (!self.kvs.is_empty()).then_some(3)
    }

    fn failure(&self) -> Option<&str> {
        (self.header.revision == 9).then_some("compacted")
    }
}

impl Header {
    fn revision(&self) -> i64 {
        self.revision
    }

    fn missing(&self) -> Option<String> {
        self.next.clone().filter(|_| false)
    }
}

impl KeyValue {
    fn key(&self) -> &[u8] {
        &self.key
    }

    fn into_key(self) -> Vec<u8> {
        self.key
    }
}

/// Returns the range after a key, of the keys `[1]`, `[2]` and `[3]`, each in a range of its own.
fn range(after: u8) -> Range {
    let number = after + 1;
    Range {
        header: Header {
            revision: number.into(),
            next: (number < 3).then(|| number.to_string()),
        },
        kvs: vec![KeyValue { key: vec![number] }],
        is_last: number == 3,
    }
}

fn key(number: u8) -> KeyValue {
    KeyValue { key: vec![number] }
}

#[tokio::test]
async fn getter_returns_a_slice_of_the_token() {
    #[paginate(
        output_token = "kvs()[-1].key()",
        more_results = "more()",
        items = "take_kvs()"
    )]
    async fn kvs(
        #[token] after: Option<Vec<u8>>,
    ) -> impl Paginator<Item = KeyValue, Error = Infallible> {
        Ok(range(after.map_or(0, |key| key[0])))
    }

    assert_eq!(all(kvs()).await, [key(1), key(2), key(3)]);
}

#[tokio::test]
async fn getter_returns_text_that_is_copied() {
    #[paginate(output_token = "next()", items = "into_kvs()")]
    async fn kvs(
        #[token] next: Option<String>,
    ) -> impl Paginator<Item = KeyValue, Error = Infallible> {
        Ok(range(next.map_or(0, |next| next.parse().unwrap())))
    }

    assert_eq!(all(kvs()).await, [key(1), key(2), key(3)]);
}

#[tokio::test]
async fn getter_returns_a_value_in_the_middle_of_a_path() {
    #[paginate(
        output_token = "to_header().missing() || to_header().next",
        items = "kvs[].into_key()"
    )]
    async fn keys(
        #[token] next: Option<String>,
    ) -> impl Paginator<Item = Vec<u8>, Error = Infallible> {
        Ok(range(next.map_or(0, |next| next.parse().unwrap())))
    }

    assert_eq!(all(keys()).await, [[1], [2], [3]]);
}

#[tokio::test]
async fn getters_end_numbered_pages() {
    #[paginate(total_pages = "number_of_pages()", items = "take_kvs()")]
    async fn by_total(
        #[page_number] page: u8,
    ) -> impl Paginator<Item = KeyValue, Error = Infallible> {
        Ok(range(page - 1))
    }

    #[paginate(more_results = "more_flag()", items = "kvs")]
    async fn by_flag(
        #[page_number] page: u8,
    ) -> impl Paginator<Item = KeyValue, Error = Infallible> {
        Ok(range(page - 1))
    }

    #[paginate(more_results = "header().next", items = "kvs")]
    async fn by_presence(
        #[page_number] page: u8,
    ) -> impl Paginator<Item = KeyValue, Error = Infallible> {
        Ok(range(page - 1))
    }

    assert_eq!(all(by_total()).await, [key(1), key(2), key(3)]);
    assert_eq!(all(by_flag()).await, [key(1), key(2), key(3)]);
    assert_eq!(all(by_presence()).await, [key(1), key(2), key(3)]);
}

#[tokio::test]
async fn getter_returns_a_number_by_value() {
    #[paginate(
        output_token = "header().revision()",
        more_results = "more()",
        items = ["take_kvs()", "header.more"]
    )]
    async fn kvs(
        #[token] after: Option<i64>,
    ) -> impl Paginator<Item = KeyValue, Error = Infallible> {
        struct Response {
            range: Range,
            header: More,
        }

        struct More {
            more: Option<Vec<KeyValue>>,
        }

        impl Response {
            fn header(&self) -> &Header {
                &self.range.header
            }

            fn more(&self) -> bool {
                self.range.more()
            }

            fn take_kvs(&mut self) -> Vec<KeyValue> {
                self.range.take_kvs()
            }
        }

        Ok(Response {
            range: range(u8::try_from(after.unwrap_or(0)).unwrap()),
            header: More {
                more: Some(vec![key(7)]),
            },
        })
    }

    assert_eq!(
        all(kvs()).await,
        [key(1), key(7), key(2), key(7), key(3), key(7)]
    );
}

#[tokio::test]
async fn getter_returns_an_error() {
    #[derive(Debug, PartialEq)]
    struct Failed(String);

    impl From<String> for Failed {
        fn from(message: String) -> Self {
            Failed(message)
        }
    }

    impl From<Infallible> for Failed {
        fn from(never: Infallible) -> Self {
            match never {}
        }
    }

    #[paginate(output_token = "next()", error = "failure()", items = "kvs")]
    async fn kvs(#[token] _: Option<String>) -> impl Paginator<Item = KeyValue, Error = Failed> {
        Ok::<_, Infallible>(range(8))
    }

    let mut items = kvs().items();
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.into_inner(), Some(Failed("compacted".into())));
}
