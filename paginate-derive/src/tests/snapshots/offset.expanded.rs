/// The documents that match a query.
/**

# Pagination

Yields every `Document` in `hits[].document` of every page. Each further request carries the number of items on the previous pages as `from`. The listing ends after the last item.

No request is sent until the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request terminates the listing with an [`Error`](paginate_core::Error) that carries the page number.
*/
fn documents(
    search: &Client,
    query: &str,
) -> impl Paginator<Item = Document, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = { search.search(query) };
    __paginate::total_items(
            __paginate::IntoError::<
                Error,
                _,
            >::check(
                    __paginate::ResponseFuture::send(
                        __paginate::Request::operation(request, "documents"),
                        |request| request.send(),
                    ),
                )
                .offset(
                    |page| {
                        __paginate::Member(&page.hits)
                            .__paginate_get()
                            .map_or(
                                0,
                                |list| ::core::iter::Iterator::count(
                                    (&&&__paginate::Elements(list)).__paginate_elements(),
                                ),
                            )
                    },
                    |request, number| {
                        trait MissingSetter: ::core::marker::Sized {
                            fn set_from<T>(self, _: T) -> Self
                            where
                                Self: __paginate::HasNumberSetter,
                            {
                                self
                            }
                        }
                        impl<R> MissingSetter for R {}
                        request.set_from(::core::option::Option::Some(number))
                    },
                ),
            move |page| page.estimated_total,
        )
        .items(|page| __paginate::IntoItem::<
            Document,
            _,
        >::check(
            ::core::iter::Iterator::filter_map(
                __paginate::ListElements(
                        __paginate::Collection::read(
                                __paginate::Member(page.hits).__paginate_get(),
                            )
                            .__paginate_into_iter(),
                    )
                    .__paginate_present(),
                |element| __paginate::Member(element.document).__paginate_get(),
            ),
        ))
}
