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

impl Page {
    fn names(self, skip: usize) -> Vec<String> {
        self.users[skip..].to_vec()
    }
}

#[paginate(output_token = "next", items = "names(1)")]
async fn users(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    client.users(token).await
}

fn main() {}
