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

#[paginate(items = "users", total_items = "total")]
async fn users(client: &Client, #[page_number] page: u32) -> impl Paginator<Item = String, Error = Error> {
    client.users(page).await
}

#[paginate(items = "users", total_pages = |page| page.total.len() > 1)]
async fn more_users(client: &Client, #[page_number] page: u32) -> impl Paginator<Item = String, Error = Error> {
    client.users(page).await
}

fn main() {}
