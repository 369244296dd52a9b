use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(input_token = "next_token", output_token = "list[-1", items = "things")]
fn things(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

fn main() {}
