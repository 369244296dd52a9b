//! Annotated functions on the real AWS SDK, over HTTP, against servers on loopback.

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

/// They are started by the first test that asks for one, and stop with the process.
static MINISTACK: LazyLock<Emulator> =
    LazyLock::new(|| Emulator::ministack().expect("ministack starts"));
static MOTO: LazyLock<Emulator> = LazyLock::new(|| Emulator::moto().expect("moto starts"));

/// All items, and on how many pages they came.
async fn all<P: Paginator<Error: std::fmt::Debug>>(paginator: P) -> (Vec<P::Item>, u64) {
    let mut items = paginator.items();
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.expect("every page comes") {
        all.push(item);
    }
    (all, items.page_number())
}
