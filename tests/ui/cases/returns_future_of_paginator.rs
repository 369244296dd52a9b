use std::pin::Pin;

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = "next_token", items = "things")]
fn things(client: Client) -> impl Future<Output = impl Paginator<Item = String, Error = Error>> {
    async move { client.list_things() }
}

#[paginate(token = "next_token", items = "things")]
fn may_fail(
    client: Client,
) -> impl Future<Output = Result<impl Paginator<Item = String, Error = Error>, Error>> + Send {
    async move { Ok(client.list_things()) }
}

#[paginate(token = "next_token", items = "things")]
fn boxed(
    client: Client,
) -> Pin<Box<dyn Future<Output = Box<dyn Paginator<Page = (), Token = (), Item = String, Error = Error>>>>> {
    Box::pin(async move { client.list_things() })
}

// rustc reports no consequential errors here.
async fn uses(client: Client) -> Result<Vec<String>, paginate_core::Error<Error>> {
    let things = things(client.clone()).await;
    boxed(client.clone()).await;
    may_fail(client).await.unwrap();
    things.items().try_collect().await
}

fn main() {}
