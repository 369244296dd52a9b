use std::num::ParseIntError;

use paginate_core::{Paginator, paginate};

struct Client;

struct Page {
    users: Vec<String>,
    next: Option<String>,
}

struct Refused;

impl Client {
    async fn users(&self, group: u32, token: Option<String>) -> Result<Page, Refused> {
        Ok(Page { users: vec![group.to_string()], next: token })
    }
}

#[paginate(output_token = "next", items = "users")]
async fn users(client: &Client, group: &str, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Refused> {
    let group = group.parse()?;
    client.users(group, token).await
}

#[paginate(output_token = "next", items = "users")]
async fn all_users(client: &Client, group: &str, #[token] token: Option<String>) -> impl Paginator<Item = String, Error = Refused> {
    let group = group.parse().map_err(|_: ParseIntError| Refused)?;
    client.users(group, token).await
}

fn main() {}
