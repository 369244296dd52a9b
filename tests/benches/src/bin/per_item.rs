//! `cargo run --release --manifest-path tests/benches/Cargo.toml --bin per_item`

use paginate_benches::contest;
use paginate_benches::contestants::{BY_ITEM, COLLECTED};
use paginate_benches::service::Listing;

fn main() {
    let listings = [10, 100, 1_000].map(|items| Listing {
        pages: 200_000 / items,
        items,
    });
    contest::run(
        "Item by item: time, and how many times that of a loop by hand",
        &BY_ITEM,
        &listings,
    );
    contest::run(
        "All collected: time, and how many times that of a loop by hand",
        &COLLECTED,
        &listings,
    );
}
