//! Hygiene: the expansion compiles where every name that it might use means something else.
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings)]

mod hostile;
mod service;

/// Defines a module whose trait gives every type methods with the names that the expansion might call.
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
                fn offset($($receiver)*) {}
                fn total_items($($receiver)*) {}
                fn total_pages($($receiver)*) {}
                fn item_count($($receiver)*) {}
                fn page_number($($receiver)*) {}
                fn next_page($($receiver)*) {}
                fn first_page($($receiver)*) {}
                fn flat_map($($receiver)*) {}
                fn filter_map($($receiver)*) {}
                fn sum($($receiver)*) {}
                fn count($($receiver)*) {}
                fn map_or($($receiver)*) {}
                fn elements($($receiver)*) {}
                fn send($($receiver)*) {}
                fn check($($receiver)*) {}
                fn check_closure($($receiver)*) {}
                fn output_token($($receiver)*) {}
                fn input_token($($receiver)*) {}
                fn set_token($($receiver)*) {}
                fn more_results($($receiver)*) {}
                fn has_data($($receiver)*) {}
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
            pub(crate) fn data_in_one_member()
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

            #[::paginate_core::paginate(
                output_token = "0.from",
                items = ["0.items", "1[].item.number"],
            )]
            pub(crate) async fn page_form(
                request: Request,
                #[token] from: ::std::option::Option<u32>,
            ) -> impl ::paginate_core::Paginator<Item = u32, Error = Infallible> {
                let page = request.set_from(from).send().await?;
                let element = crate::service::Element::new(10 + page.items[0]);
                Ok((page, ::std::vec![element]))
            }

            #[::paginate_core::paginate(
                items = ["items", "inner.first"],
                total_pages = "inner.pages",
                total_items = |page| page.items.len(),
            )]
            pub(crate) async fn numbers(
                request: Request,
                #[page_number] page: u32,
            ) -> impl ::paginate_core::Paginator<Item = u32, Error = Infallible> {
                request.set_from(::std::option::Option::Some(page - 1)).send().await
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

    use crate::service::Request;

    fn items(listing: impl Paginator<Item = u32, Error = ::std::convert::Infallible>) -> Vec<u32> {
        let yielded = ::paginate_tests::script::drain(listing.items());
        yielded.into_iter().map(Result::unwrap).collect()
    }

    let expected = [0, 10, 20, 1, 11, 21, 2, 12, 22];
    ::std::assert_eq!(items(methods_by_value::strings().unwrap()), expected);
    ::std::assert_eq!(items(methods_by_reference::strings().unwrap()), expected);
    let listing = methods_by_value::data_in_one_member();
    ::std::assert_eq!(items(listing), [20, 21, 22]);
    let listing = methods_by_reference::data_in_one_member();
    ::std::assert_eq!(items(listing), [20, 21, 22]);
    let expected = [0, 10, 1, 11, 2, 12];
    ::std::assert_eq!(items(methods_by_value::page_form(Request::new())), expected);
    ::std::assert_eq!(
        items(methods_by_reference::page_form(Request::new())),
        expected
    );
    let expected = [0, 10, 1, 11, 2, 12];
    ::std::assert_eq!(items(methods_by_value::numbers(Request::new())), expected);
    ::std::assert_eq!(
        items(methods_by_reference::numbers(Request::new())),
        expected
    );
    ::std::assert_eq!(items(methods_by_value::closures()), [0, 1, 2]);
    ::std::assert_eq!(items(methods_by_reference::closures()), [0, 1, 2]);
}

#[test]
fn shadowed_names_do_not_change_the_expansion() {
    use ::paginate_core::Paginator;
    use ::std::iter::{IntoIterator, Iterator};
    use ::std::result::Result;
    use ::std::vec::Vec;

    let listing = hostile::everything(1, 2, 3, 4, 5, 6);
    let yielded = ::paginate_tests::script::drain(listing.items());
    let items: Vec<u32> = yielded.into_iter().map(Result::unwrap).collect();
    ::std::assert_eq!(items, [0, 10, 20, 1, 11, 21, 2, 12, 22]);

    let listing = hostile::page_form(1, 2, 3, 4);
    let yielded = ::paginate_tests::script::drain(listing.items());
    let items: Vec<u32> = yielded.into_iter().map(Result::unwrap).collect();
    ::std::assert_eq!(items, [0, 1, 2]);
}
