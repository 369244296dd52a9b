use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = "it's", items = "things")]
fn f0(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "\"a", items = "things")]
fn f1(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "a/*", items = "things")]
fn f2(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "😀", items = "things")]
fn f3(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "a\\b", items = "things")]
fn f4(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "'a", items = "things")]
fn f5(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "r#", items = "things")]
fn f6(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "r#self", items = "things")]
fn f7(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "self", items = "things")]
fn f8(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "0x", items = "things")]
fn f9(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "a\u{0}", items = "things")]
fn f10(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "_", items = "things")]
fn f11(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(input_token = "it's", output_token = "a", items = "things")]
fn f12(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(input_token = "a", output_token = "a || it's", items = "things")]
fn f13(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things", more_results = "it's.b")]
fn f14(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "it's")]
fn f15(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "a.\"b")]
fn f16(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things", send = "it's")]
fn f17(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things", crate = "it's")]
fn f18(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things", crate = "a::\"b")]
fn f19(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things", crate = "/*")]
fn f20(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things", crate = "a::r#self")]
fn f21(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = "things", repeated_token = "it's")]
fn f22(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

fn main() {}
