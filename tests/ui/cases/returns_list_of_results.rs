use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = "next_token", items = "things")]
fn things(client: &Client) -> Vec<Result<impl Paginator<Item = String, Error = Error>, Error>> {
    vec![Ok(client.list_things())]
}

fn main() {}
