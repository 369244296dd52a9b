use paginate_core::{Paginator, paginate};

struct Client;

struct Page {
    users: Vec<String>,
    next: Option<u32>,
}

struct Error;

impl Client {
    async fn users(&self, size: usize, from: u32) -> Result<Page, Error> {
        Ok(Page { users: vec![String::new(); size], next: Some(from) })
    }
}

#[paginate(items = "users", fresh_token = |_| Some(7))]
async fn users(client: &Client, #[offset] from: u32) -> impl Paginator<Item = String, Error = Error> {
    client.users(10, from).await
}

fn main() {}
