//! Retries, checkpoints and cancellation lose no item and repeat none.

mod checkpoints;
mod position;
mod retry;
