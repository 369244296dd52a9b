/// The items of a table.
/**

# Pagination

Yields every `Item` in `items` of every page. Each further request carries the `start_key` of the previous page. The listing ends at the first page without a token. A page that is too large is requested again with half the size.

No request is sent until the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request or a repeated token terminates the listing with an [`Error`](paginate_core::Error) that carries the page number.
*/
fn items(table: &Table) -> impl Paginator<Item = Item, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = { table.query().limit(100) };
    let page_size = {
        trait MissingGetter {
            fn get_limit(&self) -> ::core::option::Option<u32>
            where
                Self: __paginate::HasPageSizeGetter,
            {
                ::core::option::Option::None
            }
        }
        impl<R> MissingGetter for R {}
        __paginate::SizeMember::read(request.get_limit())
    };
    __paginate::page_size(
            __paginate::set_token(
                __paginate::IntoError::<
                    Error,
                    _,
                >::check(
                        __paginate::ResponseFuture::send(
                            __paginate::Request::operation(request, "items"),
                            |request| request.send(),
                        ),
                    )
                    .output_token(|page| __paginate::Token::read(
                        (&&&__paginate::NonEmpty(
                            __paginate::Member(&page.start_key).__paginate_get(),
                        ))
                            .__paginate_get(),
                    )),
                |request, token_0| {
                    trait MissingSetter: ::core::marker::Sized {
                        fn set_start_key<T>(self, _: T) -> Self
                        where
                            Self: __paginate::HasTokenSetter,
                        {
                            self
                        }
                    }
                    impl<R> MissingSetter for R {}
                    request.set_start_key(token_0)
                },
            ),
            ::core::marker::PhantomData::<Error>,
            page_size,
            |request, number| {
                trait MissingSetter: ::core::marker::Sized {
                    fn set_limit<T>(self, _: T) -> Self
                    where
                        Self: __paginate::HasPageSizeSetter,
                    {
                        self
                    }
                }
                impl<R> MissingSetter for R {}
                request.set_limit(::core::option::Option::Some(number))
            },
            move |error| error.is_throttled(),
        )
        .items(|page| __paginate::IntoItem::<
            Item,
            _,
        >::check(
            __paginate::Collection::read(__paginate::Member(page.items).__paginate_get())
                .__paginate_into_iter(),
        ))
}
