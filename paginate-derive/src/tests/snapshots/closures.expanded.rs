/// Every thing.
/**

# Pagination

Yields every `Thing` of every page. Each further request carries the token of the previous page. The listing ends when a page reports no more results.

No request is sent until the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request, a missing token or a repeated token terminates the listing with an [`Error`](paginate_core::Error) that carries the page number.
*/
fn things(client: &Client, last: u32) -> impl Paginator<Item = Thing, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = { Request::default() };
    let operation = __paginate::with_items(
        __paginate::Token::check(
                __paginate::IntoError::<
                    Error,
                    _,
                >::check(
                        __paginate::ResponseFuture::send(
                            __paginate::Request::operation(request, "things"),
                            move |request| {
                                __paginate::with_error::<
                                    Error,
                                    _,
                                >(async move { client.list(&request).await })
                                    .__paginate_future()
                            },
                        ),
                    )
                    .output_token(move |page| page.headers.next::<Page, u32>()),
            )
            .input_token(move |request, page: u32| request.page(page))
            .more_results(move |page| page.number < last),
        move |page| page.into_iter().map(From::from).collect::<Result<Vec<_>, _>>(),
    );
    __paginate::IntoItem::<Thing, _>::check_closure(operation).paginator()
}
