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

#[paginate(items = "users")]
async fn users(client: &Client, #[page_number] page: String) -> impl Paginator<Item = String, Error = Error> {
    client.users(page.len() as u32).await
}

fn main() {}
