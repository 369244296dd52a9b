//! Spans and events contain no tokens, no items, and no messages of errors of the operation.

use std::fmt;

use paginate_core::{Paginator, RepeatedTokenPolicy, operation};
use paginate_tests::script::drain;

use crate::record::{record, starting_with};

const SECRET: &str = "hunter2";

#[derive(Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SECRET)
    }
}

impl std::error::Error for Refused {}

#[derive(Debug)]
struct Page {
    item: String,
    next: String,
}

/// The tokens are `hunter2-0` and so on, and so are the items. The third page fails first. The sixth page repeats its token.
fn secrets() -> impl Paginator<Item = String, Error = Refused> {
    let mut failed = false;
    operation(format!("{SECRET}-0"))
        .name("secrets")
        .send(move |token: String| {
            let number: u32 = token[SECRET.len() + 1..].parse().unwrap();
            let fails = number == 2 && !failed;
            failed |= fails;
            let next = format!("{SECRET}-{}", (number + 1).min(5));
            async move {
                crate::service::pending_once().await;
                if fails {
                    Err(Refused)
                } else {
                    Ok(Page { item: token, next })
                }
            }
        })
        .output_token(|page| Some(page.next.clone()))
        .input_token(|_, token| token)
        .repeated_token(RepeatedTokenPolicy::Error)
        .items(|page| [page.item])
}

#[test]
fn nothing_that_is_recorded_contains_a_secret() {
    for depth in [0, 3] {
        let lines = record(|| {
            let mut items = secrets().prefetch(depth).items();
            let mut collected = drain(&mut items);
            items.retry();
            collected.extend(drain(&mut items));
            assert_eq!(collected.iter().flatten().count(), 6);
            assert_eq!(collected.iter().filter(|item| item.is_err()).count(), 2);
            drain(secrets().resume_from(items.checkpoint()).items());
        });
        assert!(starting_with(&lines, &["DEBUG paginate: "]).len() > 9);
        for line in lines {
            assert!(!line.contains(SECRET), "{line}");
        }
    }
}
