//! The spans and events of the feature `tracing`.

mod events;
mod names;
mod panics;
mod parts;
mod record;
mod recover;
mod secrets;
mod service;
mod spans;
