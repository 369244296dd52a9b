use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = "next_token", items = "things")]
fn things(
    client: &Client,
) -> (impl Paginator<Item = String, Error = Error>, impl Paginator<Item = String, Error = Error>) {
    (client.list_things(), client.list_things())
}

// rustc reports no consequential errors here.
async fn uses(client: &Client) -> Result<Vec<String>, paginate_core::Error<Error>> {
    let (first, _) = things(client);
    first.items().try_collect().await
}

fn main() {}
