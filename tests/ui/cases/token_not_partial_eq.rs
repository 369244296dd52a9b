use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[derive(Clone)]
struct Token(Option<String>);

#[paginate(
    input_token = |request, token: Token| request.set_next_token(token.0),
    output_token = |page| Some(Token(page.next_token.clone())),
    items = "things",
)]
fn things(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

fn main() {}
