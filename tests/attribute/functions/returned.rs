//! Spawning and boxing the returned paginator.

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error, FIVE_THINGS, ListThingsOutput};

use crate::free;

type Listed = Result<Vec<String>, paginate_core::Error<Error>>;

#[paginate(token = "next_token", items = "things")]
fn declared_send(
    client: Client,
) -> impl Paginator<Item = String, Error = Error> + Send + Sync + 'static {
    client.list_things()
}

#[tokio::test]
async fn returned_paginator_can_be_spawned() {
    let client = Client::new(5);
    let things: Listed = tokio::spawn(declared_send(client.clone()).items().try_collect())
        .await
        .unwrap();
    assert_eq!(things.unwrap(), FIVE_THINGS);
    // `Send` is inferred through `impl Paginator`.
    let things: Listed = tokio::spawn(async move { free(&client).items().try_collect().await })
        .await
        .unwrap();
    assert_eq!(things.unwrap(), FIVE_THINGS);
}

#[paginate(token = "next_token", items = "things")]
fn all_declared(
    client: &Client,
) -> impl Paginator<Page = ListThingsOutput, Item = String, Token = String, Error = Error> + use<> {
    client.list_things()
}

#[tokio::test]
async fn different_paginators_can_be_boxed_as_one_type() {
    type Boxed = Box<
        dyn Paginator<Page = ListThingsOutput, Item = String, Token = String, Error = Error> + Send,
    >;

    let client = Client::new(5);
    let listings: [Boxed; 2] = [
        Box::new(all_declared(&client)),
        Box::new(all_declared(&client).prefetch(2)),
    ];
    for listing in listings {
        let listing = listing.max_pages(3);
        let things: Listed = tokio::spawn(listing.items().try_collect()).await.unwrap();
        assert_eq!(things.unwrap(), FIVE_THINGS);
    }
}
