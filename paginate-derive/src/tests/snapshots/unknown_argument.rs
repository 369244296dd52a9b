#[paginate(token = "next_token", item = "things")]
fn things(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}
