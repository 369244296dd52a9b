use paginate_core::paginate;
use paginate_tests::sdk::Client;

#[paginate(token = "next_token", items = "things")]
pub struct Things {
    pub client: Client,
}

fn main() {}
