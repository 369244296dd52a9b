//! Retries, checkpoints and cancellation lose no item and repeat none.

mod checkpoints;
mod page_size;
mod position;
mod retry;
