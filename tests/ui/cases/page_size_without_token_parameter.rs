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

#[paginate(items = "users", too_large = |_| true)]
async fn users(client: &Client, #[page_size] size: usize) -> impl Paginator<Item = String, Error = Error> {
    client.users(size, 0).await
}

fn main() {}
