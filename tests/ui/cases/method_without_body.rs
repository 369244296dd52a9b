use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::Error;

trait Things {
    #[paginate(token = "next_token", items = "things")]
    fn things(&self) -> impl Paginator<Item = String, Error = Error>;
}

fn main() {}
