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
async fn users(
    client: &Client,
    #[token] token: Option<String>,
    #[token] marker: Option<String>,
) -> impl Paginator<Item = String, Error = Error> {
    client.users(token.or(marker)).await
}

fn main() {}
