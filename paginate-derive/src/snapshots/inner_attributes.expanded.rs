async fn things(
    client: &Client,
) -> io::Result<impl Paginator<Item = Thing, Error = Error>> {
    //! The things of a client.
    #![allow(unused_variables)]
    //!
    //! Inactive things are included.
    /*!

# Pagination

Lists `things` of each page. Each further request carries the `next_token` of the previous page. The listing ends at the first page without a token.

No request is sent before the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request or a repeated token ends the listing with an [`Error`](paginate_core::Error) that carries the page number.
*/
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request: io::Result<_> = async {
        let unused = check(client)?;
        Ok(client.list_things())
    }
        .await;
    request
        .map(|request| {
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
                        __paginate::Member(&page.next_token).__paginate_read(),
                    ))
                        .__paginate_read(),
                ))
                .set_token(|request, token_0| request.set_next_token(token_0))
                .items(|page| __paginate::ListedAs::<
                    Thing,
                    _,
                >::check(
                    __paginate::List::of(
                            __paginate::Member(page.things).__paginate_read(),
                        )
                        .__paginate_read(),
                ))
        })
}
