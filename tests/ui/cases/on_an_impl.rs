use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

pub struct Things(Client);

#[paginate(token = "next_token", items = "things")]
impl Things {
    fn things(&self) -> impl Paginator<Item = String, Error = Error> {
        self.0.list_things()
    }

    async fn later(&self) -> impl Paginator<Item = String, Error = Error> + use<> {
        std::future::ready(self.0.list_things()).await
    }

    fn prefixed(&self, prefix: &str) -> Things {
        let Things(client) = self;
        drop(client.list_things().prefix(prefix));
        Things(client.clone())
    }
}

// rustc reports no consequential errors here.
async fn uses(things: &Things) -> Result<Vec<String>, paginate_core::Error<Error>> {
    things.prefixed("a").later().await.items().try_collect::<Vec<_>>().await?;
    things.things().items().try_collect().await
}

fn main() {}
