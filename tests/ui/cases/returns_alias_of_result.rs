use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

type Listing<T> = Result<T, Error>;

#[paginate(token = "next_token", items = "things")]
fn things(client: &Client) -> Listing<impl Paginator<Item = String, Error = Error>> {
    Ok(client.list_things())
}

trait Paginate {
    async fn paginate(self) -> Listing<impl Paginator<Item = String, Error = Error>>;
}

impl Paginate for Client {
    #[paginate(token = "next_token", items = "things")]
    async fn paginate(self) -> Listing<impl Paginator<Item = String, Error = Error>> {
        std::future::ready(Err(Error)).await?;
        Ok(self.list_things())
    }
}

// rustc reports no consequential errors here.
async fn uses(client: &Client) -> Result<Vec<String>, paginate_core::Error<Error>> {
    let _: Vec<String> = client.clone().paginate().await.unwrap().items().try_collect().await?;
    things(client).unwrap().items().try_collect().await
}

fn main() {}
