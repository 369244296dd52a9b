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

#[paginate(output_token = "next", items = "users")]
async fn users(client: &Client, #[page_size] size: usize, #[token] from: Option<u32>) -> impl Paginator<Item = String, Error = Error> {
    client.users(size, from.unwrap_or(0)).await
}

fn main() {}
