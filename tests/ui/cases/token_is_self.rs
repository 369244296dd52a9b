use paginate_core::{Paginator, paginate};

#[derive(Clone)]
struct Client;

impl Client {
    #[paginate(output_token = "next", items = "users")]
    async fn users(#[token] self, token: Option<String>) -> impl Paginator<Item = String, Error = ()> {
        self.users(token).await
    }
}

fn main() {}
