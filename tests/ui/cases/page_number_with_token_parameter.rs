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

#[paginate(output_token = "next", items = "users")]
async fn users(client: &Client, #[token] token: Option<String>, #[page_number] page: u32) -> impl Paginator<Item = String, Error = Error> {
    client.users(token.or(Some(page.to_string()))).await
}

#[paginate(items = "users")]
async fn more_users(client: &Client, #[offset] offset: u32, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    client.users(token.or(Some(offset.to_string()))).await
}

fn main() {}
