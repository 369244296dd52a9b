use paginate_core::paginate;
use paginate_tests::sdk::{Client, ListThings};

#[paginate(token = "next_token", items = "things")]
fn things(client: &Client) -> ListThings {
    client.list_things()
}

fn main() {}
