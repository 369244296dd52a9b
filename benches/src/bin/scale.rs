//! The cost of an item from a thousand of them to ten million, and on one page to a hundred thousand:
//! `cargo run --release --manifest-path benches/Cargo.toml --bin scale`

use paginate_benches::consumer::Takes;
use paginate_benches::contest;
use paginate_benches::contestants;
use paginate_benches::service::Listing;

fn main() {
    println!(
        "{} bytes of state, and the future of a request besides",
        contestants::bytes_of_state()
    );
    let by_items = [1_000, 10_000, 100_000, 1_000_000, 10_000_000].map(|items| Listing {
        pages: items / 1_000,
        items: 1_000,
    });
    contest::run(
        "A thousand items a page, ever more pages",
        &contestants::by_item::<Takes>()[..2],
        &by_items,
    );
    let by_pages = [1, 10, 100, 1_000, 10_000, 100_000].map(|pages| Listing {
        pages,
        items: 1_000_000 / pages,
    });
    contest::run(
        "A million items, on ever more pages",
        &contestants::by_item::<Takes>()[..2],
        &by_pages,
    );
}
