/// The events of a stream.
/**

# Pagination

Yields every `Event` in `events` of every page. Each further request carries the `next_forward_token` of the previous page as `next_token`. The listing ends at the first page without a token; repeated tokens are ignored.

No request is sent until the [`Items`](crate::paging::Items) or the [`Pages`](crate::paging::Pages) are polled. A failed request terminates the listing with an [`Error`](crate::paging::Error) that carries the page number.
*/
fn events(logs: &Client) -> impl Paginator<Item = Event, Error = Error> {
    use crate::paging::__private as __paginate;
    use __paginate::methods::*;
    let request = { logs.get_log_events() };
    __paginate::set_token(
            __paginate::IntoError::<
                Error,
                _,
            >::check(
                    __paginate::ResponseFuture::send(
                        __paginate::Request::operation(request, "events"),
                        |request| request.send(),
                    ),
                )
                .output_token(|page| __paginate::Token::read(
                    (&&&__paginate::NonEmpty(
                        __paginate::Member(&page.next_forward_token).__paginate_get(),
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
        .repeated_token(__paginate::RepeatedTokenPolicy::Continue)
        .items(|page| __paginate::IntoItem::<
            Event,
            _,
        >::check(
            __paginate::Collection::read(
                    __paginate::Member(page.events).__paginate_get(),
                )
                .__paginate_into_iter(),
        ))
}
