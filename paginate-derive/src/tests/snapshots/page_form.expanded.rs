/// The tags of an image.
/**

# Pagination

Yields every `String` in `tags` of every page. Each further request carries the `tags[-1]` of the previous page. The listing ends at the first page without a token.

No request is sent until the [`Items`](paginate_core::Items) or the [`Pages`](paginate_core::Pages) are polled. A failed request or a repeated token terminates the listing with an [`Error`](paginate_core::Error) that carries the page number.
*/
fn tags(
    registry: &Client,
    image: &Reference,
) -> impl Paginator<Item = String, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = (
        registry,
        image,
        __paginate::ParameterType::<Option<String>>::NEW.__paginate_first_page(),
    );
    __paginate::IntoError::<
        Error,
        _,
    >::check(
            __paginate::PageResult::send(
                request,
                "tags",
                move |(registry, image, last)| {
                    __paginate::with_error::<
                        Error,
                        _,
                    >(async move { registry.list_tags(image, last.as_deref()).await })
                        .__paginate_future()
                },
            ),
        )
        .output_token(|page| __paginate::Token::read(
            (&&&__paginate::NonEmpty(
                __paginate::Member(&page.tags)
                    .__paginate_get()
                    .and_then(|list| {
                        (&&&__paginate::LastElement(list)).__paginate_last()
                    })
                    .and_then(|element| __paginate::Member(element).__paginate_get()),
            ))
                .__paginate_get(),
        ))
        .input_token(|(argument_0, argument_1, _), token_2| (
            argument_0,
            argument_1,
            __paginate::ParameterType::<Option<String>>::NEW
                .__paginate_next_page(token_2),
        ))
        .items(|page| __paginate::IntoItem::<
            String,
            _,
        >::check(
            __paginate::Collection::read(__paginate::Member(page.tags).__paginate_get())
                .__paginate_into_iter(),
        ))
}
