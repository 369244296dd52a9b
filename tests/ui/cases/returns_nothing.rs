use paginate_core::paginate;
use paginate_tests::sdk::Client;

#[paginate(token = "next_token", items = "things")]
fn things(client: &Client) {
    client.list_things();
}

fn main() {}
