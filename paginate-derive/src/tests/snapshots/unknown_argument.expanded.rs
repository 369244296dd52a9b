fn things(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = { client.list_things() };
    __paginate::fallback_paginator::<(), String, (), Error, _>(request)
}
::core::compile_error! {
    "unknown argument `item`, did you mean `items`?"
}
