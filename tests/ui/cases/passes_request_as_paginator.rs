use paginate_core::Paginator;
use paginate_tests::sdk::Client;

fn count(paginator: impl Paginator) {
    drop(paginator.items());
}

fn uses(client: &Client) {
    count(client.list_things());
}

fn main() {}
