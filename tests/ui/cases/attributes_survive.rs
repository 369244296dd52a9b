#![deny(deprecated, unused_must_use, unused_variables)]

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[deprecated = "list them otherwise"]
#[paginate(token = "next_token", items = "things")]
fn old(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things")]
#[must_use = "nothing else is worth the trouble"]
async fn hard(client: Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things")]
fn careless(client: &Client, prefix: &str) -> impl Paginator<Item = String, Error = Error> {
    let request = 1;
    client.list_things()
}

async fn uses(client: &Client) {
    old(client).items();
    hard(client.clone());
    careless(client, "");
}

fn main() {}
