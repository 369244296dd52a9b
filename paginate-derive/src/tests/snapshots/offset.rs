/// The documents that match a query.
#[paginate(
    offset = "from",
    items = "hits[].document",
    total_items = |page| page.estimated_total,
)]
fn documents(search: &Client, query: &str) -> impl Paginator<Item = Document, Error = Error> {
    search.search(query)
}
