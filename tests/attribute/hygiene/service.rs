//! The request and the response of the annotated functions.

use ::std::clone::Clone;
use ::std::convert::Infallible;
use ::std::option::Option::{self, None, Some};
use ::std::result::Result::{self, Ok};
use ::std::string::String;
use ::std::vec::Vec;

#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) from: Option<u32>,
    pub(crate) marker: Option<String>,
}

pub(crate) struct Page {
    pub(crate) from: Option<u32>,
    pub(crate) marker: Option<String>,
    pub(crate) more: bool,
    pub(crate) items: Vec<u32>,
    pub(crate) inner: Option<Inner>,
    pub(crate) failure: Option<Infallible>,
}

pub(crate) struct Inner {
    pub(crate) first: Vec<u32>,
    pub(crate) names: Vec<String>,
    pub(crate) last: Option<Vec<u32>>,
    pub(crate) from: Option<u32>,
    pub(crate) pages: u8,
}

pub(crate) struct Element {
    pub(crate) item: Option<Number>,
}

pub(crate) struct Number {
    pub(crate) number: u32,
}

impl Element {
    pub(crate) fn new(number: u32) -> Self {
        Element {
            item: Some(Number { number }),
        }
    }
}

impl Request {
    pub(crate) fn new() -> Self {
        Request {
            from: None,
            marker: None,
        }
    }

    pub(crate) fn set_from(self, from: Option<u32>) -> Self {
        Request { from, ..self }
    }

    pub(crate) fn set_marker(self, marker: Option<String>) -> Self {
        Request { marker, ..self }
    }

    #[expect(clippy::unused_async, reason = "an SDK method is async")]
    pub(crate) async fn send(self) -> Result<Page, Infallible> {
        let from = self.from.unwrap_or(0);
        let more = from < 2;
        Ok(Page {
            from: more.then_some(from + 1),
            marker: self.marker,
            more,
            items: ::std::vec![from],
            inner: Some(Inner {
                first: ::std::vec![10 + from],
                names: ::std::vec![],
                last: Some(::std::vec![20 + from]),
                from: more.then_some(from + 1),
                pages: 3,
            }),
            failure: None,
        })
    }
}
