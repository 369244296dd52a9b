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

#[paginate(page_number = "page", output_token = "users[-1]", items = "users")]
fn users(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.users(1)
}

fn main() {}
