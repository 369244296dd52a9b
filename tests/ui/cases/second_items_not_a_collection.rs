use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = "next_token", items = ["things", "next_token"])]
fn things(client: &Client) -> impl Paginator<Item = char, Error = Error> {
    client.list_things()
}

fn main() {}
