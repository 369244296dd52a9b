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
        pub(crate) failure: Option<Infallible>,
    }

    pub(crate) struct Inner {
        pub(crate) first: Vec<u32>,
        pub(crate) names: Vec<String>,
        pub(crate) last: Option<Vec<u32>>,
        pub(crate) from: Option<u32>,
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
                    from: more.then_some(from + 1),
                }),
                failure: None,
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
    struct RepeatedTokenPolicy;
    trait PlainMember {}
    trait NonEmpty {}
    trait NonEmptyText {}
    trait LastElement {}
    trait Collection {}
    trait MoreResults {}
    trait PageError {}
    trait IntoItem {}
    trait IntoError {}
    mod methods {}
    mod __paginate {}
    trait ResponseFuture {}
    fn operation() {}
    fn items() {}
    fn flag() {}
    fn run_body() {}
    fn set_token() {}
    fn with_items() {}

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

/// Traits that give every type methods with the names that the expansion might call.
macro_rules! blanket_trait {
    ($module:ident, $trait:ident, $($receiver:tt)*) => {
        mod $module {
            use ::std::convert::Infallible;
            use ::std::result::Result::{self, Ok};

            use crate::service::Request;

            #[allow(
                dead_code,
                clippy::wrong_self_convention,
                reason = "the expansion must not call the methods"
            )]
            trait $trait: ::std::marker::Sized {
                fn read($($receiver)*) {}
                fn last($($receiver)*) {}
                fn next_back($($receiver)*) {}
                fn is_some($($receiver)*) {}
                fn and_then($($receiver)*) {}
                fn or_else($($receiver)*) {}
                fn then_some($($receiver)*) {}
                fn map($($receiver)*) {}
                fn chain($($receiver)*) {}
                fn into_iter($($receiver)*) {}
                fn operation($($receiver)*) {}
                fn send($($receiver)*) {}
                fn check($($receiver)*) {}
                fn check_closure($($receiver)*) {}
                fn output_token($($receiver)*) {}
                fn input_token($($receiver)*) {}
                fn set_token($($receiver)*) {}
                fn more_results($($receiver)*) {}
                fn has_listing($($receiver)*) {}
                fn error($($receiver)*) {}
                fn check_page($($receiver)*) {}
                fn repeated_token($($receiver)*) {}
                fn items($($receiver)*) {}
                fn with_items($($receiver)*) {}
                fn into_item($($receiver)*) {}
                fn paginator($($receiver)*) {}
            }

            impl<T> $trait for T {}

            #[::paginate_core::paginate(
                input_token = ["from", "marker"],
                output_token = ["from", "marker || inner.names[-1]"],
                more_results = "more",
                items = ["items", "inner.first", "inner.last"],
                repeated_token = "error",
            )]
            pub(crate) fn strings()
            -> Result<impl ::paginate_core::Paginator<Item = u32, Error = Infallible>, Infallible> {
                Ok(Request::new())
            }

            #[::paginate_core::paginate(
                input_token = "from",
                output_token = "inner.from",
                items = "inner.last",
                error = "failure",
            )]
            pub(crate) fn whole_listing_in_one_member()
            -> impl ::paginate_core::Paginator<Item = u32, Error = Infallible> {
                Request::new()
            }

            #[::paginate_core::paginate(
                input_token = |request, from| request.set_from(::std::option::Option::Some(from)),
                output_token = |page| page.from,
                items = |page| page.items,
            )]
            pub(crate) fn closures() -> impl ::paginate_core::Paginator<Item = u32, Error = Infallible> {
                Request::new()
            }
        }
    };
}

blanket_trait!(methods_by_value, ByValue, self);
blanket_trait!(methods_by_reference, ByReference, &self);

#[test]
fn blanket_traits_do_not_change_the_expansion() {
    use ::paginate_core::Paginator;
    use ::std::iter::{IntoIterator, Iterator};
    use ::std::result::Result;
    use ::std::vec::Vec;

    fn items(listing: impl Paginator<Item = u32, Error = ::std::convert::Infallible>) -> Vec<u32> {
        let yielded = ::paginate_tests::script::drain(listing.items());
        yielded.into_iter().map(Result::unwrap).collect()
    }

    let expected = [0, 10, 20, 1, 11, 21, 2, 12, 22];
    ::std::assert_eq!(items(methods_by_value::strings().unwrap()), expected);
    ::std::assert_eq!(items(methods_by_reference::strings().unwrap()), expected);
    let listing = methods_by_value::whole_listing_in_one_member();
    ::std::assert_eq!(items(listing), [20, 21, 22]);
    let listing = methods_by_reference::whole_listing_in_one_member();
    ::std::assert_eq!(items(listing), [20, 21, 22]);
    ::std::assert_eq!(items(methods_by_value::closures()), [0, 1, 2]);
    ::std::assert_eq!(items(methods_by_reference::closures()), [0, 1, 2]);
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
