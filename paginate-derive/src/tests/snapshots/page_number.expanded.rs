/// The issues of a repository.
/**

# Pagination

Yields every `Issue` in `data` of every page. Each further request carries the next page number. The listing ends after the number of pages in `last_page`.

No request is sent until the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request terminates the listing with an [`Error`](paginate_core::Error) that carries the page number.
*/
fn issues(api: &Api, repository: &str) -> impl Paginator<Item = Issue, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = (
        api,
        repository,
        __paginate::NumberParameter::first_page(::core::marker::PhantomData::<u32>, 1),
    );
    __paginate::IntoError::<
        Error,
        _,
    >::check(
            __paginate::PageResult::send(
                request,
                "issues",
                move |(api, repository, page)| {
                    __paginate::with_error::<
                        Error,
                        _,
                    >(async move { api.issues(repository, page, 100).await })
                        .__paginate_future()
                },
            ),
        )
        .page_number(
            1,
            |(argument_0, argument_1, _), token_2| (
                argument_0,
                argument_1,
                __paginate::NumberParameter::next_page(token_2),
            ),
        )
        .item_count(|page| {
            __paginate::Member(&page.data)
                .__paginate_get()
                .map_or(
                    0,
                    |list| ::core::iter::Iterator::count(
                        (&&&__paginate::Elements(list)).__paginate_elements(),
                    ),
                )
        })
        .total_pages(|page| __paginate::Total::read(
            __paginate::Member(&page.last_page).__paginate_get(),
        ))
        .items(|page| __paginate::IntoItem::<
            Issue,
            _,
        >::check(
            __paginate::Collection::read(__paginate::Member(page.data).__paginate_get())
                .__paginate_into_iter(),
        ))
}
