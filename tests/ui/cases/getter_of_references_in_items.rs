use paginate_core::{Paginator, paginate};

struct Client;

struct Page {
    users: Vec<String>,
    next: Option<String>,
}

struct Error;

impl Client {
    async fn users(&self, token: Option<String>) -> Result<Page, Error> {
        Ok(Page { users: vec![], next: token })
    }
}

impl Page {
    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }

    fn names(&self) -> &[String] {
        &self.users
    }

    fn take_users(&mut self) -> Vec<String> {
        std::mem::take(&mut self.users)
    }
}

#[paginate(output_token = "next()", items = "names()")]
async fn users(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    client.users(token).await
}

fn main() {}
