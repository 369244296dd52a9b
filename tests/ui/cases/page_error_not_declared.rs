use std::io;

use paginate_core::{Paginator, paginate};

struct Client;

struct Page {
    users: Vec<String>,
    next: Option<String>,
}

impl Client {
    async fn users(&self, token: Option<String>) -> Result<Page, io::Error> {
        Ok(Page {
            users: vec![],
            next: token,
        })
    }
}

#[paginate(output_token = "next", items = "users")]
async fn users(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = String> {
    let page = client.users(token).await?;
    Ok(page)
}

fn main() {}
