//! What a listing reports to `tracing`: a span for each request, and events for what the consumer of the listing gets.
//!
//! With the feature `tracing`, `enabled` reports. Without it, `disabled` has the same functions, which do nothing, so that
//! the loop needs no `cfg`.
//!
//! A subscriber is code of the user's and may panic. So an event is reported where a closure of the user's may be called: the
//! page that the event is about does not count as yielded yet.

#[cfg(not(feature = "tracing"))]
mod disabled;
#[cfg(feature = "tracing")]
mod enabled;

#[cfg(not(feature = "tracing"))]
pub(crate) use self::disabled::{Trace, Traced};
#[cfg(feature = "tracing")]
pub(crate) use self::enabled::{Trace, Traced};
