use std::ops::Deref;

use paginate_core::{Paginator, paginate};

struct Client;

struct Page {
    users: Vec<String>,
    next: Option<String>,
}

struct Cached(Box<Page>);

impl Deref for Cached {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.0
    }
}

struct Error;

impl Client {
    async fn users(&self, token: Option<String>) -> Result<Cached, Error> {
        Ok(Cached(Box::new(Page { users: vec![], next: token })))
    }
}

#[paginate(output_token = "next", items = "users")]
async fn users(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    client.users(token).await
}

#[paginate(output_token = "next", items = |page| page.users.clone())]
async fn cloned_users(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    client.users(token).await
}

fn main() {}
