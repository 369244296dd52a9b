//! Measures the time per item: item by item, collected, and of listings that are read at the same time.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin per_item docs/charts/per_item.svg`

use paginate_benches::consumer::Discard;
use paginate_benches::contestants::{by_item, by_item_of_parts, collected};
use paginate_benches::service::Listing;
use paginate_benches::{chart, contest};

fn main() {
    let pages_of = |total| [10, 100, 1_000].map(|items| Listing::new(total / items, items));
    // With more items, the allocator returns memory to the system in one round and requests it again in another.
    let few = pages_of(20_000);
    for listing in few {
        contest::check(&by_item(), listing, false);
        contest::check(&collected(), listing, false);
    }
    let large = pages_of(200_000);
    for listing in large {
        contest::check(&by_item_of_parts(), listing, true);
    }
    let by_item = contest::run(
        "Item by item: time, and relative to a hand-written loop",
        &by_item::<Discard>(),
        &large,
    );
    contest::run(
        "All collected: time, and relative to a hand-written loop",
        &collected(),
        &few,
    );
    contest::run(
        "Listings at the same time: time, and relative to one listing after the other",
        &by_item_of_parts::<Discard>(),
        &large,
    );
    chart::write_if_requested(|| {
        let title =
            "Time per item in memory, 1,000 items per page, relative to a hand-written loop";
        chart::ratios(title, &by_item)
    });
}
