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

#[paginate(items = "users")]
async fn users(client: &Client, #[page_number(first = 0)] page: u32) -> impl Paginator<Item = String, Error = Error> {
    client.users(Some(page.to_string())).await
}

#[paginate(output_token = "next", items = "users")]
async fn more_users(client: &Client, #[token = "next"] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    client.users(token).await
}

fn main() {}
