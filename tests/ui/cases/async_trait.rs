use paginate_core::{Paginator, paginate};

struct Client;

struct Page {
    users: Vec<String>,
    next: Option<String>,
}

impl Client {
    async fn users(&self, token: Option<String>) -> Result<Page, Error> {
        Ok(Page { users: vec![], next: token })
    }
}

struct Error;

use std::future::Future;
use std::pin::Pin;

trait Users {
    // As `#[async_trait]` rewrites `async fn users(&self, …) -> impl Paginator<…>`.
    #[paginate(output_token = "next", items = "users")]
    fn users<'life0, 'async_trait>(
        &'life0 self,
        #[token] token: Option<String>,
    ) -> Pin<Box<dyn Future<Output = impl Paginator<Item = String, Error = Error>> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
    {
        Box::pin(async move { Client.users(token).await })
    }
}

fn main() {}
