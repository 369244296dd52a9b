use paginate_core::{Paginator, paginate};

#[derive(Clone)]
struct Request {
    marker: Option<String>,
    limit: Option<u32>,
}

struct Page {
    users: Vec<String>,
    marker: Option<String>,
}

struct Error;

impl Request {
    fn set_marker(self, marker: Option<String>) -> Self {
        Request { marker, ..self }
    }

    fn set_limit(self, limit: Option<u32>) -> Self {
        Request { limit, ..self }
    }

    async fn send(self) -> Result<Page, Error> {
        Ok(Page { users: vec![String::new(); self.limit.unwrap_or(10) as usize], marker: self.marker })
    }
}

#[paginate(token = "marker", items = "users", page_size = "size", first_page_size = 9, too_large = |_| true)]
fn users() -> impl Paginator<Item = String, Error = Error> {
    Request { marker: None, limit: None }
}

fn main() {}
