//! Annotated functions with the real AWS SDK, over HTTP, against emulators on the loopback interface.

mod apigatewayv2;
mod cloudwatchlogs;
mod config;
mod dynamodb;
mod eventbridge;
mod faults;
mod route53;
mod s3;

use std::sync::LazyLock;

use paginate_core::Paginator;
use paginate_examples::Emulator;

/// The emulators start when they are first used, and stop with the process.
static MINISTACK: LazyLock<Emulator> =
    LazyLock::new(|| Emulator::ministack().expect("ministack starts"));
static MOTO: LazyLock<Emulator> = LazyLock::new(|| Emulator::moto().expect("moto starts"));

/// Returns all items and the number of pages.
async fn all<P: Paginator<Error: std::fmt::Debug>>(paginator: P) -> (Vec<P::Item>, u64) {
    let mut items = paginator.items();
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.expect("every request succeeds") {
        all.push(item);
    }
    (all, items.page_count())
}
