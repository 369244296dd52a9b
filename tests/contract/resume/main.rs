//! A listing that fails goes on, one that stops is taken up again, and nothing is lost or comes twice.

mod checkpoints;
mod position;
mod retry;
