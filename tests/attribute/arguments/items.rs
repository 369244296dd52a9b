//! `items`: one collection or several, of any type.

use std::collections::VecDeque;
use std::convert::Infallible;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

use crate::{Entry, Inner, Output, entry, request};

#[derive(Debug, PartialEq)]
enum Listed {
    Name(&'static str),
    Number(u32),
    Pair(&'static str, u32),
    Entry(Option<String>),
}

impl From<&'static str> for Listed {
    fn from(name: &'static str) -> Self {
        Listed::Name(name)
    }
}

impl From<u32> for Listed {
    fn from(number: u32) -> Self {
        Listed::Number(number)
    }
}

impl From<(&'static str, u32)> for Listed {
    fn from((name, number): (&'static str, u32)) -> Self {
        Listed::Pair(name, number)
    }
}

impl From<Entry> for Listed {
    fn from(entry: Entry) -> Self {
        Listed::Entry(entry.name)
    }
}

#[tokio::test]
async fn items_chains_several_collections_within_each_page() {
    #[paginate(
        input_token = "number",
        output_token = "next_number",
        items = ["inner.numbers", "names", "by_name", "inner.entries", "numbers"],
    )]
    fn listed_items() -> impl Paginator<Item = Listed, Token = u32, Error = Infallible> {
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
        Listed::Number(4),
        Listed::Name("a"),
        Listed::Pair("b", 1),
        Listed::Pair("c", 2),
        Listed::Entry(Some("d".into())),
        Listed::Number(3),
        Listed::Name("e"),
    ];
    assert_eq!(all(listed_items()).await, expected);

    // A checkpoint counts the items of a page across its collections.
    for stop in 0..=expected.len() {
        let mut first = listed_items().items();
        let mut listed = Vec::new();
        while listed.len() < stop {
            listed.push(first.try_next().await.unwrap().unwrap());
        }
        listed_items()
            .resume_from(first.checkpoint())
            .items()
            .try_extend(&mut listed)
            .await
            .unwrap();
        assert_eq!(listed, expected);
    }
}

#[tokio::test]
async fn map_yields_its_pairs() {
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
async fn absent_collection_yields_no_items_even_if_its_default_is_not_empty() {
    /// A collection whose `Default` is not empty. Unlike an array, this type implements `FromIterator`, which the expansion
    /// uses if the collection is absent.
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
