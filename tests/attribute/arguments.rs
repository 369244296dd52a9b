//! Every argument of the attribute, on a builder that keeps a record of what is set.
#![expect(
    clippy::unused_async,
    reason = "the SDK in here only looks like a real one"
)]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::convert::Infallible;
use std::ops::Deref;
use std::sync::{Arc, Mutex};

use paginate_core::{Error, Paginator, paginate};

/// A token type that knows nothing of us, like the enums of an SDK.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    A,
    Mx,
}

type Key = HashMap<String, u32>;

#[derive(Clone)]
struct Request {
    answer: fn(&Request) -> Output,
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

fn request(answer: fn(&Request) -> Output) -> Request {
    Request {
        answer,
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
        Ok((self.answer)(&self))
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

    /// The number of the page, from 0, for answers that count.
    fn page(&self) -> u32 {
        self.number.unwrap_or_default()
    }
}

async fn all<P: Paginator>(paginator: P) -> Vec<P::Item>
where
    P::Error: std::fmt::Debug,
{
    paginator.items().try_collect().await.unwrap()
}

#[tokio::test]
async fn the_token_has_one_name_in_the_response_and_another_in_the_request() {
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
async fn several_tokens_are_all_set_and_the_absent_ones_are_unset() {
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
    // The user's own start must not survive into the second request.
    assert_eq!(all(names(request.set_kind(Some(Kind::A)))).await, ["end"]);
    let expected = [
        (None, Some(Kind::A), None),
        (Some("m".into()), None, None),
        (None, Some(Kind::Mx), Some(7)),
    ];
    assert_eq!(*sent.lock().unwrap(), expected);
}

#[tokio::test]
async fn one_list_serves_both_sides_where_the_names_are_the_same() {
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

/// A request for three pages. Each response has a list, whose last element is the token.
#[derive(Clone)]
struct Lists<L> {
    lists: [L; 3],
    page: usize,
}

struct ListOutput<L> {
    list: L,
    items: [usize; 1],
}

impl<L: Clone> Lists<L> {
    async fn send(self) -> Result<ListOutput<L>, Infallible> {
        Ok(ListOutput {
            list: self.lists[self.page].clone(),
            items: [self.page],
        })
    }

    fn set_page(self, page: Option<usize>) -> Self {
        Lists {
            page: page.unwrap_or_default(),
            ..self
        }
    }
}

#[derive(Clone)]
struct Newtype(Vec<usize>);

impl Deref for Newtype {
    type Target = Vec<usize>;

    fn deref(&self) -> &Vec<usize> {
        &self.0
    }
}

#[tokio::test]
async fn last_element_is_read_from_every_kind_of_list() {
    macro_rules! check {
        ($($list:ty: $new:expr;)*) => {$({
            #[paginate(input_token = "page", output_token = "list[-1]", items = "items")]
            fn pages(lists: [$list; 3]) -> impl Paginator<Item = usize, Error = Infallible> {
                Lists { lists, page: 0 }
            }

            let new: fn(&'static [usize]) -> $list = $new;
            let pages = pages([new(&[0, 1]), new(&[5, 2]), new(&[])]);
            assert_eq!(all(pages).await, [0, 1, 2], stringify!($list));
        })*};
    }

    check! {
        Vec<usize>: <[usize]>::to_vec;
        Option<Vec<usize>>: |list| (!list.is_empty()).then(|| list.to_vec());
        &'static [usize]: |list| list;
        Box<[usize]>: Box::from;
        Arc<[usize]>: Arc::from;
        Arc<Vec<usize>>: |list| Arc::new(list.to_vec());
        Cow<'static, [usize]>: Cow::Borrowed;
        Newtype: |list| Newtype(list.to_vec());
        BTreeSet<usize>: |list| list.iter().copied().filter(|number| *number < 5).collect();
        VecDeque<usize>: |list| list.to_vec().into();
    }
}

fn entry(name: &str) -> Entry {
    Entry {
        name: Some(name.into()),
    }
}

#[tokio::test]
async fn the_token_is_the_first_that_is_present_and_may_be_in_the_last_element() {
    #[paginate(
        input_token = "marker",
        output_token = "plain_marker || inner.entries[-1].name",
        items = "names"
    )]
    fn names() -> impl Paginator<Item = String, Error = Infallible> {
        request(|request| {
            let inner = |entries: &[Entry]| {
                Some(Inner {
                    entries: entries.into(),
                    ..Inner::default()
                })
            };
            match request.marker.as_deref() {
                None => Output {
                    names: vec!["a"],
                    inner: inner(&[entry("x"), entry("y")]),
                    ..Output::default()
                },
                Some("y") => Output {
                    names: vec!["b"],
                    plain_marker: "m".into(),
                    inner: inner(&[entry("z")]),
                    ..Output::default()
                },
                Some("m") => Output {
                    names: vec!["c"],
                    inner: inner(&[entry("z"), Entry { name: None }]),
                    ..Output::default()
                },
                Some(other) => panic!("{other}"),
            }
        })
    }

    #[paginate(
        input_token = "marker",
        output_token = "inner.entries[-1].name",
        items = "names"
    )]
    fn until_the_list_is_empty() -> impl Paginator<Item = String, Error = Infallible> {
        request(|request| match request.marker.as_deref() {
            None => Output {
                names: vec!["a"],
                inner: Some(Inner {
                    entries: vec![entry("x")],
                    ..Inner::default()
                }),
                ..Output::default()
            },
            Some(_) => Output {
                names: vec!["b"],
                inner: Some(Inner::default()),
                ..Output::default()
            },
        })
    }

    assert_eq!(all(names()).await, ["a", "b", "c"]);
    assert_eq!(all(until_the_list_is_empty()).await, ["a", "b"]);
}

#[tokio::test]
async fn a_map_is_a_token_unless_it_is_empty() {
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
async fn numbers_and_enums_are_tokens_and_zero_is_one() {
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

#[tokio::test]
async fn the_flag_ends_it_whatever_the_token_and_takes_an_absent_token_for_an_error() {
    #[paginate(
        input_token = "number",
        output_token = "next_number",
        more_results = "is_truncated",
        items = "numbers"
    )]
    fn optional(answer: fn(&Request) -> Output) -> impl Paginator<Item = u32, Error = Infallible> {
        request(answer)
    }

    #[paginate(
        input_token = "number",
        output_token = "next_number",
        more_results = "more",
        items = "numbers"
    )]
    fn plain(answer: fn(&Request) -> Output) -> impl Paginator<Item = u32, Error = Infallible> {
        request(answer)
    }

    #[paginate(
        input_token = "number",
        output_token = "next_number",
        more_results = "inner.has_more",
        items = "numbers"
    )]
    fn inside(answer: fn(&Request) -> Output) -> impl Paginator<Item = u32, Error = Infallible> {
        request(answer)
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
async fn a_repeated_token_is_an_error_or_the_end_or_neither() {
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

#[derive(Debug, PartialEq)]
enum Found {
    Name(&'static str),
    Number(u32),
    Pair(&'static str, u32),
    Entry(Option<String>),
}

impl From<&'static str> for Found {
    fn from(name: &'static str) -> Self {
        Found::Name(name)
    }
}

impl From<u32> for Found {
    fn from(number: u32) -> Self {
        Found::Number(number)
    }
}

impl From<(&'static str, u32)> for Found {
    fn from((name, number): (&'static str, u32)) -> Self {
        Found::Pair(name, number)
    }
}

impl From<Entry> for Found {
    fn from(entry: Entry) -> Self {
        Found::Entry(entry.name)
    }
}

#[tokio::test]
async fn collections_of_every_kind_are_listed_one_after_the_other_page_by_page() {
    #[paginate(
        input_token = "number",
        output_token = "next_number",
        items = ["inner.numbers", "names", "by_name", "inner.entries", "numbers"],
    )]
    fn found() -> impl Paginator<Item = Found, Token = u32, Error = Infallible> {
        request(|request| match request.number {
            None => Output {
                next_number: Some(2),
                names: vec!["a"],
                by_name: [("b", 1), ("c", 2)].into(),
                numbers: Some(vec![3]),
                inner: Some(Inner {
                    entries: vec![entry("d")],
                    numbers: Some(vec![4]),
                    has_more: true,
                }),
                ..Output::default()
            },
            Some(_) => Output {
                names: vec!["e"],
                ..Output::default()
            },
        })
    }

    let expected = [
        Found::Number(4),
        Found::Name("a"),
        Found::Pair("b", 1),
        Found::Pair("c", 2),
        Found::Entry(Some("d".into())),
        Found::Number(3),
        Found::Name("e"),
    ];
    assert_eq!(all(found()).await, expected);

    // Half-way through a page it is not known to which collection an item belongs, and it need not be.
    for stop in 0..=expected.len() {
        let mut first = found().items();
        let mut listed = Vec::new();
        while listed.len() < stop {
            listed.push(first.try_next().await.unwrap().unwrap());
        }
        found()
            .resume_from(first.checkpoint())
            .items()
            .try_extend(&mut listed)
            .await
            .unwrap();
        assert_eq!(listed, expected);
    }
}

#[tokio::test]
async fn a_map_is_a_collection_of_pairs() {
    #[paginate(
        input_token = "number",
        output_token = "next_number",
        items = "by_name"
    )]
    fn pairs() -> impl Paginator<Item = (&'static str, u32), Error = Infallible> {
        request(|_| Output {
            by_name: [("b", 2), ("a", 1)].into(),
            ..Output::default()
        })
    }

    assert_eq!(all(pairs()).await, [("a", 1), ("b", 2)]);
}

