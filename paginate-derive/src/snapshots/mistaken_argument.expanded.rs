::core::compile_error! {
    "unknown argument `item`, did you mean `items`?"
}
fn things(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    #[allow(unused_braces)]
    let request = { client.list_things() };
    ::paginate_core::__private::unfinished::<(), String, (), Error, _>(request)
}
