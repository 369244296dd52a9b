//! The executor of the README: tokio's current-thread runtime.

use std::thread_local;

use tokio::runtime::{Builder, Runtime};

thread_local! {
    static RUNTIME: Runtime = Builder::new_current_thread()
        .build()
        .expect("a runtime without drivers needs nothing of the system");
}

/// Runs a future on a runtime that lasts as long as the thread.
pub fn block_on<F: Future>(future: F) -> F::Output {
    RUNTIME.with(|runtime| runtime.block_on(future))
}
