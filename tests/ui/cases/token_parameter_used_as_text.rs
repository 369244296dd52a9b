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
async fn users(client: &Client, #[token] token: String) -> impl Paginator<Item = String, Error = Error> {
    let token = if token.is_empty() { None } else { Some(token.trim().to_owned()) };
    Ok(client.users(token).await?)
}

#[paginate(output_token = |page| page.next.clone(), items = "users")]
async fn more_users(client: &Client, #[token] token: &str) -> impl Paginator<Item = String, Error = Error> {
    client.users(Some(token.to_owned())).await
}

fn main() {}
