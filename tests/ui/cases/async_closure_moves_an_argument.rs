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
}

struct Limiter;

impl Limiter {
    async fn ready(&self) {}
}

#[paginate(
    token = "marker",
    items = "users",
    send = async |request| {
        limiter.ready().await;
        request.send().await
    },
)]
fn users(limiter: Limiter) -> impl Paginator<Item = String, Error = Error> {
    Request { marker: None }
}

fn main() {}
