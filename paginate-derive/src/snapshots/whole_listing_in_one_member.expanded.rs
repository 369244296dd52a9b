fn users(api: &Client) -> impl Paginator<Item = User, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = { api.users() };
    __paginate::FailsAs::<
        Error,
        _,
    >::check_page(
            __paginate::FailsAs::<
                Error,
                _,
            >::check(
                    __paginate::Answer::sent(
                        __paginate::Request::operation(request),
                        |request| request.send(),
                    ),
                )
                .output_token(|page| __paginate::AsToken::of(
                    (&&&__paginate::Token(
                        __paginate::Member(&page.data)
                            .__paginate_read()
                            .and_then(|member| {
                                __paginate::Member(&member.users).__paginate_read()
                            })
                            .and_then(|member| {
                                __paginate::Member(&member.end_cursor).__paginate_read()
                            }),
                    ))
                        .__paginate_read(),
                ))
                .set_token(|request, token_0| request.set_after(token_0))
                .has_listing(|page| ::core::option::Option::is_some(
                    &__paginate::Member(&page.data).__paginate_read(),
                ))
                .error(move |page| page.errors.clone()),
        )
        .items(|page| __paginate::ListedAs::<
            User,
            _,
        >::check(
            __paginate::List::of(
                    __paginate::Member(page.data)
                        .__paginate_read()
                        .and_then(|member| {
                            __paginate::Member(member.users).__paginate_read()
                        })
                        .and_then(|member| {
                            __paginate::Member(member.nodes).__paginate_read()
                        }),
                )
                .__paginate_read(),
        ))
}
