use paginate_core::{Paginator, paginate};

struct Client;

struct Page {
    users: Vec<String>,
    more_users: Vec<String>,
    next: Option<String>,
}

impl Client {
    async fn users(&self, token: Option<String>) -> Result<Page, Error> {
        Ok(Page { users: vec![], more_users: vec![], next: token })
    }
}

struct Error;

#[paginate(output_token = "next", items = "users")]
async fn users(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    client.users(token).await.map(std::sync::Arc::new)
}

#[paginate(output_token = "next", items = ["users", "more_users"])]
async fn more_users(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    client.users(token).await.map(std::rc::Rc::new)
}

fn main() {}
