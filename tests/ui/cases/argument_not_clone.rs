use paginate_core::{Paginator, paginate};

struct Client;

struct Page {
    users: Vec<String>,
    next: Option<String>,
}

impl Client {
    async fn users(&self, token: Option<String>) -> Result<Page, Error> {
        Ok(Page {
            users: vec![],
            next: token,
        })
    }
}

struct Error;

#[paginate(output_token = "next", items = "users")]
async fn users(
    client: Client,
    #[token] token: Option<String>,
) -> impl Paginator<Item = String, Error = Error> {
    client.users(token).await
}

#[paginate(output_token = |page| page.next.clone(), items = "users")]
async fn more_users(
    client: Client,
    #[token] token: Option<String>,
) -> impl Paginator<Item = String, Error = Error> {
    client.users(token).await
}

fn main() {}
