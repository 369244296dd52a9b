async fn things(
    client: &Client,
) -> io::Result<impl Paginator<Item = Thing, Error = Error>> {
    //! The things of a client.
    #![allow(unused_variables)]
    //!
    //! Inactive things are included.
    /*!

# Pagination

Lists `things` of each page. Each further request is sent with the `next_token` of the page before, until a page carries none.

Nothing is sent before the [items](paginate_core::Items) or the [pages](paginate_core::Pages) are polled. What stops it before its end is an [error](paginate_core::Error) that names the page: a request that failed or a token that comes again.
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
                    (&&&__paginate::Token(__paginate::Member(&page.next_token).read()))
                        .read(),
                ))
                .set_token(|request, token_0| request.set_next_token(token_0))
                .items(|page| __paginate::ListedAs::<
                    Thing,
                    _,
                >::check(
                    __paginate::List::of(__paginate::Member(page.things).read()).read(),
                ))
        })
}
