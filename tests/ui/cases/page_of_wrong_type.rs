use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error, ListThings};

#[paginate(token = "next_token", items = "things")]
fn things(client: &Client) -> impl Paginator<Page = ListThings, Item = String, Error = Error> {
    client.list_things()
}

fn main() {}
