//! The listing that all contestants read, in memory, and each of them.

pub mod consumer;
pub mod contest;
pub mod contestants;
pub mod service;
