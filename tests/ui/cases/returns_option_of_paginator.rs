use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = "next_token", items = "things")]
fn things(client: &Client) -> Option<impl Paginator<Item = String, Error = Error>> {
    Some(client.list_things())
}

// rustc reports no consequential errors here.
async fn uses(client: &Client) -> Result<Vec<String>, paginate_core::Error<Error>> {
    things(client).unwrap().items().try_collect().await
}

fn main() {}
