//! Annotated functions with real clients, against the emulators of six services.

mod clerk;
mod github;
mod heavy;
mod linear;
mod server;
mod slack;
mod stripe;
mod twilio;
