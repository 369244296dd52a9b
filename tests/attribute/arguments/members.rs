//! Paths lead through plain members and through optional ones.

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

const ALL: [&str; 5] = ["a-0", "b-1", "a-2", "b-3", "a-4"];

type Listed = Result<Vec<String>, paginate_core::Error<Error>>;

#[paginate(token = "next_token", items = "nested.things")]
fn optional_member(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things().prefix("b-")
}

#[paginate(token = "next_token", items = "list")]
fn plain_member(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "r#type", items = "things")]
fn plain_token(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[tokio::test]
async fn path_members_are_plain_or_optional() {
    let client = Client::new(5);
    let things: Listed = optional_member(&client).items().try_collect().await;
    assert_eq!(things.unwrap(), ["b-1", "b-3"]);
    // The last page, which was empty, had no `nested` at all.
    let mut pages = optional_member(&client).pages();
    while pages.try_next().await.unwrap().is_some() {}
    assert_eq!(pages.page_number(), 2);
    let things: Listed = plain_member(&client).items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
    let things: Listed = plain_token(&client).items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
}
