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

#[paginate(output_token = "next", items = "users", fresh_token = |_error| Some(String::new()))]
async fn users(client: &Client, #[token] from: Option<u32>) -> impl Paginator<Item = String, Error = Error> {
    client.users(10, from.unwrap_or(0)).await
}

fn main() {}
