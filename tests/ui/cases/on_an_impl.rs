use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

pub struct Things(Client);

#[paginate(token = "next_token", items = "things")]
impl Things {
    fn things(&self) -> impl Paginator<Item = String, Error = Error> {
        self.0.list_things()
    }
}

fn main() {}
