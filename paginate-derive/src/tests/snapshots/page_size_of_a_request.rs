/// The items of a table.
#[paginate(token = "start_key", items = "items", page_size = "limit", too_large = |error| error.is_throttled())]
fn items(table: &Table) -> impl Paginator<Item = Item, Error = Error> {
    table.query().limit(100)
}
