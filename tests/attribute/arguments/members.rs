//! Paths through plain members and through optional members.

use paginate_core::{Paginator, paginate};
use paginate_tests::all;
use paginate_tests::sdk::{Client, Error, FIVE_THINGS};

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
    assert_eq!(all(optional_member(&client)).await, ["b-1", "b-3"]);
    // The second page is empty, and its `nested` is absent.
    let mut pages = optional_member(&client).pages();
    while pages.try_next().await.unwrap().is_some() {}
    assert_eq!(pages.page_count(), 2);
    assert_eq!(all(plain_member(&client)).await, FIVE_THINGS);
    assert_eq!(all(plain_token(&client)).await, FIVE_THINGS);
}
