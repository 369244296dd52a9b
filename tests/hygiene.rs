//! The attribute where every name it might need means something else.
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings)]

/// What the functions below are made with, by its full name.
mod service {
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
    }

    pub(crate) struct Inner {
        pub(crate) first: Vec<u32>,
        pub(crate) names: Vec<String>,
        pub(crate) last: Option<Vec<u32>>,
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

        #[expect(clippy::unused_async, reason = "a real one waits for its response")]
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
                }),
            })
        }
    }
}

#[allow(
    dead_code,
    non_camel_case_types,
    non_snake_case,
    reason = "they are in the way, no more"
)]
mod hostile {
    use ::std::convert::Infallible;

    use crate::service::Request;

    mod core {}
    mod std {}
    mod alloc {}
    mod paginate_core {}

    struct Option;
    struct Result;
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Iterator;
    struct Into;
    pub(crate) struct Member(pub(crate) u32);
    pub(crate) struct Token;
    struct RepeatedToken;
    trait Plain {}
    trait Text {}
    trait Collection {}
    trait Opaque {}
    trait AsToken {}
    trait Flag {}
    trait List {}
    trait ListedAs {}
    trait FailsAs {}
    mod requires {}
    mod methods {}
    mod __paginate {}
    trait Answer {}
    fn operation() {}
    fn items() {}
    fn flag() {}
    fn build() {}

    type Yields = u32;

    impl ::std::convert::From<u32> for Member {
        fn from(number: u32) -> Member {
            Member(number)
        }
    }

    impl ::std::convert::From<Infallible> for Token {
        fn from(never: Infallible) -> Token {
            match never {}
        }
    }

    // What is listed, and the error, are called what the expansion imports.
    #[::paginate_core::paginate(token = "from", items = "items")]
    pub(crate) fn members() -> impl ::paginate_core::Paginator<Item = Member, Error = Token> {
        Request::new()
    }

    #[::paginate_core::paginate(token = "from", items = ["items", "inner.first"])]
    pub(crate) fn more_members() -> impl ::paginate_core::Paginator<Item = Member, Error = Token> {
        Request::new()
    }

    #[::paginate_core::paginate(
        input_token = ["from", "marker"],
        output_token = ["from", "marker || inner.names[-1]"],
        more_results = "more",
        items = ["items", "inner.first", "inner.last"],
        repeated_token = "error",
    )]
    pub(crate) fn everything(
        request: u32,
        token: u32,
        page: u32,
        member: u32,
        list: u32,
        value: u32,
    ) -> impl ::paginate_core::Paginator<Item = Yields, Error = Infallible> {
        let _ = (request, token, page, member, list, value);
        Request::new()
    }
}

#[test]
fn every_name_is_its_own() {
    use ::paginate_core::Paginator;
    use ::std::iter::{IntoIterator, Iterator};
    use ::std::result::Result;
    use ::std::vec::Vec;

    let listing = hostile::everything(1, 2, 3, 4, 5, 6);
    let yielded = ::paginate_tests::script::drain(listing.items());
    let items: Vec<u32> = yielded.into_iter().map(Result::unwrap).collect();
    ::std::assert_eq!(items, [0, 10, 20, 1, 11, 21, 2, 12, 22]);
}
