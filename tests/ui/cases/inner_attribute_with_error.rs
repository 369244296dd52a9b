use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = "next_token", item = "things")]
fn unknown_argument(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    #![allow(unused_variables)]
    client.list_things()
}

#[paginate(token = "next_token", items = "things")]
fn wrong_return_type(client: &Client) -> Option<impl Paginator<Item = String, Error = Error>> {
    #![allow(unused_variables)]
    Some(client.list_things())
}

fn main() {}
