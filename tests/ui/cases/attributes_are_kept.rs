#![deny(deprecated, unused_must_use, unused_variables)]

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[deprecated = "use `list_new`"]
#[paginate(token = "next_token", items = "things")]
fn list_old(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things")]
#[must_use = "the listing is lazy"]
async fn list_async(client: Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things")]
fn list_unused(client: &Client, prefix: &str) -> impl Paginator<Item = String, Error = Error> {
    let request = 1;
    client.list_things()
}

async fn uses(client: &Client) {
    list_old(client).items();
    list_async(client.clone());
    list_unused(client, "");
}

fn main() {}
