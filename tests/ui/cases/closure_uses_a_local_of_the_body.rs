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
        Ok(Page {
            users: vec![],
            marker: self.marker,
        })
    }

    fn set_marker(self, marker: Option<String>) -> Self {
        Request { marker }
    }

    fn limit(self, _: u32) -> Self {
        self
    }
}

#[paginate(token = "marker", items = "users", send = |request| request.limit(limit).send())]
fn users(pages: u32) -> impl Paginator<Item = String, Error = Error> {
    let limit = pages.min(100);
    Request { marker: None }
}

fn main() {}
