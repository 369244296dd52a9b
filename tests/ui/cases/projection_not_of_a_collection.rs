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

#[paginate(output_token = "next", items = "users[].name[]")]
async fn users(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    let page = client.users(token).await?;
    Ok(Groups { users: page.users.into_iter().map(|name| User { name: name.len() }).collect(), next: page.next })
}

struct Groups {
    users: Vec<User>,
    next: Option<String>,
}

struct User {
    name: usize,
}

fn main() {}
