/// The repositories of an organization.
/**

# Pagination

Yields every `Repository` in `data.edges[].node` of every page. Each further request carries the token of the previous page. The listing ends at the first page without a token.

No request is sent until the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request, a response that carries an error or a repeated token terminates the listing with an [`Error`](paginate_core::Error) that carries the page number.
*/
pub fn repositories(
    self,
    argument_1: (String, u8),
) -> impl Paginator<Item = Repository, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = (
        __paginate::Argument::check(__paginate::type_of(&self), self),
        __paginate::Argument::check(__paginate::type_of(&argument_1), argument_1),
        __paginate::ParameterType::<Option<String>>::NEW.__paginate_first_page(),
    );
    __paginate::IntoError::<
        Error,
        _,
    >::check_page(
            __paginate::Token::check(
                    __paginate::output_token(
                        __paginate::IntoError::<
                            Error,
                            _,
                        >::check(
                            __paginate::PageResult::send(
                                request,
                                "repositories",
                                move |(mut this, argument_1, cursor)| {
                                    __paginate::with_error::<
                                        Error,
                                        _,
                                    >(async move {
                                            let _ = &this;
                                            let argument_1 = argument_1;
                                            let (owner, _) = argument_1;
                                            {
                                                let query = this.query(&owner, cursor)?;
                                                Ok(this.send(query).await?)
                                            }
                                        })
                                        .__paginate_future()
                                },
                            ),
                        ),
                        __paginate::ParameterType::<Option<String>>::NEW
                            .__paginate_token(),
                        move |page| page.data.page_info.end_cursor.clone(),
                    ),
                )
                .input_token(|(argument_0, argument_1, _), token_2| (
                    argument_0,
                    argument_1,
                    __paginate::ParameterType::<Option<String>>::NEW
                        .__paginate_next_page(token_2),
                ))
                .error(|page| __paginate::PageError::read(
                    (&&&__paginate::NonEmpty(
                        __paginate::Member(&page.errors).__paginate_get(),
                    ))
                        .__paginate_get(),
                )),
        )
        .items(|page| __paginate::IntoItem::<
            Repository,
            _,
        >::check(
            ::core::iter::Iterator::filter_map(
                __paginate::ListElements(
                        __paginate::Collection::read(
                                __paginate::Member(page.data)
                                    .__paginate_get()
                                    .and_then(|member| {
                                        __paginate::Member(member.edges).__paginate_get()
                                    }),
                            )
                            .__paginate_into_iter(),
                    )
                    .__paginate_present(),
                |element| __paginate::Member(element.node).__paginate_get(),
            ),
        ))
}
