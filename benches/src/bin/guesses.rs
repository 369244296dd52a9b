//! Counts the requests that prefetching sends to services whose pages are often shorter than expected, or fail.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin guesses`

use std::cell::Cell;
use std::future::poll_fn;
use std::task::Poll;

use paginate_benches::executor::block_on;
use paginate_core::{Paginator, operation};

const ITEMS: u64 = 5_000;

/// A service that returns as many items as `size` says for an offset, or fails the first `failures` requests for it.
struct Service {
    name: &'static str,
    size: fn(u64) -> u64,
    failures: fn(u64) -> u64,
}

const SERVICES: [Service; 5] = [
    Service {
        name: "10 items",
        size: |_| 10,
        failures: |_| 0,
    },
    Service {
        name: "9 or 10 items",
        size: |offset| 9 + scramble(offset) % 2,
        failures: |_| 0,
    },
    Service {
        name: "10 items, one page in 20 has 9",
        size: |offset| {
            if scramble(offset).is_multiple_of(20) {
                9
            } else {
                10
            }
        },
        failures: |_| 0,
    },
    Service {
        name: "1 to 10 items",
        size: |offset| 1 + scramble(offset) % 10,
        failures: |_| 0,
    },
    Service {
        name: "10 items, each page fails once",
        size: |_| 10,
        failures: |_| 1,
    },
];

/// Returns a number that depends on an offset and looks random.
fn scramble(offset: u64) -> u64 {
    (offset as u32).wrapping_mul(2_654_435_761) as u64 >> 16
}

/// Lists all items with a prefetch depth, and returns the number of requests.
fn requests(service: &Service, depth: usize) -> u64 {
    let requests = Cell::new(0);
    let mut failed = vec![0; ITEMS as usize + 1];
    let listing = operation(0)
        .send(|offset: u64| {
            requests.set(requests.get() + 1);
            let is_last = offset >= ITEMS;
            let fails = !is_last && failed[offset as usize] < (service.failures)(offset);
            failed[offset.min(ITEMS) as usize] += u64::from(fails);
            let end = ITEMS.min(offset + (service.size)(offset));
            let mut is_ready = false;
            poll_fn(move |cx| {
                if !is_ready {
                    is_ready = true;
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Poll::Ready(if fails {
                    Err(())
                } else {
                    Ok(offset.min(end)..end)
                })
            })
        })
        .offset(
            |page: &std::ops::Range<u64>| page.clone().count(),
            |_, offset| offset,
        )
        .total_items(|_| Some(ITEMS))
        .items::<_, _, _, _, u64, ()>(|page| page);
    let mut items = listing.prefetch(depth).items();
    let mut all = Vec::new();
    block_on(async {
        while items.try_extend(&mut all).await.is_err() {
            items.retry();
        }
    });
    assert_eq!(all.len() as u64, ITEMS);
    requests.get()
}

fn main() {
    println!("{:<32} {:>6} {:>6} {:>6} {:>6}", "prefetch", 0, 4, 16, 64);
    for service in &SERVICES {
        print!("{:<32}", service.name);
        for depth in [0, 4, 16, 64] {
            print!(" {:>6}", requests(service, depth));
        }
        println!();
    }
}
