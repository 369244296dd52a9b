//! Measures the time per item from 1,000 to 10 million items, and from 1 page to 100,000 pages.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin scale`

use paginate_benches::consumer::Discard;
use paginate_benches::contest;
use paginate_benches::contestants;
use paginate_benches::service::Listing;

fn main() {
    println!(
        "{} bytes of state, without the future of a request",
        contestants::bytes_of_state()
    );
    let by_items = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
        .map(|items| Listing::new(items / 1_000, 1_000));
    contest::run(
        "1,000 items per page, increasing number of pages",
        &contestants::by_item::<Discard>()[..2],
        &by_items,
    );
    let by_pages =
        [1, 10, 100, 1_000, 10_000, 100_000].map(|pages| Listing::new(pages, 1_000_000 / pages));
    contest::run(
        "1 million items, increasing number of pages",
        &contestants::by_item::<Discard>()[..2],
        &by_pages,
    );
}
