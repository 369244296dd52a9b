use paginate_core::{Paginator, paginate};

struct Page {
    users: Vec<String>,
    session: String,
    next: Option<u64>,
}

struct Error;

#[paginate(output_token = ["session", "next"], items = "users")]
async fn users(#[token] token: Option<(String, String)>) -> impl Paginator<Item = String, Error = Error> {
    Ok(Page { users: vec![], session: String::new(), next: None })
}

fn main() {}
