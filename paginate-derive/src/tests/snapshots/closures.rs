/// Every thing.
#[paginate(
    output_token = |page| page.headers.next::<Page, u32>(),
    input_token = |request, page: u32| request.page(page),
    more_results = move |page| page.number < last,
    items = |page| page.into_iter().map(From::from).collect::<Result<Vec<_>, _>>(),
    send = async |request| client.list(&request).await
)]
fn things(client: &Client, last: u32) -> impl Paginator<Item = Thing, Error = Error> {
    Request::default()
}
