mod incomplete_input;
mod messages;
mod snapshots;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Runs the macro, and panics if it does not end.
pub(crate) fn bounded<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(run()));
    receiver
        .recv_timeout(Duration::from_secs(5))
        .expect("the macro ends, and does not panic")
}
