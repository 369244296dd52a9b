use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::Client;

#[paginate(token = "next_token", items = "things")]
fn things(client: &Client) -> impl Paginator<Item = String, Error = std::fmt::Error> {
    client.list_things()
}

fn main() {}
