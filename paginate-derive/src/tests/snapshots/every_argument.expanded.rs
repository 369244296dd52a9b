/// Every version of every object.
/**

# Pagination

Yields every `Version` in `result.versions`, `common`, `result.inner.a` and `result.inner.b` of every page. Each further request carries the `next_key_marker` of the previous page, or else its `versions[-1].key`, as `key_marker` and the `markers.next` of the previous page as `version_id_marker`. The listing ends when `page.is_truncated` is false, absent or empty, or when a token is repeated.

No request is sent until the [`Items`](sdk::paginate_core::Items) or the [`Pages`](sdk::paginate_core::Pages) are polled. A failed request, a response that carries an error or a missing token terminates the listing with an [`Error`](sdk::paginate_core::Error) that carries the page number.
*/
fn versions(
    s3: &Client,
    limiter: &Limiter,
) -> impl Paginator<Item = Version, Error = Error> {
    use sdk::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = { s3.list_object_versions() };
    __paginate::IntoError::<
        Error,
        _,
    >::check_page(
            __paginate::IntoError::<
                Error,
                _,
            >::check(
                    __paginate::ResponseFuture::send(
                        __paginate::Request::operation(request, "versions"),
                        move |request| {
                            __paginate::with_error::<
                                Error,
                                _,
                            >(async move {
                                    limiter.ready().await;
                                    request.send().await
                                })
                                .__paginate_future()
                        },
                    ),
                )
                .output_token(|page| {
                    let (token_0, token_1) = (
                        __paginate::Token::read(
                            (&&&__paginate::NonEmpty(
                                __paginate::Member(&page.next_key_marker).__paginate_get(),
                            ))
                                .__paginate_get()
                                .or_else(|| {
                                    (&&&__paginate::NonEmpty(
                                        __paginate::Member(&page.versions)
                                            .__paginate_get()
                                            .and_then(|list| {
                                                (&&&__paginate::LastElement(list)).__paginate_last()
                                            })
                                            .and_then(|element| {
                                                __paginate::Member(element).__paginate_get()
                                            })
                                            .and_then(|member| {
                                                __paginate::Member(&member.key).__paginate_get()
                                            }),
                                    ))
                                        .__paginate_get()
                                }),
                        ),
                        __paginate::Token::read(
                            (&&&__paginate::NonEmpty(
                                __paginate::Member(&page.markers)
                                    .__paginate_get()
                                    .and_then(|member| {
                                        __paginate::Member(&member.next).__paginate_get()
                                    }),
                            ))
                                .__paginate_get(),
                        ),
                    );
                    (::core::option::Option::is_some(&token_0)
                        || ::core::option::Option::is_some(&token_1))
                        .then_some((token_0, token_1))
                })
                .input_token(|request, (token_0, token_1)| {
                    trait MissingSetter: ::core::marker::Sized {
                        fn set_key_marker<T>(self, _: T) -> Self
                        where
                            Self: __paginate::HasTokenSetter,
                        {
                            self
                        }
                        fn set_version_id_marker<T>(self, _: T) -> Self
                        where
                            Self: __paginate::HasTokenSetter,
                        {
                            self
                        }
                    }
                    impl<R> MissingSetter for R {}
                    request.set_key_marker(token_0).set_version_id_marker(token_1)
                })
                .more_results(|page| {
                    __paginate::MoreResults(
                            (&&&__paginate::NonEmpty(
                                __paginate::Member(&page.page)
                                    .__paginate_get()
                                    .and_then(|member| {
                                        __paginate::MoreResultsMember(&member.is_truncated)
                                            .__paginate_get()
                                    }),
                            ))
                                .__paginate_get(),
                        )
                        .__paginate_read()
                })
                .error(|page| __paginate::PageError::read(
                    (&&&__paginate::NonEmpty(
                        __paginate::Member(&page.failure)
                            .__paginate_get()
                            .and_then(|member| {
                                __paginate::Member(&member.reason).__paginate_get()
                            }),
                    ))
                        .__paginate_get(),
                )),
        )
        .repeated_token(__paginate::RepeatedTokenPolicy::End)
        .items(|page| {
            let (items_0, items_1, items_2, items_3) = {
                let (collection_0, collection_2, collection_3) = match __paginate::Member(
                        page.result,
                    )
                    .__paginate_get()
                {
                    ::core::option::Option::Some(member) => {
                        let collection_0 = __paginate::Member(member.versions)
                            .__paginate_get();
                        let (collection_2, collection_3) = match __paginate::Member(
                                member.inner,
                            )
                            .__paginate_get()
                        {
                            ::core::option::Option::Some(member) => {
                                let collection_2 = __paginate::Member(member.a)
                                    .__paginate_get();
                                let collection_3 = __paginate::Member(member.b)
                                    .__paginate_get();
                                (collection_2, collection_3)
                            }
                            ::core::option::Option::None => {
                                (::core::option::Option::None, ::core::option::Option::None)
                            }
                        };
                        (collection_0, collection_2, collection_3)
                    }
                    ::core::option::Option::None => {
                        (
                            ::core::option::Option::None,
                            ::core::option::Option::None,
                            ::core::option::Option::None,
                        )
                    }
                };
                let collection_1 = __paginate::Member(page.common).__paginate_get();
                (
                    __paginate::Collection::read(collection_0).__paginate_into_iter(),
                    __paginate::Collection::read(collection_1).__paginate_into_iter(),
                    __paginate::Collection::read(collection_2).__paginate_into_iter(),
                    __paginate::Collection::read(collection_3).__paginate_into_iter(),
                )
            };
            ::core::iter::Iterator::chain(
                ::core::iter::Iterator::chain(
                    ::core::iter::Iterator::chain(
                        ::core::iter::Iterator::map(
                            items_0,
                            |value| __paginate::IntoItem::<Version, _>::into_item(value),
                        ),
                        ::core::iter::Iterator::map(
                            items_1,
                            |value| __paginate::IntoItem::<Version, _>::into_item(value),
                        ),
                    ),
                    ::core::iter::Iterator::map(
                        items_2,
                        |value| __paginate::IntoItem::<Version, _>::into_item(value),
                    ),
                ),
                ::core::iter::Iterator::map(
                    items_3,
                    |value| __paginate::IntoItem::<Version, _>::into_item(value),
                ),
            )
        })
}
