async fn things(
    client: &Client,
) -> io::Result<impl Paginator<Item = Thing, Error = Error>> {
    //! The things of a client.
    #![allow(unused_variables)]
    //!
    //! Inactive things are included.
    /*!

# Pagination

Yields every `Thing` in `things` of every page. Each further request carries the `next_token` of the previous page. The listing ends at the first page without a token.

No request is sent until the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request or a repeated token terminates the listing with an [`Error`](paginate_core::Error) that carries the page number.
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
            __paginate::set_token(
                    __paginate::IntoError::<
                        Error,
                        _,
                    >::check(
                            __paginate::ResponseFuture::send(
                                __paginate::Request::operation(request, "things"),
                                |request| request.send(),
                            ),
                        )
                        .output_token(|page| __paginate::Token::read(
                            (&&&__paginate::NonEmpty(
                                __paginate::Member(&page.next_token).__paginate_get(),
                            ))
                                .__paginate_get(),
                        )),
                    |request, token_0| {
                        trait MissingSetter: ::core::marker::Sized {
                            fn set_next_token<T>(self, _: T) -> Self
                            where
                                Self: __paginate::HasTokenSetter,
                            {
                                self
                            }
                        }
                        impl<R> MissingSetter for R {}
                        request.set_next_token(token_0)
                    },
                )
                .items(|page| __paginate::IntoItem::<
                    Thing,
                    _,
                >::check(
                    __paginate::Collection::read(
                            __paginate::Member(page.things).__paginate_get(),
                        )
                        .__paginate_into_iter(),
                ))
        })
}
