use paginate_core::{Paginator, paginate};

#[derive(Clone)]
struct Request {
    marker: Option<String>,
}

struct Page {
    users: Vec<String>,
    marker: Option<String>,
}

struct Error;

impl Request {
    async fn send(self) -> Result<Page, Error> {
        Ok(Page { users: vec![], marker: self.marker })
    }
}

#[paginate(token = "marker", items = "users")]
fn users() -> impl Paginator<Item = String, Error = Error> {
    Request { marker: None }
}

fn main() {}
