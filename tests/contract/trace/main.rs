//! The spans and events of the feature `tracing`.

mod events;
mod mend;
mod names;
mod panics;
mod record;
mod secrets;
mod service;
mod spans;
