use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = "next_token", items = "things")]
fn things(client: &Client) -> Box<dyn Paginator<Page = (), Token = (), Item = String, Error = Error>> {
    client.list_things()
}

struct Account(Client);

impl Account {
    #[paginate(token = "next_token", items = "things")]
    fn things(&self) -> Box<dyn Paginator<Page = (), Token = (), Item = String, Error = Error> + Send> {
        Box::new(self.0.list_things())
    }
}

// rustc reports no consequential errors here.
async fn uses(client: &Client) -> Result<Vec<String>, paginate_core::Error<Error>> {
    things(client).items().try_collect().await
}

fn main() {}
