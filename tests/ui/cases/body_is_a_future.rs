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

#[paginate(token = "next", items = "users")]
fn users(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.users(None)
}

fn main() {}
