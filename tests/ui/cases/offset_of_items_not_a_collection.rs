use paginate_core::{Paginator, paginate};

struct Client;

struct Page {
    users: Vec<String>,
    total: String,
    first: usize,
}

impl Client {
    async fn users(&self, page: u32) -> Result<Page, Error> {
        Ok(Page { users: vec![], total: page.to_string(), first: 1 })
    }
}

struct Error;

#[paginate(items = "first")]
async fn users(client: &Client, #[offset] offset: u32) -> impl Paginator<Item = String, Error = Error> {
    client.users(offset).await
}

fn main() {}
