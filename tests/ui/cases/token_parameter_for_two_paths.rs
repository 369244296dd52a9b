use paginate_core::{Paginator, paginate};

struct Page {
    users: Vec<String>,
    session: String,
    next: Option<u64>,
}

struct Error;

#[paginate(output_token = ["session", "next"], items = "users")]
async fn users(#[token] token: Option<u64>) -> impl Paginator<Item = String, Error = Error> {
    Ok(Page { users: vec![], session: String::new(), next: token })
}

#[paginate(output_token = ["session", "next"], items = "users")]
async fn all_users(#[token] token: Option<(String, u64, u64)>) -> impl Paginator<Item = String, Error = Error> {
    Ok(Page { users: vec![], session: String::new(), next: token.map(|(_, next, _)| next) })
}

fn main() {}