#[tokio::test]
async fn the_method_that_sends_may_have_another_name() {
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

#[tokio::test]
async fn absent_collection_yields_no_items_if_its_default_is_not_empty() {
    /// A collection whose `Default` is not empty, and which is made from an iterator.
    #[derive(Clone, Debug, PartialEq)]
    struct Counters(Vec<u32>);

    impl Default for Counters {
        fn default() -> Self {
            Counters(vec![0])
        }
    }

    impl FromIterator<u32> for Counters {
        fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
            Counters(numbers.into_iter().collect())
        }
    }

    impl IntoIterator for Counters {
        type Item = u32;
        type IntoIter = std::vec::IntoIter<u32>;

        fn into_iter(self) -> Self::IntoIter {
            self.0.into_iter()
        }
    }

    #[derive(Clone)]
    struct Collections {
        second: bool,
    }

    struct Page {
        next: Option<bool>,
        values: Option<[u32; 3]>,
        counters: Option<Counters>,
        queue: Option<VecDeque<u32>>,
    }

    impl Collections {
        async fn send(self) -> Result<Page, Infallible> {
            let second = self.second;
            Ok(Page {
                next: (!second).then_some(true),
                values: second.then_some([1, 2, 3]),
                counters: second.then(|| Counters(vec![4])),
                queue: second.then(|| [5].into()),
            })
        }

        fn set_next(mut self, next: Option<bool>) -> Self {
            self.second = next.unwrap_or_default();
            self
        }
    }

    #[paginate(token = "next", items = "values")]
    fn values() -> impl Paginator<Item = u32, Error = Infallible> {
        Collections { second: false }
    }

    #[paginate(token = "next", items = "counters")]
    fn counters() -> impl Paginator<Item = u32, Error = Infallible> {
        Collections { second: false }
    }

    #[paginate(token = "next", items = ["queue", "counters", "values"])]
    fn chained() -> impl Paginator<Item = u32, Error = Infallible> {
        Collections { second: false }
    }

    assert_eq!(all(values()).await, [1, 2, 3]);
    assert_eq!(all(counters()).await, [4]);
    assert_eq!(all(chained()).await, [5, 4, 1, 2, 3]);
}
