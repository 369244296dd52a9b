//! `output_token` with alternatives (`||`) and the last element of a list (`[-1]`).

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};
use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;

use crate::{Entry, Inner, Output, entry, request};

/// A request for three pages. The last element of the list in the response is the token.
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
async fn last_element_is_read_from_lists_of_any_type() {
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

#[tokio::test]
async fn output_token_is_the_first_present_alternative() {
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
    fn last_entry_as_token() -> impl Paginator<Item = String, Error = Infallible> {
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
    assert_eq!(all(last_entry_as_token()).await, ["a", "b"]);
}
