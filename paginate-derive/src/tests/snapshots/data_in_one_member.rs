#[paginate(
    input_token = "after",
    output_token = "data.users.end_cursor",
    items = "data.users.nodes",
    error = |page| page.errors.clone(),
)]
fn users(api: &Client) -> impl Paginator<Item = User, Error = Error> {
    api.users()
}
