fn users(api: &Client) -> impl Paginator<Item = User, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = { api.users() };
    __paginate::IntoError::<
        Error,
        _,
    >::check_page(
            __paginate::set_token(
                    __paginate::IntoError::<
                        Error,
                        _,
                    >::check(
                            __paginate::ResponseFuture::send(
                                __paginate::Request::operation(request, "users"),
                                |request| request.send(),
                            ),
                        )
                        .output_token(|page| __paginate::Token::read(
                            (&&&__paginate::NonEmpty(
                                __paginate::Member(&page.data)
                                    .__paginate_get()
                                    .and_then(|member| {
                                        __paginate::Member(&member.users).__paginate_get()
                                    })
                                    .and_then(|member| {
                                        __paginate::Member(&member.end_cursor).__paginate_get()
                                    }),
                            ))
                                .__paginate_get(),
                        )),
                    |request, token_0| {
                        trait MissingSetter: ::core::marker::Sized {
                            fn set_after<T>(self, _: T) -> Self
                            where
                                Self: __paginate::HasTokenSetter,
                            {
                                self
                            }
                        }
                        impl<R> MissingSetter for R {}
                        request.set_after(token_0)
                    },
                )
                .has_data(|page| ::core::option::Option::is_some(
                    &__paginate::Member(&page.data)
                        .__paginate_get()
                        .and_then(|member| {
                            __paginate::Member(&member.users).__paginate_get()
                        }),
                ))
                .error(move |page| page.errors.clone()),
        )
        .items(|page| __paginate::IntoItem::<
            User,
            _,
        >::check(
            __paginate::Collection::read(
                    __paginate::Member(page.data)
                        .__paginate_get()
                        .and_then(|member| {
                            __paginate::Member(member.users).__paginate_get()
                        })
                        .and_then(|member| {
                            __paginate::Member(member.nodes).__paginate_get()
                        }),
                )
                .__paginate_into_iter(),
        ))
}
