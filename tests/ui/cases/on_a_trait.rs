use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error};

#[paginate(token = "next_token", items = "things")]
trait Things {
    fn things(&self) -> impl Paginator<Item = String, Error = Error>;
}

impl Things for Client {
    #[paginate(token = "next_token", items = "things")]
    fn things(&self) -> impl Paginator<Item = String, Error = Error> {
        self.list_things()
    }
}

fn main() {}
