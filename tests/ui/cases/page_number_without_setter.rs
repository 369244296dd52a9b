use paginate_core::{Paginator, paginate};

#[derive(Clone)]
struct Request {
    page: u32,
}

struct Page {
    users: Vec<String>,
}

struct Error;

impl Request {
    async fn send(self) -> Result<Page, Error> {
        Ok(Page {
            users: vec![self.page.to_string()],
        })
    }
}

#[paginate(page_number = "page", items = "users")]
fn users() -> impl Paginator<Item = String, Error = Error> {
    Request { page: 1 }
}

fn main() {}
