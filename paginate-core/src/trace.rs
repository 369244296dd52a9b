//! What a listing reports to `tracing`: a span for each request, and events for what the consumer of the listing gets.
//!
//! With the feature `tracing`, `enabled` reports. Without it, `disabled` has the same functions, which do nothing, so that
//! the loop needs no `cfg`.
//!
//! A subscriber is user code and may panic. Therefore, events are reported only where user code may run: before the page that
//! they are about counts as yielded.

#[cfg(not(feature = "tracing"))]
mod disabled;
#[cfg(feature = "tracing")]
mod enabled;

#[cfg(not(feature = "tracing"))]
pub(crate) use self::disabled::{PartSpan, Trace, Traced, range_cut};
#[cfg(feature = "tracing")]
pub(crate) use self::enabled::{PartSpan, Trace, Traced, range_cut};
