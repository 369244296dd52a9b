use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = concat!("next", "_token"), items = "things")]
fn macro_call(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = things::<String, String>(), send = "send")]
fn function_call(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things".to_string(), crate = paginate_core.x)]
fn method_call(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

fn main() {}
