//! The planned panics of user code.

use std::panic::{set_hook, take_hook};
use std::sync::Once;

use paginate_tests::server::PLANNED_PANIC;

/// Hides the messages of planned panics.
pub(crate) fn silence_planned_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = take_hook();
        set_hook(Box::new(move |panic| {
            // The minimum Rust version of the fuzz targets has no `payload_as_str`.
            let payload = panic.payload();
            let literal = payload.downcast_ref::<&str>().copied();
            let message = literal.or_else(|| payload.downcast_ref().map(String::as_str));
            if message != Some(PLANNED_PANIC) {
                report(panic);
            }
        }));
    });
}
