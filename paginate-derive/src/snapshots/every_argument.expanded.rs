/// Every version of every object.
/**

# Pagination

Lists `result.versions`, `common`, `result.inner.a` and `result.inner.b` of each page. Each further request is sent with the `next_key_marker` of the page before, or else its `versions[-1].key`, as `key_marker` and the `markers.next` of the page before as `version_id_marker`, for as long as `page.is_truncated` says that there is more, or until a token comes again.

Nothing is sent before the [items](sdk::paginate_core::Items) or the [pages](sdk::paginate_core::Pages) are polled. What stops it before its end is an [error](sdk::paginate_core::Error) that names the page: a request that failed or a token that is missing.
*/
fn versions(
    s3: &Client,
    limiter: &Limiter,
) -> impl Paginator<Item = Version, Error = Error> {
    #[allow(unused_braces)]
    let request = { s3.list_object_versions() };
    sdk::paginate_core::requires::FailsAs::<
        Error,
        _,
    >::check(
            sdk::paginate_core::requires::Answer::sent(
                sdk::paginate_core::requires::Request::operation(request),
                move |request| async move {
                    limiter.ready().await;
                    request.send().await
                },
            ),
        )
        .output_token(|page| {
            use sdk::paginate_core::__private::*;
            let (token_0, token_1) = (
                sdk::paginate_core::__private::requires::AsToken::of(
                    (&&&sdk::paginate_core::__private::Token(
                        sdk::paginate_core::__private::Member(&page.next_key_marker)
                            .read(),
                    ))
                        .read()
                        .or_else(|| {
                            (&&&sdk::paginate_core::__private::Token(
                                sdk::paginate_core::__private::Member(&page.versions)
                                    .read()
                                    .and_then(|list| list.last())
                                    .and_then(|member| {
                                        sdk::paginate_core::__private::Member(&member.key).read()
                                    }),
                            ))
                                .read()
                        }),
                ),
                sdk::paginate_core::__private::requires::AsToken::of(
                    (&&&sdk::paginate_core::__private::Token(
                        sdk::paginate_core::__private::Member(&page.markers)
                            .read()
                            .and_then(|member| {
                                sdk::paginate_core::__private::Member(&member.next).read()
                            }),
                    ))
                        .read(),
                ),
            );
            (token_0.is_some() || token_1.is_some()).then_some((token_0, token_1))
        })
        .input_token(|request, (token_0, token_1)| {
            request.set_key_marker(token_0).set_version_id_marker(token_1)
        })
        .more_results(|page| {
            use sdk::paginate_core::__private::*;
            sdk::paginate_core::__private::requires::Flag::of(
                sdk::paginate_core::__private::Member(&page.page)
                    .read()
                    .and_then(|member| {
                        sdk::paginate_core::__private::Member(&member.is_truncated)
                            .read()
                    }),
            )
        })
        .repeated_token(sdk::paginate_core::RepeatedToken::End)
        .items(|page| {
            let (items_0, items_1, items_2, items_3) = {
                use sdk::paginate_core::__private::*;
                let (collection_0, collection_2, collection_3) = match sdk::paginate_core::__private::Member(
                        page.result,
                    )
                    .read()
                {
                    ::core::option::Option::Some(member) => {
                        let collection_0 = sdk::paginate_core::__private::Member(
                                member.versions,
                            )
                            .read();
                        let (collection_2, collection_3) = match sdk::paginate_core::__private::Member(
                                member.inner,
                            )
                            .read()
                        {
                            ::core::option::Option::Some(member) => {
                                let collection_2 = sdk::paginate_core::__private::Member(
                                        member.a,
                                    )
                                    .read();
                                let collection_3 = sdk::paginate_core::__private::Member(
                                        member.b,
                                    )
                                    .read();
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
                let collection_1 = sdk::paginate_core::__private::Member(page.common)
                    .read();
                (
                    sdk::paginate_core::__private::requires::List::of(collection_0)
                        .read(),
                    sdk::paginate_core::__private::requires::List::of(collection_1)
                        .read(),
                    sdk::paginate_core::__private::requires::List::of(collection_2)
                        .read(),
                    sdk::paginate_core::__private::requires::List::of(collection_3)
                        .read(),
                )
            };
            ::core::iter::Iterator::chain(
                ::core::iter::Iterator::chain(
                    ::core::iter::Iterator::chain(
                        ::core::iter::Iterator::map(
                            items_0,
                            |value| sdk::paginate_core::requires::ListedAs::<
                                Version,
                                _,
                            >::listed_as(value),
                        ),
                        ::core::iter::Iterator::map(
                            items_1,
                            |value| sdk::paginate_core::requires::ListedAs::<
                                Version,
                                _,
                            >::listed_as(value),
                        ),
                    ),
                    ::core::iter::Iterator::map(
                        items_2,
                        |value| sdk::paginate_core::requires::ListedAs::<
                            Version,
                            _,
                        >::listed_as(value),
                    ),
                ),
                ::core::iter::Iterator::map(
                    items_3,
                    |value| sdk::paginate_core::requires::ListedAs::<
                        Version,
                        _,
                    >::listed_as(value),
                ),
            )
        })
}
