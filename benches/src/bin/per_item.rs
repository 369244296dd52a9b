//! `cargo run --release --manifest-path benches/Cargo.toml --bin per_item`

use paginate_benches::consumer::Takes;
use paginate_benches::contest;
use paginate_benches::contestants::{by_item, collected};
use paginate_benches::service::Listing;

fn main() {
    let pages_of = |total| {
        [10, 100, 1_000].map(|items| Listing {
            pages: total / items,
            items,
        })
    };
    // Of more the allocator gives memory back to the system in the turn of one and takes it in another's.
    let few = pages_of(20_000);
    for listing in few {
        contest::check(&by_item(), listing);
        contest::check(&collected(), listing);
    }
    contest::run(
        "Item by item: time, and how many times that of a loop by hand",
        &by_item::<Takes>(),
        &pages_of(200_000),
    );
    contest::run(
        "All collected: time, and how many times that of a loop by hand",
        &collected(),
        &few,
    );
}
