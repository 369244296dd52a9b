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

#[derive(Clone)]
struct Cursor(String);

struct Cursors {
    users: Vec<String>,
    next: Option<Cursor>,
}

#[paginate(output_token = "next", items = "users")]
async fn users(#[token] token: Option<Cursor>) -> impl Paginator<Item = String, Error = Error> {
    Ok(Cursors { users: vec![], next: token })
}

#[paginate(output_token = |page| page.next.clone(), items = "users")]
async fn more_users(#[token] token: Option<Cursor>) -> impl Paginator<Item = String, Error = Error> {
    Ok(Cursors { users: vec![], next: token })
}

fn main() {}
