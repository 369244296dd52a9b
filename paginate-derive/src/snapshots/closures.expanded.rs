/// Every thing.
/**

# Pagination

Lists what is on each page. Each further request is sent with the token of the page before, for as long as a page says that there is more.

Nothing is sent before the [items](paginate_core::Items) or the [pages](paginate_core::Pages) are polled. What stops it before its end is an [error](paginate_core::Error) that names the page: a request that failed, a token that is missing or a token that comes again.
*/
fn things(client: &Client, last: u32) -> impl Paginator<Item = Thing, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = { Request::default() };
    let listed = __paginate::AsToken::check(
            __paginate::FailsAs::<
                Error,
                _,
            >::check(
                    __paginate::Answer::sent(
                        __paginate::Request::operation(request),
                        async move |request| client.list(&request).await,
                    ),
                )
                .output_token(move |page| page.headers.next::<Page, u32>()),
        )
        .input_token(move |request, page: u32| request.page(page))
        .more_results(move |page| page.number < last)
        .listed(move |page| {
            page.into_iter().map(From::from).collect::<Result<Vec<_>, _>>()
        });
    __paginate::ListedAs::<Thing, _>::check_closure(listed).paginator()
}
