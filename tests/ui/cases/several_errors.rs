use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::Client;

#[paginate(tokn = "next_token", items = "a..b", limit = 5)]
const fn things(client: &Client) -> impl Paginator<Item = String> {
    client.list_things()
}

fn main() {}
