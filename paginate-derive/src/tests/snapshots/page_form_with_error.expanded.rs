/// The tags of an image.
fn tags(registry: &Client) -> impl Paginator<Item = String, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = (
        registry,
        __paginate::ParameterType::<Option<String>>::NEW.__paginate_first_page(),
    );
    __paginate::fallback_fetch(
        &request,
        move |(registry, last)| {
            __paginate::with_error::<
                Error,
                _,
            >(async move { registry.list_tags(last.as_deref()).await })
                .__paginate_future()
        },
    );
    __paginate::fallback_paginator::<(), String, (), Error, _>(request)
}
::core::compile_error! {
    "`token` cannot be combined with the `#[token]` parameter: name only the member of the response, like `output_token = \"next_token\"`"
}
