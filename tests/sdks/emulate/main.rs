//! Annotated functions with real clients, against the emulators of six services.

mod clerk;
mod github;
mod linear;
mod server;
mod slack;
mod stripe;
mod twilio;
