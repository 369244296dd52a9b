/// The issues of a repository.
/**

# Pagination

Yields every `Issue` in `nodes` of every page. Each further request carries the `end_cursor` of the previous page. The listing ends at the first page without a token. A page that is too large is requested again with half the size. A page whose token has expired is requested again with a fresh token.

No request is sent until the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request or a repeated token terminates the listing with an [`Error`](paginate_core::Error) that carries the page number.
*/
fn issues(github: &Client, first: u32) -> impl Paginator<Item = Issue, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = (
        github,
        __paginate::Argument::check(__paginate::type_of(&first), first),
        __paginate::ParameterType::<Option<String>>::NEW.__paginate_first_page(),
    );
    let page_size = __paginate::SizeParameter::size(
        ::core::marker::PhantomData::<u32>,
        first,
    );
    __paginate::fresh_token(
            __paginate::page_size(
                __paginate::IntoError::<
                    Error,
                    _,
                >::check(
                        __paginate::PageResult::send(
                            request,
                            "issues",
                            move |(github, first, after)| {
                                __paginate::with_error::<
                                    Error,
                                    _,
                                >(async move { github.issues(first, after).await })
                                    .__paginate_future()
                            },
                        ),
                    )
                    .output_token(|page| __paginate::Token::read(
                        (&&&__paginate::NonEmpty(
                            __paginate::Member(&page.end_cursor).__paginate_get(),
                        ))
                            .__paginate_get(),
                    ))
                    .input_token(|(argument_0, argument_1, _), token_2| (
                        argument_0,
                        argument_1,
                        __paginate::ParameterType::<Option<String>>::NEW
                            .__paginate_next_page(token_2),
                    )),
                ::core::marker::PhantomData::<Error>,
                page_size,
                |(argument_0, _, argument_2), token_1| (
                    argument_0,
                    __paginate::SizeParameter::resized(token_1),
                    argument_2,
                ),
                move |error| error.is_timeout(),
            ),
            ::core::marker::PhantomData::<Error>,
            move |error| error.fresh_token(),
        )
        .items(|page| __paginate::IntoItem::<
            Issue,
            _,
        >::check(
            __paginate::Collection::read(__paginate::Member(page.nodes).__paginate_get())
                .__paginate_into_iter(),
        ))
}
