fn things(client: &Client, last: u32) -> impl Paginator<Item = Thing, Error = Error> {
    let request = ::paginate_core::__private::build(|| { Request::default() });
    ::paginate_core::operation(request)
        .send(async move |request| client.list(&request).await)
        .output_token(move |page| page.headers.next::<Page, u32>())
        .input_token(move |request, page: u32| request.page(page))
        .more_results(move |page| page.number < last)
        .items(move |page| {
            page.into_iter().map(From::from).collect::<Result<Vec<_>, _>>()
        })
}
