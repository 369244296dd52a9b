use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = |page| page.next_token, items = "things", token = "next_token")]
fn things(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

fn main() {}
