use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error, ListThingsOutput};

struct Once(Client);

impl Once {
    async fn send(self) -> Result<ListThingsOutput, Error> {
        Ok(self.0.list_things().send().await?)
    }

    fn set_next_token(self, _: Option<String>) -> Self {
        self
    }
}

#[paginate(token = "next_token", items = "things")]
fn things(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    Once(client.clone())
}

fn main() {}
