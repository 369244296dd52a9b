//! Counts the instructions per item with valgrind. The count is the same in every run of a build.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin instructions`

use std::env;
use std::hint::black_box;
use std::process::Command;

use paginate_benches::consumer::Discard;
use paginate_benches::contestants::{Contestant, by_item, by_item_of_parts, collected};
use paginate_benches::service::Listing;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [name, pages, items] => {
            let number = |text: &str| text.parse().expect("a number");
            read(name, Listing::new(number(pages), number(items)));
        }
        _ => {
            table("Item by item", &by_item::<Discard>());
            table("All collected", &collected());
            table("Listings at the same time", &by_item_of_parts::<Discard>());
        }
    }
}

/// Runs one contestant, in the process that valgrind runs.
fn read(name: &str, listing: Listing) {
    let named = |known: &str| known == name;
    let mut by_item = by_item::<Discard>();
    by_item.extend(by_item_of_parts());
    if let Some((_, read)) = by_item.iter().find(|(name, _)| named(name)) {
        black_box(read(listing));
    } else if let Some((_, read)) = collected().iter().find(|(name, _)| named(name)) {
        black_box(read(listing));
    } else {
        panic!("unknown contestant {name}");
    }
}

fn table<T>(title: &str, contestants: &[Contestant<T>]) {
    println!("\n{title}: instructions, and relative to the first line");
    for items in [10, 100, 1_000] {
        println!("\n{items} items per page:");
        let mut first = None;
        for (name, _) in contestants {
            // The difference of two runs excludes the start and the end of the process.
            let pages = 80_000 / items;
            let difference = count(name, 2 * pages, items) - count(name, pages, items);
            let each = difference as f64 / (pages * items) as f64;
            println!(
                "  {name:<38} {each:>9.1}   {:>8.2}",
                each / *first.get_or_insert(each)
            );
        }
    }
}

fn count(name: &str, pages: u64, items: u64) -> u64 {
    let this = env::current_exe().expect("the program has a path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(this)
        .args([name, &pages.to_string(), &items.to_string()])
        .output()
        .expect("valgrind is installed");
    let output_text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{output_text}");
    let collected = output_text
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    collected
        .and_then(|(_, count)| count.trim().parse().ok())
        .expect("valgrind prints the count")
}
